#include <kaohe/number/literal.hpp>

#include "show.hpp"

using kaohe::is_missing_text;
using kaohe::parse_literal;
using kaohe::parse_yes_no;

TEST_CASE("a number reads with its suffix", "[number][literal]") {
  struct Case {
    const char* written;
    const char* value;
    bool percent;
  };
  const auto c = GENERATE(values<Case>({
      {"60%", "0.6", true},
      {"60 %", "0.6", true},
      {"98.5％", "0.985", true},
      {"-3%", "-0.03", true},
      {"1.5‰", "0.0015", false},
      {"1pp", "0.01", false},
      {"0.5 pp", "0.005", false},
      {"2个百分点", "0.02", false},
      {"7800万", "78000000", false},
      {"1.2亿", "120000000", false},
      {"1.5万亿", "1500000000000", false},
      {"93", "93", false},
      {" 12.5\t", "12.5", false},
      {"\u300012", "12", false},
      {"−5", "-5", false},
      {"－5%", "-0.05", true},
      {"1e3", "1000", false},
  }));
  CAPTURE(c.written);
  const auto literal = parse_literal(c.written);
  REQUIRE(literal);
  CHECK(literal->value.text() == c.value);
  CHECK(literal->percent == c.percent);
}

TEST_CASE("plain digits read as every decimal does, however many", "[number][literal]") {
  for (const char* text : {"0", "-0", "007", "0.50", "-12.05", "999999999999999999", "1234567890123456789", "-9223372036854775808",
                           "9999999999999999999", "12345678901234567.8", "123456789012345678.9", "0.12345678901234567",
                           "0.123456789012345678", "-0.0000000000000000001", "5.", ".5", "+5"}) {
    CAPTURE(text);
    const auto literal = parse_literal(text);
    const auto decimal = kaohe::Rational::parse(text);
    REQUIRE(literal.has_value() == decimal.has_value());
    if (literal) CHECK(literal->value == *decimal);
  }
  for (const char* text : {"1.2.3", "1-2", "12a", "1 2"}) CHECK_FALSE(parse_literal(text));
}

TEST_CASE("text is no number", "[number][literal]") {
  for (const char* text :
       {"", " ", "-", "—", "%", "万", "万万", "5%%", "1,234", "约5", "5人", "百分之五", "--5", "−-5", "1/3", "yes", "NaN", "５"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_literal(text));
  }
}

TEST_CASE("blanks and dashes say nothing", "[number][literal]") {
  for (const char* text : {"", "  ", "\u3000", "-", "—", "——", " - "}) {
    CAPTURE(text);
    CHECK(is_missing_text(text));
  }
  for (const char* text : {"0", "--", "无", "null", "-1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_missing_text(text));
  }
}

TEST_CASE("yes and no read in both languages, 1 and 0 are numbers", "[number][literal]") {
  for (const char* text : {"yes", "true", "是", "有", " 是 ", "True", "TRUE"}) CHECK(parse_yes_no(text) == true);
  for (const char* text : {"no", "false", "否", "无", "False", "FALSE", "No"}) CHECK(parse_yes_no(text) == false);
  for (const char* text : {"1", "0", "", "y", "是的", "没有", "不"}) CHECK_FALSE(parse_yes_no(text).has_value());
}
