// Lets the n-th request for memory fail, for many n: every call says so, hands out nothing, and the next one works.

#include <kaohe/kaohe_script.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>
#include <utility>

namespace {

std::int64_t left = -1;  // requests that still succeed; -1: all

void* give(std::size_t size) {
  if (left == 0) throw std::bad_alloc();
  if (left > 0) --left;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

void* give_or_null(std::size_t size) noexcept {
  try {
    return give(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

}  // namespace

// The library asks its host's operators, as any shared library does.
void* operator new(std::size_t size) { return give(size); }
void* operator new[](std::size_t size) { return give(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return give_or_null(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return give_or_null(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

constexpr char document[] =
    "{kaohe: 1, id: s, period: 2014, missing: zero, indicators: {a: {rollup: sum}}, parties: [{id: u}, {id: v, under: u}], plan: [{id: p, "
    "title: P, lead: v, targets: [{indicator: a, "
    "target: '>= 50'}]}], criteria: [{id: a, points: 60, rule: {formula: x}}, {id: b, points: 40, rule: {bands: "
    "[{from: 9, points: 40}, {otherwise: 0}]}}], grades: [{name: A, from: 90}, {name: B}], vetoes: [{id: veto, when: count(e) >= 1, "
    "effect: "
    "{grade: B}}]}";

int failures = 0;

void check(bool good, const char* what, std::int64_t n) {
  if (good) return;
  std::fprintf(stderr, "%s, when request %lld fails\n", what, static_cast<long long>(n));
  ++failures;
}

/// `call` under want of memory at every request up to the first hundred, then at ever fewer, until it succeeds.
void starve(const char* what, const std::function<kaohe_status()>& call) {
  for (std::int64_t n = 0;; n += n < 100 ? 1 : n / 20) {
    left = n;
    const kaohe_status status = call();
    left = -1;
    if (status == KAOHE_OK) return;
    check(status == KAOHE_E_MEMORY, what, n);
    if (failures > 20) std::exit(EXIT_FAILURE);
  }
}

/// Handles: what found no memory gave 0 and left nothing behind.
void starve_script() {
  constexpr char observations[] = "observations";
  std::int64_t scheme = 0, evidence = 0, assessment = 0, found = 0;
  const auto making = [](const char* what, std::int64_t& handle, const std::function<std::int64_t()>& call) {
    starve(what, [&] {
      kaohe_script_free(handle);
      handle = call();
      return kaohe_script_last_status();
    });
  };
  const auto calling = [](const char* what, const std::function<double()>& call) {
    starve(what, [&] {
      call();
      return kaohe_script_last_status();
    });
  };
  making("kaohe_script_scheme_load", scheme, [&] { return kaohe_script_scheme_load(document, -1); });
  making("kaohe_script_evidence_new", evidence, [&] { return kaohe_script_evidence_new(); });
  for (const char* unit : {"a unit with a name that is longer than a short text", "another one, which is no shorter than the first"}) {
    calling("kaohe_script_observe_number", [&] { return kaohe_script_observe_number(evidence, unit, -1, "a", -1, nullptr, 0, 10); });
    calling("kaohe_script_observe_text", [&] { return kaohe_script_observe_text(evidence, unit, -1, "b", -1, "2014", -1, "9", -1); });
  }
  calling("kaohe_script_evidence_text", [&] { return kaohe_script_evidence_text(evidence, "units", -1, 1, "unit", -1, "a", -1); });
  making("kaohe_script_evidence_new", evidence, [&] { return kaohe_script_evidence_new(); });
  calling("kaohe_script_evidence_lines", [&] {
    return kaohe_script_evidence_lines(evidence, observations, -1, "unit", -1, "a\nb with a long name, which asks for memory", -1);
  });
  const double block[] = {10, 9, 20, 0};
  calling("kaohe_script_evidence_block",
          [&] { return kaohe_script_evidence_block(evidence, observations, -1, "a\nb", -1, block, 2, 2, 1); });
  making("kaohe_script_assess", assessment, [&] { return kaohe_script_assess(scheme, evidence); });
  check(kaohe_script_unit_count(assessment) == 2 && kaohe_script_total(assessment, "a", -1) == 50, "the total of a", -1);  // 10 + 40
  starve("kaohe_script_update_number", [&] {
    const kaohe_status status = kaohe_script_update_number(assessment, "a", -1, "b", -1, nullptr, 0, 0);
    const std::int64_t n = std::exchange(left, -1);
    check(kaohe_script_total(assessment, "a", -1) == (status == KAOHE_OK ? 10 : 50), "the total of a is as it was", n);
    left = n;
    return status;
  });
  calling("kaohe_script_update_text", [&] { return kaohe_script_update_text(assessment, "a", -1, "b", -1, "2014", -1, "9", -1); });
  check(kaohe_script_total(assessment, "a", -1) == 50, "the total of a", -1);
  making("kaohe_script_findings", found, [&] { return kaohe_script_findings(); });
  std::uint16_t room[64];
  const std::uint16_t a[] = {'a', 0};
  calling("kaohe_script_explain_w", [&] { return kaohe_script_explain_w(assessment, a, -1, KAOHE_ZH, room, 64); });
  for (const std::int64_t handle : {scheme, evidence, assessment, found})
    check(kaohe_script_free(handle) == KAOHE_OK, "kaohe_script_free", -1);
}

/// An assessment whose update found no memory is as it was, to the byte, and what was returned of it is still there.
void starve_update(kaohe_assessment* assessment) {
  const char* const unit = "u";
  const char* const indicator = "a";
  const double value = 40;
  kaohe_evidence* changes = nullptr;
  kaohe_text *before = nullptr, *now = nullptr;
  check(kaohe_evidence_new(&changes) == KAOHE_OK, "kaohe_evidence_new", -1);
  check(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "unit", &unit, 1) == KAOHE_OK, "the unit", -1);
  check(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "indicator", &indicator, 1) == KAOHE_OK, "the indicator", -1);
  check(kaohe_evidence_add_doubles(changes, KAOHE_OBSERVATIONS, "value", &value, 1, 1, nullptr) == KAOHE_OK, "the value", -1);
  check(kaohe_assessment_json(assessment, &before) == KAOHE_OK, "kaohe_assessment_json", -1);
  const char* const first = kaohe_assessment_unit(assessment, 0);
  starve("kaohe_assessment_update", [&] {
    kaohe_findings* found = nullptr;
    const kaohe_status status = kaohe_assessment_update(assessment, changes, &found);
    kaohe_findings_free(found);
    const std::int64_t n = std::exchange(left, -1);
    check(kaohe_assessment_json(assessment, &now) == KAOHE_OK, "kaohe_assessment_json", n);
    const bool same = std::strcmp(kaohe_text_data(now), kaohe_text_data(before)) == 0;
    check(same == (status != KAOHE_OK), "the assessment is as it was", n);
    if (status != KAOHE_OK) check(kaohe_assessment_unit(assessment, 0) == first, "what was returned of it is there", n);
    kaohe_text_free(now);
    left = n;
    return status;
  });
  kaohe_text_free(before);
  kaohe_evidence_free(changes);
}

/// Functions of kaohe.h.
void starve_all() {
  const char* const units[] = {"u", "v"};
  const double values[] = {10, 20};
  kaohe_scheme* scheme = nullptr;
  kaohe_evidence* evidence = nullptr;
  kaohe_assessment* assessment = nullptr;
  kaohe_text* text = nullptr;

  starve("kaohe_scheme_load", [&] {
    kaohe_scheme_free(scheme);
    return kaohe_scheme_load(document, -1, nullptr, &scheme, nullptr);
  });
  starve("kaohe_evidence_new", [&] {
    kaohe_evidence_free(evidence);
    return kaohe_evidence_new(&evidence);
  });
  // a column that found no memory was not added
  starve("kaohe_evidence_add_strings", [&] { return kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", units, 2); });
  starve("kaohe_evidence_add_doubles",
         [&] { return kaohe_evidence_add_doubles(evidence, KAOHE_OBSERVATIONS, "a", values, 2, 1, nullptr); });
  kaohe_assess_options options = KAOHE_ASSESS_OPTIONS_INIT;
  options.threads = 1;
  starve("kaohe_scheme_assess", [&] {
    kaohe_assessment_free(assessment);
    return kaohe_scheme_assess(scheme, evidence, &options, &assessment, nullptr);
  });
  starve_update(assessment);
  const auto tell = [&](const char* what, const std::function<kaohe_status()>& call) {
    starve(what, [&] {
      kaohe_text_free(text);
      return call();
    });
  };
  tell("kaohe_assessment_json", [&] { return kaohe_assessment_json(assessment, &text); });
  tell("kaohe_assessment_explain", [&] { return kaohe_assessment_explain(assessment, 0, KAOHE_ZH, &text); });
  tell("kaohe_assessment_attribution", [&] { return kaohe_assessment_attribution(assessment, KAOHE_EN, &text); });
  ArrowArrayStream stream{};
  starve("kaohe_assessment_arrow", [&] {
    if (stream.release != nullptr) stream.release(&stream);
    return kaohe_assessment_arrow(assessment, 1, &stream);
  });
  kaohe_evidence* streamed = nullptr;
  check(kaohe_evidence_new(&streamed) == KAOHE_OK, "kaohe_evidence_new", -1);
  stream.release(&stream);
  starve("kaohe_evidence_add_arrow", [&] {
    // made in plenty, read in want: its rows are lists as well, which are no cells, so that what is asked of memory ends in a refusal
    const std::int64_t n = std::exchange(left, -1);
    check(kaohe_assessment_arrow(assessment, 0, &stream) == KAOHE_OK, "kaohe_assessment_arrow", n);
    left = n;
    const kaohe_status status = kaohe_evidence_add_arrow(streamed, KAOHE_HISTORY, &stream);
    check(stream.release == nullptr, "the stream is used up", n);
    return status == KAOHE_E_ARGUMENT ? KAOHE_OK : status;
  });
  kaohe_evidence_free(streamed);
  tell("kaohe_assessment_made_by", [&] { return kaohe_assessment_made_by(assessment, &text); });
  kaohe_texts* texts = nullptr;
  starve("kaohe_assessment_texts", [&] {
    kaohe_texts_free(texts);
    return kaohe_assessment_texts(assessment, "total", &texts);
  });
  kaohe_texts_free(texts);
  kaohe_plan_options asked = KAOHE_PLAN_OPTIONS_INIT;
  asked.on = "2014-07-31";
  tell("kaohe_scheme_plan_status_json", [&] { return kaohe_scheme_plan_status_json(scheme, evidence, &asked, KAOHE_ZH, &text, nullptr); });
  tell("kaohe_scheme_plan", [&] { return kaohe_scheme_plan(scheme, &text); });
  tell("kaohe_scheme_due", [&] { return kaohe_scheme_due(scheme, evidence, "1 year", &asked, KAOHE_ZH, &text, nullptr); });
  kaohe_rollup* rollup = nullptr;
  starve("kaohe_scheme_rollup", [&] {
    kaohe_rollup_free(rollup);
    return kaohe_scheme_rollup(scheme, evidence, nullptr, 0, nullptr, &rollup, nullptr);
  });
  tell("kaohe_rollup_json", [&] { return kaohe_rollup_json(rollup, &text); });
  kaohe_rollup_free(rollup);
  kaohe_scheme* with = nullptr;
  starve("kaohe_scheme_with_parties", [&] {
    kaohe_scheme_free(with);
    return kaohe_scheme_with_parties(scheme, evidence, &with, nullptr);
  });
  kaohe_scheme_free(with);
  tell("kaohe_scheme_reach", [&] { return kaohe_scheme_reach(scheme, KAOHE_EN, &text); });
  tell("kaohe_scheme_test", [&] { return kaohe_scheme_test(scheme, KAOHE_EN, &text); });

  kaohe_text_free(text);
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

}  // namespace

int main() {
  starve_all();
  starve_script();
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
