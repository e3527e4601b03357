#pragma once

// What the opaque handles of kaohe.h are, and how every exported function begins and ends.

#include <kaohe/kaohe.h>

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/assessment/rolled_up.hpp>
#include <kaohe/engine/program.hpp>
#include <kaohe/evidence/tables.hpp>

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct kaohe_text {
  std::string text;
};

struct kaohe_texts {
  std::vector<std::optional<std::string>> texts;
};

struct kaohe_findings {
  kaohe::Findings findings;
};

struct kaohe_scheme {
  kaohe::Program program;
};

struct kaohe_evidence {
  kaohe::EvidenceTables tables;
  kaohe::PartyTables parties;
};

struct kaohe_assessment {
  std::shared_ptr<const kaohe::Assessment> shared;  // with the streams made of it; never null
};

struct kaohe_rollup {
  kaohe::RolledUp rolled;
};

namespace kaohe::c {

/// Keeps one line for kaohe_last_error(); what does not fit is cut. Never throws.
kaohe_status fail(kaohe_status status, std::string_view message) noexcept;

/// Runs the body of an exported function: no exception leaves it.
template <class Body>
kaohe_status guarded(const Body& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(KAOHE_E_MEMORY, "not enough memory");
  } catch (const std::exception& error) {
    return fail(KAOHE_E_INTERNAL, error.what());
  } catch (...) {
    return fail(KAOHE_E_INTERNAL, "an unknown fault");
  }
}

/// The same for a function that hands out a handle: `out` is NULL unless all goes well.
template <class Handle, class Body>
kaohe_status making(Handle** out, const Body& body) noexcept {
  if (out == nullptr) return fail(KAOHE_E_ARGUMENT, "out must not be NULL");
  *out = nullptr;
  return guarded(body);
}

/// A text the caller gave, of `length` bytes or up to its NUL; nothing, and the reason kept, where it is NULL or no UTF-8.
std::optional<std::string_view> text_of(const char* text, std::int64_t length, const char* name) noexcept;
inline std::optional<std::string_view> text_of(const char* text, const char* name) noexcept { return text_of(text, -1, name); }

std::optional<Language> language_of(kaohe_language language) noexcept;

/// A day as 2014-10-31; nothing, and the reason kept, for anything else.
std::optional<Date> day_of(const char* text, const char* name);

inline kaohe_status hand_over(std::string text, kaohe_text** out) {
  *out = new kaohe_text{std::move(text)};
  return KAOHE_OK;
}

/// A text that may not be there: NULL where it is empty.
inline kaohe_status hand_over_unless_empty(std::string text, kaohe_text** out) {
  return text.empty() ? KAOHE_OK : hand_over(std::move(text), out);
}

/// Names parted by ";".
std::string joined(const std::vector<std::string>& texts);

/// One figure as the nearest double, NaN where it is missing; nothing where there is no such column. Pre: there is the row.
std::optional<double> number_at(const Assessment& assessment, std::size_t row, std::string_view column);

/// Findings for a caller who wants them.
void hand_over(Findings findings, kaohe_findings** found);

}  // namespace kaohe::c
