#include <kaohe/number/rounding.hpp>

#include "show.hpp"

using kaohe::Rational;
using kaohe::round_to;
using kaohe::Rounding;

namespace {

Rational number(std::string_view text) { return Rational::parse(text).value(); }

}  // namespace

TEST_CASE("half_even rounds as GB/T 8170 says", "[number][rounding]") {
  struct Case {
    const char* source;
    const char* written;
    int digits;
    const char* rounded;
  };
  const auto c = GENERATE(values<Case>({
      {"GB/T 8170-2008: an even digit keeps its tie", "28.165", 2, "28.16"},
      {"GB/T 8170-2008: an odd digit gives its tie away", "28.175", 2, "28.18"},
      {"GB/T 8170-2008, 3.2: 1.050 to one place is 1.0", "1.050", 1, "1"},
      {"GB/T 8170-2008, 3.2: 0.35 to one place is 0.4", "0.35", 1, "0.4"},
      {"GB/T 8170-2008, 3.3: 15.4546 to units is 15, in one step", "15.4546", 0, "15"},
      {"GB/T 8170-2008: the sign does not matter", "-0.0365", 3, "-0.036"},
      {"by hand: past the tie by a little", "28.16500000000000000000001", 2, "28.17"},
      {"by hand: no decimal at all", "2e30", 9, "2000000000000000000000000000000"},
  }));
  CAPTURE(c.source);
  CHECK(round_to(number(c.written), c.digits, Rounding::half_even).text() == c.rounded);
}

TEST_CASE("each mode decides what lies between two numbers", "[number][rounding]") {
  struct Case {
    Rational number;
    const char *half_up, *half_even, *down, *up;
  };
  const auto c = GENERATE(values<Case>({
      {number("28.165"), "28.17", "28.16", "28.16", "28.17"},
      {number("28.175"), "28.18", "28.18", "28.17", "28.18"},
      {number("-28.165"), "-28.17", "-28.16", "-28.16", "-28.17"},
      {number("0.005"), "0.01", "0", "0", "0.01"},
      {number("-0.001"), "0", "0", "0", "-0.01"},
      {number("1.23"), "1.23", "1.23", "1.23", "1.23"},
      {Rational(1, 3), "0.33", "0.33", "0.33", "0.34"},
      {Rational(-2, 3), "-0.67", "-0.67", "-0.66", "-0.67"},
  }));
  CHECK(round_to(c.number, 2, Rounding::half_up).text() == c.half_up);
  CHECK(round_to(c.number, 2, Rounding::half_even).text() == c.half_even);
  CHECK(round_to(c.number, 2, Rounding::down).text() == c.down);
  CHECK(round_to(c.number, 2, Rounding::up).text() == c.up);
}

TEST_CASE("a number of any size rounds", "[number][rounding]") {
  CHECK(round_to(number("12345678901234567890.5"), 0, Rounding::half_even).text() == "12345678901234567890");
  CHECK(round_to(number("12345678901234567891.5"), 0, Rounding::half_even).text() == "12345678901234567892");
  CHECK(round_to(number("0.9999999995"), 9, Rounding::half_up) == 1);
  CHECK(round_to(number("1e-400"), 9, Rounding::up) == number("1e-9"));
}
