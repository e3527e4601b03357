#include "handles.hpp"

#include <kaohe/base/text.hpp>
#include <kaohe/calendar/workdays.hpp>

#include <cstring>

namespace kaohe::c {
namespace {

/// Pre: `out` has KAOHE_DAY_SIZE bytes.
void write(const Date& day, char* out) { std::memcpy(out, day.text().c_str(), KAOHE_DAY_SIZE); }

/// The calendar of a scheme, if there is a place for the answer, too; else null, and the reason is kept.
const Calendar* calendar_of(const kaohe_scheme* scheme, bool has_place) noexcept {
  if (scheme != nullptr && has_place) return &scheme->program.scheme().calendar;
  fail(KAOHE_E_ARGUMENT, scheme == nullptr ? "scheme must not be NULL" : "out must not be NULL");
  return nullptr;
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_scheme_is_workday(const kaohe_scheme* scheme, const char* day, int32_t* out) {
  return guarded([&]() -> kaohe_status {
    const kaohe::Calendar* calendar = calendar_of(scheme, out != nullptr);
    const auto asked = day_of(day, "day");
    if (calendar == nullptr || !asked) return KAOHE_E_ARGUMENT;
    *out = is_workday(*calendar, *asked) ? 1 : 0;
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_add_workdays(const kaohe_scheme* scheme, const char* day, int64_t count, char* out) {
  return guarded([&]() -> kaohe_status {
    const kaohe::Calendar* calendar = calendar_of(scheme, out != nullptr);
    const auto asked = day_of(day, "day");
    if (calendar == nullptr || !asked) return KAOHE_E_ARGUMENT;
    const auto found = add_workdays(*calendar, *asked, count);
    if (!found) return fail(KAOHE_E_NOT_FOUND, "there are not so many working days between 1400 and 9999");
    write(*found, out);
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_count_workdays(const kaohe_scheme* scheme, const char* first, const char* last, int64_t* out) {
  return guarded([&]() -> kaohe_status {
    const kaohe::Calendar* calendar = calendar_of(scheme, out != nullptr);
    const auto from = day_of(first, "first");
    const auto to = day_of(last, "last");
    if (calendar == nullptr || !from || !to) return KAOHE_E_ARGUMENT;
    *out = *from <= *to ? count_workdays(*calendar, kaohe::Period(*from, *to)) : 0;
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_period_days(const kaohe_scheme* scheme, const char* period, char* first, char* last) {
  return guarded([&]() -> kaohe_status {
    const kaohe::Calendar* calendar = calendar_of(scheme, first != nullptr && last != nullptr);
    const auto written = text_of(period, "period");
    if (calendar == nullptr || !written) return KAOHE_E_ARGUMENT;
    const auto days = kaohe::parse_period(*written, *calendar);
    if (!days) return fail(KAOHE_E_NOT_FOUND, std::string(*written) + " is no period that the calendar knows");
    write(days->first(), first);
    write(days->last(), last);
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_terms(const kaohe_scheme* scheme, kaohe_texts** out) {
  return making(out, [&]() -> kaohe_status {
    const kaohe::Calendar* calendar = calendar_of(scheme, true);
    if (calendar == nullptr) return KAOHE_E_ARGUMENT;
    auto terms = std::make_unique<kaohe_texts>();
    for (const auto& [name, days] : calendar->terms) terms->texts.emplace_back(name);
    *out = terms.release();
    return KAOHE_OK;
  });
}

kaohe_status kaohe_scheme_covers(const kaohe_scheme* scheme, kaohe_texts** out) {
  return making(out, [&]() -> kaohe_status {
    const kaohe::Calendar* calendar = calendar_of(scheme, true);
    if (calendar == nullptr) return KAOHE_E_ARGUMENT;
    auto covers = std::make_unique<kaohe_texts>();
    for (const kaohe::Period& days : calendar->covers) covers->texts.emplace_back(days.first().text() + ".." + days.last().text());
    *out = covers.release();
    return KAOHE_OK;
  });
}
