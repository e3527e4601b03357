#include <kaohe/expression/build.hpp>

#include "tests/expression/shape.hpp"

#include <test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace build = kaohe::build;
using build::call, build::in, build::name, build::number, build::text;

namespace {

/// The tree without its places.
kaohe::Expression placeless(kaohe::Expression expression) {
  expression.where = {};
  for (auto& child : expression.children) child = placeless(std::move(child));
  return expression;
}

TEST_CASE("what is put together in C++ is the tree that is read from text", "[expression][build]") {
  struct Case {
    const char* written;
    build::Term built;
  };
  const std::vector<Case> cases{
      {"60%", number("60%")},
      {"-0.5", number("-0.5")},
      {"-3", -3},
      {"7800万 - 1pp", number("7800万") - number("1pp")},
      {"unit.type == '乡镇'", name("unit.type") == text("乡镇")},
      {"unit.kind in ['普高', '中职']", in(name("unit.kind"), {text("普高"), text("中职")})},
      {"if(x > 15%, min(1, (x - 15%) * 5), 0)",
       call("if", {name("x") > number("15%"), call("min", {1, (name("x") - number("15%")) * 5}), 0})},
      {"sum(a) / sum(b)", call("sum", {name("a")}) / call("sum", {name("b")})},
      {"not (a < 1 and b <= 2) or c >= 3 and d != 4", !(name("a") < 1 && name("b") <= 2) || (name("c") >= 3 && name("d") != 4)},
      {"-a + b", -name("a") + name("b")},
  };
  for (const auto& [written, built] : cases) {
    CAPTURE(written);
    kaohe::Findings findings;
    const auto read = kaohe::parse_expression(written, kaohe::test::origin, findings);
    REQUIRE(read);
    CHECK(placeless(*read) == kaohe::Expression(built));
  }
}

TEST_CASE("the smallest whole number is a term like any other", "[expression][build]") {
  const kaohe::Expression built = build::Term(INT64_MIN);
  CHECK(built.op == kaohe::Op::negate);
  CHECK(built.children.front().number.text() == "9223372036854775808");
}

TEST_CASE("an amount in percent says so, with a minus, too", "[expression][build]") {
  CHECK(kaohe::Amount(number("60%")).percent());
  CHECK(kaohe::Amount(number("-60%")).percent());
  CHECK_FALSE(kaohe::Amount(number("1pp")).percent());
}

}  // namespace
