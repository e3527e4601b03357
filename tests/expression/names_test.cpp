#include <kaohe/expression/names.hpp>

#include "tests/expression/shape.hpp"

#include <test.hpp>

#include <string>
#include <vector>

namespace {

kaohe::Expression parsed(std::string_view text) {
  kaohe::Findings findings;
  return kaohe::parse_expression(text, kaohe::test::origin, findings).value();
}

}  // namespace

TEST_CASE("a word has letters, digits and underscores of any script and begins with no digit", "[expression]") {
  for (const auto* word : {"x", "入园率", "_1", "Ⅱ类", "é", "買い物", "々", "〇", "꺄", "π", "内", "𠮷", "阿·乙"}) {
    CAPTURE(word);
    CHECK(kaohe::is_word(word));
  }
  for (const auto* text : {"",   "1a", "a b", "a-b",  "a.b", "3—6岁", "·a", "a，b", "（a）", "“a”", "①",
                           "a😀", "ａ", "１",  "a　b", "℃",   "and",   "or", "not",  "in",    "\xE5"}) {
    CAPTURE(text);
    CHECK_FALSE(kaohe::is_word(text));
  }
}

TEST_CASE("nodes are visited parents first, in written order", "[expression]") {
  std::vector<std::string> seen;
  visit_nodes(parsed("f(a, b + 1) == c"), [&](const kaohe::Expression& node) { seen.push_back(kaohe::test::shape(node)); });
  CHECK(seen == std::vector<std::string>{"(== (f a (+ b 1)) c)", "(f a (+ b 1))", "a", "(+ b 1)", "b", "1", "c"});
}

TEST_CASE("an expression is constant without names and without functions that look at data", "[expression]") {
  for (const auto* text : {"1/3", "-5%", "min(1, 2) + sqrt(4)", "if(1 > 2, 3, 4)", "days('2014-01-01', '2014-02-01')", "1 in [1, 2]"}) {
    CAPTURE(text);
    CHECK(kaohe::is_constant(parsed(text)));
  }
  for (const auto* text : {"x", "1 + x", "mean(1)", "count(e)", "min(1, x)", "x in [1]", "known(1)"}) {
    CAPTURE(text);
    CHECK_FALSE(kaohe::is_constant(parsed(text)));
  }
}
