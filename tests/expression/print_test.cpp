#include <kaohe/expression/print.hpp>

#include "tests/expression/shape.hpp"

#include <kaohe/base/text.hpp>

#include <test.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using kaohe::Expression;
using kaohe::Op;
using kaohe::Rational;

namespace {

/// What print() makes of what was read.
std::string printed(std::string_view text) {
  kaohe::Findings findings;
  const auto read = kaohe::parse_expression(text, kaohe::test::origin, findings);
  return read ? print(*read) : "a finding";
}

/// Trees of every kind of node, the same ones for the same seed.
class RandomTree {
 public:
  explicit RandomTree(std::uint32_t seed) : random_(seed) {}

  Expression make(int depth) {
    static constexpr std::array two_sided{Op::logical_and, Op::logical_or,    Op::equal, Op::not_equal, Op::less,     Op::less_equal,
                                          Op::greater,     Op::greater_equal, Op::add,   Op::subtract,  Op::multiply, Op::divide};
    if (depth == 0 || pick(5) == 0) return leaf();
    switch (pick(6)) {
      case 0:
        return node(Op::negate, {make(depth - 1)});
      case 1:
        return node(Op::logical_not, {make(depth - 1)});
      case 2:
        return list(depth);
      case 3:
        return call(depth);
      default:
        return node(two_sided[pick(two_sided.size())], {make(depth - 1), make(depth - 1)});
    }
  }

 private:
  std::size_t pick(std::size_t count) { return random_() % count; }

  static Expression node(Op op, std::vector<Expression> children, std::string text = {}) {
    Expression made;
    made.op = op;
    made.children = std::move(children);
    made.text = std::move(text);
    return made;
  }

  Expression leaf() {
    static const std::array<std::string, 5> names{"x", "入园率", "unit.size", "yes", "_2"};
    static const std::array<std::string, 6> texts{"", "3—6岁", "it's", "说\"好\"", "和 and", "it's \"so\""};
    if (pick(3) == 0) return node(Op::name, {}, names[pick(names.size())]);
    if (pick(2) == 0) return node(Op::text, {}, texts[pick(texts.size())]);
    Expression number = kaohe::constant(Rational(static_cast<std::int64_t>(pick(100'000)), 1'000));
    number.percent = pick(3) == 0;
    return number;
  }

  Expression list(int depth) {
    std::vector<Expression> children{make(depth - 1)};
    for (std::size_t entries = 1 + pick(3); entries > 0; --entries) children.push_back(leaf());
    return node(Op::in_list, std::move(children));
  }

  Expression call(int depth) {
    std::vector<Expression> arguments;
    for (std::size_t count = pick(4); count > 0; --count) arguments.push_back(make(depth - 1));
    return node(Op::call, std::move(arguments), "f");
  }

  std::mt19937 random_;
};

bool same_tree(const Expression& a, const Expression& b) {
  return a.op == b.op && a.number == b.number && a.percent == b.percent && a.text == b.text &&
         std::ranges::equal(a.children, b.children, same_tree);
}

}  // namespace

TEST_CASE("an expression is printed with the parentheses it needs and no others", "[expression]") {
  struct Row {
    std::string text;
    std::string printed;
  };
  const std::vector<Row> rows{
      {"a+b*c", "a + b * c"},
      {"(a+b)*c", "(a + b) * c"},
      {"(a*b)+c", "a * b + c"},
      {"a-(b-c)", "a - (b - c)"},
      {"(a-b)-c", "a - b - c"},
      {"((a))", "a"},
      {"- - a", "-(-a)"},
      {"-(a*b)", "-(a * b)"},
      {"(-a)*b", "-a * b"},
      {"not(a)and b", "not a and b"},
      {"not (a and b)", "not (a and b)"},
      {"(a < b) == c", "(a < b) == c"},
      {"(not a) == b", "(not a) == b"},
      {"a≥60％", "a >= 60%"},
      {"7800万", "78000000"},
      {"1pp", "0.01"},
      {"kind in[集访，“越级访”]", "kind in [集访, '越级访']"},
      {"(x in [a]) in [b]", "(x in [a]) in [b]"},
      {"f ( a,b or c )", "f(a, b or c)"},
      {"\"it's\"", "\"it's\""},
      {"today()", "today()"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(printed(row.text) == row.printed);
  }
}

TEST_CASE("computed fractions and negative numbers keep their value when printed", "[expression]") {
  Expression product;
  product.op = Op::multiply;
  product.children = {kaohe::constant(Rational(1, 3)), kaohe::constant(Rational(-2, 3))};
  CHECK(print(product) == "1/3 * (-2/3)");
  CHECK(print(kaohe::constant(-5)) == "-5");
}

TEST_CASE("reading what was printed gives the same tree", "[expression]") {
  for (std::uint32_t seed = 0; seed < 3'000; ++seed) {
    const Expression tree = RandomTree(seed).make(5);
    const std::string text = print(tree);
    if (kaohe::count_characters(text) > 10'000) continue;
    CAPTURE(seed, text);
    kaohe::Findings findings;
    const auto read = kaohe::parse_expression(text, kaohe::test::origin, findings);
    REQUIRE(read);
    REQUIRE(same_tree(*read, tree));
  }
}
