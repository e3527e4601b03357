#include "src/load/checks.hpp"

namespace kaohe::load {

namespace {

void check_number(const Amount& written, const Check& check) {
  const auto number = check.value(written);
  if (!number) return;
  const Rational& size = *number;
  const bool too_many = written.percent() && size > Rational(1);
  if (size < Rational(0) || too_many) check.report("K0522", written, {Phrase(number->text())});
  if (!written.percent() && size > Rational(1) && !size.is_integer()) check.report("K0523", written, {Phrase(number->text())});
}

void check_quota(const Quota& quota, const Check& check) {
  check_number(quota.number, check);
  if (quota.over_all && check.scheme().groups.empty()) check.report("K0524", quota.number);
}

}  // namespace

void check_quotas(const Check& check) {
  const auto& grades = check.scheme().grades;
  for (const auto& grade : grades) {
    for (const auto& quota : grade.quotas) check_quota(quota, check);
  }
  const bool of_the_last = !grades.empty() && !grades.back().quotas.empty();
  if (of_the_last) check.report("K0525", grades.back().quotas.front().number, {Phrase(grades.back().name)});
}

}  // namespace kaohe::load
