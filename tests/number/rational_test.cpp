#include <kaohe/number/rational.hpp>

#include "show.hpp"

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

using kaohe::Rational;

static_assert(std::regular<Rational> && std::three_way_comparable<Rational, std::strong_ordering>);
static_assert(!std::is_convertible_v<double, Rational>, "a double is no exact number");
static_assert(!std::is_convertible_v<bool, Rational>);

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

Rational number(std::string_view text) { return Rational::parse(text).value(); }

}  // namespace

TEST_CASE("a number is held in lowest terms with a positive denominator", "[number][rational]") {
  CHECK(Rational(6, -4) == Rational(-3, 2));
  CHECK(Rational(-6, -4) == Rational(3, 2));
  CHECK(Rational(0, -7) == Rational());
  CHECK(Rational(least, least) == 1);
  CHECK(Rational(least, 2) == least / 2);
  CHECK(Rational(1, least).text() == "-0.000000000000000000108420217248550443400745280086994171142578125");
}

TEST_CASE("what floats get wrong is right", "[number][rational]") {
  CHECK(1 - number("0.9") >= number("0.1"));
  CHECK(Rational(3) / 7 * 7 == 3);
  CHECK(number("0.1") + number("0.2") == number("0.3"));
}

TEST_CASE("numbers beyond 64 bits come back when they fit again", "[number][rational]") {
  const Rational past = Rational(most) + 1;
  CHECK(past.text() == "9223372036854775808");
  CHECK_FALSE(past.terms());
  CHECK(past - 1 == most);
  CHECK((past - 1).terms());
  CHECK(-past == least);
  CHECK((-past).terms());
  CHECK(-Rational(least) == past);
  CHECK(past == Rational(std::uint64_t{1} << 63));
  CHECK(past * past / past == past);
  CHECK(past > most);
  CHECK(-past - 1 < least);
  CHECK(past != most);
}

TEST_CASE("a copy of a large number is its own", "[number][rational]") {
  Rational a = Rational(most) * 3;
  Rational b = a;
  b += 1;
  CHECK(a.text() == "27670116110564327421");
  CHECK(b.text() == "27670116110564327422");
  a = 5;
  CHECK(a == 5);
  CHECK(a.terms());
  a = b;
  CHECK(a == b);
}

TEST_CASE("floor goes down and ceil goes up on both sides of zero", "[number][rational]") {
  CHECK(Rational(7, 2).floor() == 3);
  CHECK(Rational(-7, 2).floor() == -4);
  CHECK(Rational(7, 2).ceil() == 4);
  CHECK(Rational(-7, 2).ceil() == -3);
  CHECK(Rational(-3).floor() == -3);
  CHECK(number("-1e30").floor() == number("-1e30"));
  CHECK((number("-1e30") - Rational(1, 3)).floor() == number("-1e30") - 1);
}

TEST_CASE("a decimal reads as it is written", "[number][rational]") {
  CHECK(number("89.5") == Rational(179, 2));
  CHECK(number("-0.25") == Rational(-1, 4));
  CHECK(number("+3") == 3);
  CHECK(number("007") == 7);
  CHECK(number(".5") == Rational(1, 2));
  CHECK(number("5.") == 5);
  CHECK(number("1e3") == 1000);
  CHECK(number("25E-2") == Rational(1, 4));
  CHECK(number("-9223372036854775808") == least);
  CHECK(number("00000000000000000000000000012") == 12);
  CHECK(number("1e400") == number("10e399"));
}

TEST_CASE("what is no decimal does not read", "[number][rational]") {
  for (const char* text :
       {"", "-", "+", ".", "1e", "e5", "1,234", "1 2", "0x10", "--1", "1.2.3", "nan", "inf", " 1", "1 ", "1e401", "1e99999999999", "６"}) {
    CAPTURE(text);
    CHECK_FALSE(Rational::parse(text));
  }
  CHECK(Rational::parse(std::string(400, '9')));
  CHECK_FALSE(Rational::parse(std::string(401, '9')));
  CHECK_FALSE(Rational::parse("0." + std::string(401, '9')));
}

TEST_CASE("a number is written exactly", "[number][rational]") {
  for (const char* text : {"0", "89.5", "-0.25", "100", "0.0001", "-12.000000000000000000000000000001", "123456789012345678901234567890"}) {
    CHECK(number(text).text() == text);
  }
  CHECK(number("1.500").text() == "1.5");
  CHECK(number("-0").text() == "0");
  CHECK(Rational(1, 3).text() == "1/3");
  CHECK(Rational(-22, 7).text() == "-22/7");
  CHECK(Rational(1, 3).is_finite_decimal() == false);
  CHECK(Rational(1, 8).is_finite_decimal());
}

TEST_CASE("for people a number has a fixed count of digits", "[number][rational]") {
  CHECK(Rational(93).decimal(2) == "93.00");
  CHECK(Rational(1, 3).decimal(4) == "0.3333");
  CHECK(Rational(-2, 3).decimal(2) == "-0.67");
  CHECK(number("2.5").decimal(0) == "3");
  CHECK(number("-2.5").decimal(0) == "-3");
  CHECK(number("-0.001").decimal(2) == "0.00");
  // From Python's decimal and fractions: at the ends of 64 bits, and beyond 18 digits.
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
  CHECK(Rational(least, 1).text() == "-9223372036854775808");
  CHECK(Rational(most, 1'000'000'000'000'000'000).text() == "9.223372036854775807");
  CHECK(Rational(most, 2).text() == "4611686018427387903.5");
  CHECK(Rational(1, std::int64_t{1} << 62).text() == "0.00000000000000000021684043449710088680149056017398834228515625");
  CHECK(Rational(most, 3).decimal(18) == "3074457345618258602.333333333333333333");
  CHECK(Rational(-1, most).decimal(18) == "0.000000000000000000");
  CHECK(Rational(-2, 3).decimal(30) == "-0.666666666666666666666666666667");
}

TEST_CASE("the nearest double is given for pictures", "[number][rational]") {
  CHECK(number("0.1").approximate() == 0.1);
  CHECK(Rational(most).approximate() == 9223372036854775807.0);
  CHECK(number("1.7976931348623157e308").approximate() == 1.7976931348623157e308);
  CHECK(number("-3.333333333333333333333333").approximate() == -3.3333333333333333);
  CHECK(number("2e-300").approximate() == 2e-300);
  CHECK(number("9007199254740993").approximate() == 9007199254740992.0);  // a tie, to even
  CHECK(number("9007199254740993.0000001").approximate() == 9007199254740994.0);
}

TEST_CASE("whole powers are exact and bounded", "[number][rational]") {
  CHECK(pow(number("1.05"), 2) == number("1.1025"));
  CHECK(pow(number("1.05"), 0) == Rational(1));
  CHECK(pow(Rational(-2, 3), -3) == Rational(-27, 8));
  CHECK(pow(Rational(0), 0) == Rational(1));
  CHECK(pow(Rational(0), 5) == Rational(0));
  CHECK_FALSE(pow(Rational(0), -1));
  CHECK(pow(Rational(-1), 1'000'000'001) == Rational(-1));
  CHECK(pow(Rational(1), least) == Rational(1));
  CHECK_FALSE(pow(Rational(2), 1'000'000'000));
  CHECK(pow(Rational(10), 30) == number("1e30"));
}

TEST_CASE("the size of a number is known", "[number][rational]") {
  CHECK(Rational(0).bits() == 1);
  CHECK(Rational(255).bits() == 8);
  CHECK(Rational(1, 256).bits() == 9);
  CHECK(pow(Rational(2), 100)->bits() == 101);
}
