// The core without a library: two sources that include the same headers link, and numbers of any size work.

#include <kaohe/calendar/period.hpp>
#include <kaohe/number/column.hpp>
#include <kaohe/number/divide.hpp>
#include <kaohe/number/functions.hpp>
#include <kaohe/number/literal.hpp>

#include <cstdio>

kaohe::Rational hundred_digits();

int main() {
  const auto root = kaohe::sqrt(hundred_digits());
  const auto literal = kaohe::parse_literal("7800万");
  const bool right = root && root->text() == "1" + std::string(50, '0') && literal && literal->value == 78'000'000;
  if (!right) std::puts("the header-only numbers are wrong");
  return right ? 0 : 1;
}
