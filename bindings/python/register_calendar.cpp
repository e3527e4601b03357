#include "register.hpp"

#include <kaohe/calendar/workdays.hpp>

#include <pybind11/stl.h>

#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kaohe::python {
namespace {

/// Pre, kept by the Python side: `2014-10-31`. Days that the calendar does not reach are a ValueError.
Date date_of(const std::string& text) {
  const auto date = Date::parse(text);
  if (!date) throw std::invalid_argument(text + " is not between " + Date::earliest().text() + " and " + Date::latest().text());
  return *date;
}

using Days = std::pair<std::string, std::string>;

Days days_of(const Period& period) { return {period.first().text(), period.last().text()}; }

std::optional<std::string> add(const Calendar& calendar, const std::string& day, std::int64_t n) {
  const auto found = add_workdays(calendar, date_of(day), n);
  return found ? std::optional(found->text()) : std::nullopt;
}

std::int64_t count(const Calendar& calendar, const std::string& first, const std::string& last) {
  const Date from = date_of(first), to = date_of(last);
  return from <= to ? count_workdays(calendar, Period(from, to)) : 0;
}

std::optional<Days> period(const Calendar& calendar, const std::string& text) {
  const auto found = parse_period(text, calendar);
  return found ? std::optional(days_of(*found)) : std::nullopt;
}

std::vector<std::pair<std::string, Days>> terms(const Calendar& calendar) {
  std::vector<std::pair<std::string, Days>> out;
  for (const auto& [name, days] : calendar.terms) out.emplace_back(name, days_of(days));
  return out;
}

std::vector<Days> covers(const Calendar& calendar) {
  std::vector<Days> out;
  for (const Period& covered : calendar.covers) out.push_back(days_of(covered));
  return out;
}

}  // namespace

void register_calendar(py::module_& module) {
  py::class_<Calendar>(module, "Calendar")
      .def("is_workday", [](const Calendar& c, const std::string& day) { return is_workday(c, date_of(day)); })
      .def("add_workdays", &add)
      .def("count_workdays", &count)
      .def("period", &period)
      .def_property_readonly("terms", &terms)
      .def_property_readonly("covers", &covers);
}

}  // namespace kaohe::python
