#include <kaohe/expression/constant.hpp>
#include <kaohe/expression/parser.hpp>

#include <test.hpp>

using namespace kaohe;

namespace {

std::optional<Rational> value_of(const std::string& text) {
  Findings findings;
  const auto expression = parse_expression(text, {}, findings);
  return constant_value(expression.value(), [](const std::string& name) -> std::optional<Rational> {
    return name == "five" ? std::optional(Rational(5)) : std::nullopt;
  });
}

}  // namespace

TEST_CASE("an expression of numbers and constants has an exact value", "[expression][constant]") {
  CHECK(value_of("1/3") == Rational(1, 3));
  CHECK(value_of("1/3 + 1/6") == Rational(1, 2));
  CHECK(value_of("-(16 / 2) * 60%") == Rational(-24, 5));
  CHECK(value_of("1 - 0.9") == Rational(1, 10));
  CHECK(value_of("five * 2") == Rational(10));
}

TEST_CASE("what asks for more than numbers has no constant value", "[expression][constant]") {
  CHECK(value_of("six") == std::nullopt);
  CHECK(value_of("unit.size + 1") == std::nullopt);
  CHECK(value_of("max(1, 2)") == std::nullopt);
  CHECK(value_of("1 < 2") == std::nullopt);
  CHECK(value_of("1 / (5 - five)") == std::nullopt);
  CHECK(value_of("'1'") == std::nullopt);
}
