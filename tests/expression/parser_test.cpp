#include "tests/expression/shape.hpp"

#include <test.hpp>

#include <string>
#include <utility>
#include <vector>

using kaohe::test::read;

namespace {

struct Row {
  std::string text;
  std::string tree;
};

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.tree);
  }
}

}  // namespace

TEST_CASE("numbers are read as written, with their suffixes", "[expression]") {
  check({
      {"12", "12"},
      {"0.5", "0.5"},
      {"007", "7"},
      {"60%", "0.6%"},
      {"60％", "0.6%"},
      {"1.5 %", "0.015%"},
      {"1pp", "0.01"},
      {"1个百分点", "0.01"},
      {"5‰", "0.005"},
      {"7800万", "78000000"},
      {"3亿", "300000000"},
      {"1.2万亿", "1200000000000"},
      {"5 万", "50000"},
      {"-5%", "(neg 0.05%)"},
      {"123456789012345678901234567890.5", "123456789012345678901234567890.5"},
  });
}

TEST_CASE("texts stand in quotes of either kind, names are words joined by points", "[expression]") {
  check({
      {"'3—6岁'", "“3—6岁”"},
      {"\"it's\"", "“it's”"},
      {"''", "“”"},
      {"“说\"好\"”", "“说\"好\"”"},
      {"‘甲’", "“甲”"},
      {"入园率", "入园率"},
      {"_x1", "_x1"},
      {"unit.size", "unit.size"},
      {"provincial_case.penalty", "provincial_case.penalty"},
      {"Ⅱ类", "Ⅱ类"},
      {"yes", "yes"},
      {"是", "是"},
      {"android", "android"},
      {"nothing", "nothing"},
      {"inner", "inner"},
      {"order", "order"},
  });
}

TEST_CASE("or is looser than and, not, comparison, sum, product and unary minus, in this order", "[expression]") {
  check({
      {"a or b and c", "(or a (and b c))"},
      {"a and b or c", "(or (and a b) c)"},
      {"not a and b", "(and (not a) b)"},
      {"not a == b", "(not (== a b))"},
      {"a == b + c", "(== a (+ b c))"},
      {"a + b * c", "(+ a (* b c))"},
      {"a * -b", "(* a (neg b))"},
      {"-a * b", "(* (neg a) b)"},
      {"-a + b", "(+ (neg a) b)"},
      {"- -a", "(neg (neg a))"},
      {"not not a", "(not (not a))"},
      {"(a or b) and c", "(and (or a b) c)"},
      {"(a + b) * c", "(* (+ a b) c)"},
      {"not (a and b)", "(not (and a b))"},
      {"(a < b) == c", "(== (< a b) c)"},
      {"not x in [a]", "(not (in x a))"},
  });
}

TEST_CASE("signs of one strength are read from left to right", "[expression]") {
  check({
      {"a - b - c", "(- (- a b) c)"},
      {"a - (b - c)", "(- a (- b c))"},
      {"a / b / c", "(/ (/ a b) c)"},
      {"a / b * c", "(* (/ a b) c)"},
      {"a or b or c", "(or (or a b) c)"},
      {"a and b and c", "(and (and a b) c)"},
  });
}

TEST_CASE("comparisons have ASCII and mathematical signs", "[expression]") {
  check({
      {"a == b", "(== a b)"},
      {"a != b", "(!= a b)"},
      {"a ≠ b", "(!= a b)"},
      {"a < b", "(< a b)"},
      {"a <= b", "(<= a b)"},
      {"a ≤ b", "(<= a b)"},
      {"a > b", "(> a b)"},
      {"a >= b", "(>= a b)"},
      {"a ≥ b", "(>= a b)"},
      {"a<-b", "(< a (neg b))"},
  });
}

TEST_CASE("a list holds words, numbers and texts", "[expression]") {
  check({
      {"kind in [集访, 越级访]", "(in kind 集访 越级访)"},
      {"kind in[a]", "(in kind a)"},
      {"x + 1 in [1, -2, 50%]", "(in (+ x 1) 1 (neg 2) 0.5%)"},
      {"place in ['本市', \"北京\"，上海]", "(in place “本市” “北京” 上海)"},
      {"a in [x] and b in [y]", "(and (in a x) (in b y))"},
  });
}

TEST_CASE("functions take their arguments in parentheses", "[expression]") {
  check({
      {"known(x)", "(known x)"},
      {"today()", "(today)"},
      {"if(c, a, b)", "(if c a b)"},
      {"f (a)", "(f a)"},
      {"min（a，b）", "(min a b)"},
      {"count(petition, kind in [集访, 越级访, 非法访]) >= 1", "(>= (count petition (in kind 集访 越级访 非法访)) 1)"},
      {"-25% * sum(provincial_case.penalty, penalty >= 5)", "(* (neg 0.25%) (sum provincial_case.penalty (>= penalty 5)))"},
      {"max(f(1), g(h(2)))", "(max (f 1) (g (h 2)))"},
  });
}

TEST_CASE("spaces, line breaks and full-width spaces do not matter between signs", "[expression]") {
  check({
      {"  a+b  ", "(+ a b)"},
      {"a\n  and\tb\r\n", "(and a b)"},
      {"　a　+　b　", "(+ a b)"},
      {"(a)", "a"},
      {"((a))", "a"},
  });
}

TEST_CASE("every node knows its own place, from its first character to its last", "[expression]") {
  kaohe::Findings findings;
  const auto tree = kaohe::parse_expression("not (入园率 + 1) * f( x ) in ['甲', -2]", kaohe::test::origin, findings).value();
  const auto place = [](const kaohe::Expression& node) { return std::pair(node.where.column, node.where.length); };
  CHECK(tree.where == kaohe::SourceSpan{"scheme.yaml", 3, 11, 35});
  const auto& in = tree.children[0];
  CHECK(place(in) == std::pair(15, 31));
  CHECK(place(in.children[1]) == std::pair(38, 3));
  CHECK(place(in.children[2]) == std::pair(43, 2));
  const auto& product = in.children[0];
  CHECK(place(product) == std::pair(15, 18));
  CHECK(place(product.children[0]) == std::pair(16, 7));
  CHECK(place(product.children[0].children[0]) == std::pair(16, 3));
  CHECK(place(product.children[1]) == std::pair(27, 6));
  CHECK(place(product.children[1].children[0]) == std::pair(30, 1));
}

TEST_CASE("an expression of several lines keeps the line it begins in", "[expression]") {
  kaohe::Findings findings;
  const auto tree = kaohe::parse_expression("a\n  and b", kaohe::test::origin, findings).value();
  CHECK(tree.children[1].where == kaohe::SourceSpan{"scheme.yaml", 3, 19, 1});
}
