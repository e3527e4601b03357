#include <kaohe/calendar/period.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/number/functions.hpp>
#include <kaohe/number/literal.hpp>

kaohe::Rational hundred_digits() { return kaohe::pow(kaohe::Rational(10), 100).value(); }
