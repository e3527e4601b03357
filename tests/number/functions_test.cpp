#include <kaohe/number/functions.hpp>

#include "show.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <array>
#include <ios>
#include <random>
#include <string>
#include <vector>

using kaohe::Power;
using kaohe::power_product;
using kaohe::Rational;

namespace {

using Wide = boost::multiprecision::cpp_dec_float_100;

Rational number(std::string_view text) { return Rational::parse(text).value(); }

/// An oracle that shares no code with the functions: Boost's decimal floats of 100 digits.
Wide wide(const Rational& number) {
  const std::string text = number.text();
  const auto slash = text.find('/');
  if (slash == std::string::npos) return Wide(text);
  return Wide(text.substr(0, slash)) / Wide(text.substr(slash + 1));
}

Rational at_thirty_digits(const Wide& value) { return number(value.str(29, std::ios::scientific)); }

Rational any_number(std::mt19937_64& random) {
  const auto above = static_cast<std::int64_t>(random() >> (1 + random() % 62)) + 1;
  const auto below = static_cast<std::int64_t>(random() >> (1 + random() % 62)) + 1;
  return {above, below};
}

}  // namespace

TEST_CASE("a root is exact where it has up to thirty digits", "[number][functions]") {
  CHECK(sqrt(number("0.25")) == number("0.5"));
  CHECK(sqrt(Rational(0)) == Rational(0));
  CHECK(sqrt(Rational(144)) == Rational(12));
  CHECK(sqrt(number("1e-40")) == number("1e-20"));
  CHECK(sqrt(number("1e200")) == number("1e100"));
  CHECK(pow(Rational(27), Rational(1, 3)) == Rational(3));
  CHECK(pow(Rational(1, 1024), Rational(-3, 10)) == Rational(8));
  CHECK(pow(number("0.25"), number("1.5")) == number("0.125"));
}

TEST_CASE("values agree with published figures", "[number][functions]") {
  // OEIS A002193, A002162, A001113, A002391, A002580
  CHECK(sqrt(Rational(2))->text() == "1.41421356237309504880168872421");
  CHECK(ln(Rational(2))->text() == "0.693147180559945309417232121458");
  CHECK(exp(Rational(1))->text() == "2.71828182845904523536028747135");
  CHECK(ln(Rational(3))->text() == "1.09861228866810969139524523692");
  CHECK(pow(Rational(2), Rational(1, 3))->text() == "1.25992104989487316476721060728");
}

TEST_CASE("a value without end is cut at thirty significant digits, wherever they are", "[number][functions]") {
  CHECK(sqrt(Rational(1, 9))->text() == "0.333333333333333333333333333333");
  CHECK(sqrt(number("2e60"))->text() == "1414213562373095048801688724210");
  CHECK(sqrt(number("2e-20"))->text() == "0.000000000141421356237309504880168872421");
  CHECK(exp(Rational(-100)) == number("3.72007597602083596295969580386e-44"));
  CHECK(exp(Rational(100)) == number("2.68811714181613544841262555158e43"));
}

TEST_CASE("what is not defined has no value", "[number][functions]") {
  CHECK_FALSE(sqrt(Rational(-1)));
  CHECK_FALSE(ln(Rational(0)));
  CHECK_FALSE(ln(Rational(-1)));
  CHECK_FALSE(pow(Rational(0), Rational(-1)));
  CHECK_FALSE(pow(Rational(0), Rational(-1, 2)));
  CHECK_FALSE(pow(Rational(-8), Rational(1, 3)));
  CHECK(pow(Rational(-8), Rational(3)) == Rational(-512));
  CHECK(pow(Rational(0), Rational(0)) == Rational(1));
  CHECK(pow(Rational(0), Rational(1, 2)) == Rational(0));
  CHECK(pow(Rational(1), number("1e50")) == Rational(1));
}

