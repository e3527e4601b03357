#include <kaohe/engine/program.hpp>
#include <kaohe/scheme/build.hpp>

#include <test.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace kaohe;
using namespace kaohe::build;

namespace {

Criterion leaf(RuleBody body) { return {.id = "a", .points = points(10), .rules = rule(std::move(body))}; }

Scheme scheme_of(std::vector<Criterion> criteria) {
  Scheme scheme;
  scheme.id = scheme.root.id = "built";
  scheme.root.criteria = std::move(criteria);
  return scheme;
}

Expression lonely(Op op) {
  Expression expression;
  expression.op = op;
  return expression;
}

Term nested(int depth) { return depth == 0 ? name("x") : -nested(depth - 1); }

std::string codes(Scheme scheme) {
  std::string all;
  const auto program = compile(std::move(scheme));
  for (const auto& finding : program.findings) all += (all.empty() ? "" : " ") + finding.code;
  CHECK(program.value.has_value() == !has_errors(program.findings));
  return all;
}

TEST_CASE("what a scheme lacks that was put together in C++ is found, and nothing is run", "[engine][build]") {
  struct Lacking {
    const char* code;
    Scheme scheme;
  };
  const Proportion whole{.of = Term(1)};
  const std::vector<Lacking> cases{
      {"K0209", scheme_of({{.id = "", .rules = rule(Discretion{})}})},
      {"K0402", scheme_of({{.id = "a"}})},
      {"K0401",
       scheme_of(
           {{.id = "a", .points = points(1), .rules = rule(whole), .criteria = {{.id = "b", .points = points(1), .rules = rule(whole)}}}})},
      {"K0213", scheme_of({leaf(whole), leaf(whole)})},
      {"K0418", scheme_of({{.id = "a", .points = Points{}, .rules = rule(whole)}})},
      {"K0204", scheme_of({leaf(Formula{lonely(Op::add)})})},
      {"K0204", scheme_of({leaf(Formula{lonely(Op::negate)})})},
      {"K0204", scheme_of({leaf(Formula{lonely(Op::in_list)})})},
      {"K0204", scheme_of({leaf(Formula{lonely(Op::name)})})},
      {"K0303", scheme_of({leaf(Formula{nested(5000)})})},
      {"K0204 K0204", scheme_of({leaf(Efficacy{})})},
      {"K0204 K0204", scheme_of({leaf(Tally{})})},
      {"K0413", scheme_of({leaf(RankPoints{})})},
      {"K0420", scheme_of({leaf(Cases{})})},
      {"K0409", scheme_of({leaf(Cases{{Case{}}})})},
      {"K0420", scheme_of({leaf(Bands{})})},
      {"K0421", scheme_of({leaf(Slope{})})},
      {"K0420", scheme_of({leaf(Levels{})})},
      {"K0204", scheme_of({leaf(ResultFigure{})})},
      {"K0204", scheme_of({leaf(Relative{.to = Relative::To::expression})})},
      {"K0204", scheme_of({leaf(threshold(Target{.kind = Target::Kind::range, .number = Term(3)}))})},
  };
  for (const auto& [code, scheme] : cases) {
    CAPTURE(code);
    CHECK(codes(scheme) == code);
  }
}

TEST_CASE("a scheme that was put together whole compiles", "[engine][build]") {
  CHECK(codes(scheme_of({leaf(Proportion{.of = Term(5)})})).empty());
  CHECK(codes(scheme_of({leaf(Formula{nested(200)})})).empty());
}

}  // namespace
