#pragma once

#include <kaohe/calendar/period.hpp>

#include <map>
#include <set>
#include <string>

namespace kaohe {

/// What no arithmetic tells of time: terms, days off beside Saturday and Sunday, and the weekend days that are worked (调休).
struct Calendar {
  std::map<std::string, Period, std::less<>> terms;  // by name: 2013/2014-T1
  std::set<Date> holidays;
  std::set<Date> workdays;

  friend bool operator==(const Calendar&, const Calendar&) = default;
};

}  // namespace kaohe
