#include "asking.hpp"

#include <kaohe/report.hpp>

#include <limits>

namespace kaohe::c {
namespace {

/// Nothing, and the reason kept, where the names cannot be.
std::optional<std::vector<std::string>> names_of(const char* const* names, std::int64_t count) {
  std::vector<std::string> out;
  if (count < 0 || (names == nullptr && count > 0)) {
    fail(KAOHE_E_ARGUMENT, "indicators must be a list of names with its length");
    return std::nullopt;
  }
  for (std::int64_t at = 0; at < count; ++at) {
    const auto name = text_of(names[at], "an indicator");
    if (!name) return std::nullopt;
    out.emplace_back(*name);
  }
  return out;
}

/// Puts the indicator of that name into `found`.
kaohe_status find_indicator(const kaohe_rollup* rollup, const char* id, const RolledIndicator*& found) {
  const auto name = text_of(id, "indicator");
  if (!name) return KAOHE_E_ARGUMENT;
  if (rollup == nullptr) return fail(KAOHE_E_ARGUMENT, "rollup must not be NULL");
  const auto there = std::ranges::find(rollup->rolled.indicators, *name, &RolledIndicator::id);
  if (there == rollup->rolled.indicators.end()) return fail(KAOHE_E_NOT_FOUND, "there is no indicator " + std::string(*name));
  found = &*there;
  return KAOHE_OK;
}

/// A text about one figure of one row.
template <class Tell>
kaohe_status about_row(const kaohe_rollup* rollup, std::int64_t row, const char* id, kaohe_text** out, const Tell& tell) {
  return making(out, [&]() -> kaohe_status {
    const RolledIndicator* indicator = nullptr;
    if (const auto status = find_indicator(rollup, id, indicator); status != KAOHE_OK) return status;
    if (row < 0 || row >= kaohe_rollup_rows(rollup)) return fail(KAOHE_E_ARGUMENT, "there is no party in that row");
    return hand_over_unless_empty(tell(*indicator, static_cast<std::size_t>(row)), out);
  });
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_scheme_rollup(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const char* const* indicators, int64_t count,
                                 const char* period, kaohe_rollup** out, kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
    const auto names = names_of(indicators, count);
    const auto written = period == nullptr ? std::optional<std::string_view>("") : text_of(period, "period");
    if (!names || !written || !can_ask(scheme, evidence)) return KAOHE_E_ARGUMENT;
    const auto days = period == nullptr ? std::nullopt : kaohe::parse_period(*written, scheme->program.scheme().calendar);
    if (period != nullptr && !days) return fail(KAOHE_E_ARGUMENT, "period must be one as 2014, 2014-Q3 or 2014-03-05..2014-04-01");
    auto checked = scheme->program.rollup(evidence->tables, *names, days);
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    *out = new kaohe_rollup{std::move(*checked.value)};
    return KAOHE_OK;
  });
}

int64_t kaohe_rollup_rows(const kaohe_rollup* rollup) {
  return rollup == nullptr ? 0 : static_cast<std::int64_t>(rollup->rolled.parties.size()) + 1;
}

const char* kaohe_rollup_party(const kaohe_rollup* rollup, int64_t row) {
  const bool there = row >= 0 && row + 1 < kaohe_rollup_rows(rollup);
  return there ? rollup->rolled.parties[static_cast<std::size_t>(row)].c_str() : nullptr;
}

int64_t kaohe_rollup_indicators(const kaohe_rollup* rollup) {
  return rollup == nullptr ? 0 : static_cast<std::int64_t>(rollup->rolled.indicators.size());
}

const char* kaohe_rollup_indicator(const kaohe_rollup* rollup, int64_t index) {
  const bool there = index >= 0 && index < kaohe_rollup_indicators(rollup);
  return there ? rollup->rolled.indicators[static_cast<std::size_t>(index)].id.c_str() : nullptr;
}

kaohe_status kaohe_rollup_numbers(const kaohe_rollup* rollup, const char* indicator, double* out, int64_t capacity) {
  return guarded([&]() -> kaohe_status {
    const kaohe::RolledIndicator* rolled = nullptr;
    if (const auto status = find_indicator(rollup, indicator, rolled); status != KAOHE_OK) return status;
    if (out == nullptr) return fail(KAOHE_E_ARGUMENT, "out must not be NULL");
    if (capacity < kaohe_rollup_rows(rollup)) return fail(KAOHE_E_ARGUMENT, "capacity is less than the number of rows");
    for (std::size_t row = 0; row <= rollup->rolled.all(); ++row) {
      const auto value = rolled->value(row);
      out[row] = value ? value->approximate() : std::numeric_limits<double>::quiet_NaN();
    }
    return KAOHE_OK;
  });
}

kaohe_status kaohe_rollup_figure(const kaohe_rollup* rollup, int64_t row, const char* indicator, kaohe_text** out) {
  return about_row(rollup, row, indicator, out, [](const kaohe::RolledIndicator& rolled, std::size_t at) {
    const auto value = rolled.value(at);
    return value ? value->text() : std::string();
  });
}

kaohe_status kaohe_rollup_missing(const kaohe_rollup* rollup, int64_t row, const char* indicator, kaohe_text** out) {
  return about_row(rollup, row, indicator, out,
                   [&](const kaohe::RolledIndicator& rolled, std::size_t at) { return joined(rollup->rolled.missing(rolled, at)); });
}

kaohe_status kaohe_rollup_json(const kaohe_rollup* rollup, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    if (rollup == nullptr) return fail(KAOHE_E_ARGUMENT, "rollup must not be NULL");
    return hand_over(to_json(rollup->rolled), out);
  });
}

void kaohe_rollup_free(kaohe_rollup* rollup) { delete rollup; }