TEST_CASE("absurd sizes have no value", "[number][functions]") {
  CHECK_FALSE(exp(number("1e9")));
  CHECK_FALSE(exp(number("-1e9")));
  CHECK_FALSE(exp(number("1e400")));
  CHECK_FALSE(pow(Rational(10), number("1e9")));
  CHECK_FALSE(pow(Rational(10), number("1000000.5")));
  CHECK_FALSE(pow(Rational(2), number("1e30")));
}

TEST_CASE("a whole exponent is exact however many digits it takes", "[number][functions]") {
  // Python's decimal, 1.05 to the 30th at 200 digits
  CHECK(pow(number("1.05"), Rational(30))->text() == "4.321942375150662009157288198886473341473378241062164306640625");
  CHECK(pow(Rational(3), Rational(-2)) == Rational(1, 9));
}

TEST_CASE("values next to one keep all their digits", "[number][functions]") {
  CHECK(ln(Rational(1)) == Rational(0));
  CHECK(exp(Rational(0)) == Rational(1));
  CHECK(ln(1 + number("1e-400")) == number("1e-400"));  // next term: -5e-801
  CHECK(ln(1 + number("1e-20"))->text() == "0.00000000000000000000999999999999999999995");
  CHECK(exp(number("1e-400")) == Rational(1));
}

TEST_CASE("a tie goes to the even digit, and what is next to a tie does not", "[number][functions]") {
  const Rational tie = 1 + number("5e-30");
  const Rational next = 1 + number("1e-29");
  CHECK(sqrt(tie * tie) == Rational(1));
  CHECK(sqrt(tie * tie + number("1e-200")) == next);
  CHECK(pow(tie * tie * tie, Rational(1, 3)) == Rational(1));
  CHECK(pow((next + number("5e-30")) * (next + number("5e-30")), Rational(1, 2)) == 1 + number("2e-29"));
  CHECK(exp(number("5e-30")) == next);  // 1 + 5e-30 + 1.25e-59
  CHECK(exp(number("-5e-31")) == 1);    // 0.9999999999999999999999999999995 + 1.25e-61: up, by hand
}

TEST_CASE("values agree with another library's", "[number][functions]") {
  std::mt19937_64 random(23);
  for (int i = 0; i < 400; ++i) {
    const Rational x = any_number(random);
    const Rational y = Rational(static_cast<std::int64_t>(random() % 2001) - 1000, static_cast<std::int64_t>(random() % 200) + 100);
    CAPTURE(x, y);
    CHECK(sqrt(x) == at_thirty_digits(sqrt(wide(x))));
    if (x != 1) CHECK(ln(x) == at_thirty_digits(log(wide(x))));
    CHECK(exp(y) == at_thirty_digits(exp(wide(y))));
    if (!y.is_integer()) CHECK(pow(x, y) == at_thirty_digits(exp(wide(y) * log(wide(x)))));
  }
}

TEST_CASE("a product of powers is cut once", "[number][functions]") {
  const std::array<Power, 2> thirds{{{Rational(1, 9), Rational(1, 2)}, {Rational(1), Rational(1, 2)}}};
  CHECK(power_product(30, thirds) == Rational(10));  // 30 × 1/3, not 30 × 0.333…3
  CHECK(power_product(-30, thirds) == Rational(-10));
  const std::vector<Power> shares{{number("0.8"), number("0.35")}, {number("0.9"), number("0.65")}};
  CHECK(power_product(1, shares) == at_thirty_digits(exp(Wide("0.35") * log(Wide("0.8")) + Wide("0.65") * log(Wide("0.9")))));
  const std::vector<Power> with_zero{{Rational(0), Rational(1, 2)}, {number("0.9"), Rational(1, 2)}};
  CHECK(power_product(100, with_zero) == Rational(0));
  const std::vector<Power> undefined{{Rational(0), Rational(1, 2)}, {Rational(-1), Rational(1, 2)}};
  CHECK_FALSE(power_product(100, undefined));
  CHECK(power_product(7, {}) == Rational(7));
  const std::vector<Power> whole{{Rational(2, 3), 2}, {Rational(3), -1}};
  CHECK(power_product(1, whole) == Rational(4, 27));
}
