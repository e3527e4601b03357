#include "src/load/target.hpp"

#include "tests/expression/shape.hpp"

#include <test.hpp>

#include <random>
#include <string>
#include <vector>

using kaohe::Better;
using kaohe::Target;

namespace {

std::string kind_name(Target::Kind kind) {
  switch (kind) {
    case Target::Kind::at_least:
      return ">=";
    case Target::Kind::at_most:
      return "<=";
    case Target::Kind::equal:
      return "=";
    case Target::Kind::greater:
      return ">";
    case Target::Kind::less:
      return "<";
    case Target::Kind::range:
      return "range";
    case Target::Kind::about:
      return "about";
    case Target::Kind::done:
      return "done";
  }
  return "?";
}

/// `range 30 40`, `about 5000 ± 0.03%`; or the code of the finding with its column (from 1) and length, and its English hint where asked.
std::string read(std::string_view text, bool with_hint = false) {
  kaohe::Findings findings;
  const auto target = kaohe::load::parse_target(text, {"scheme.yaml", 3, 1, 0}, findings);
  if (!target) {
    if (findings.size() != 1) return std::to_string(findings.size()) + " findings";
    const auto& found = findings.front();
    return found.code + "@" + std::to_string(found.where.column) + "+" + std::to_string(found.where.length) +
           (with_hint ? " " + found.hint.en : "");
  }
  std::string out = kind_name(target->kind);
  if (target->kind != Target::Kind::done) out += " " + kaohe::test::shape(target->number.expression);
  if (target->upper) out += " " + kaohe::test::shape(target->upper->expression);
  if (target->tolerance) out += " ± " + kaohe::test::shape(target->tolerance->expression);
  return out;
}

struct Row {
  std::string text;
  std::string result;
};

}  // namespace

TEST_CASE("a target says what is to be reached, and which way is better", "[load][target]") {
  const std::vector<Row> rows{
      {">= 60%", ">= 0.6%"},
      {"≥60%", ">= 0.6%"},
      {"<= 1.5%", "<= 0.015%"},
      {"≤ 3", "<= 3"},
      {"= 100%", "= 1%"},
      {"== 100%", "= 1%"},
      {"> 0", "> 0"},
      {"< 5", "< 5"},
      {"30..40", "range 30 40"},
      {"30 .. 40", "range 30 40"},
      {"-5..5", "range (neg 5) 5"},
      {"1.5..2.5", "range 1.5 2.5"},
      {"5..5", "range 5 5"},
      {"超过数..约定数", "range 超过数 约定数"},
      {"unit.low..unit.high", "range unit.low unit.high"},
      {"~ 5000", "about 5000"},
      {"~5000 ± 3%", "about 5000 ± 0.03%"},
      {"~ 5000 +- 0.03", "about 5000 ± 0.03"},
      {"~ 5000 +/- 3%", "about 5000 ± 0.03%"},
      {"4:6", "about (/ 4 6)"},
      {"4：6", "about (/ 4 6)"},
      {"~ 4:6 ± 10%", "about (/ 4 6) ± 0.1%"},
      {"done", "done"},
      {" done ", "done"},
      {">= mean(x)", ">= (mean x)"},
      {">= if(a > 1, 2, 3)", ">= (if (> a 1) 2 3)"},
      {">= if(kind == '甲:乙..', 2, 3)", ">= (if (== kind “甲:乙..”) 2 3)"},
      {">= prev(x) * 1.1 + 2", ">= (+ (* (prev x) 1.1) 2)"},
      {">= 1/3", ">= (/ 1 3)"},
      {">= -5", ">= (neg 5)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.result);
  }
}

TEST_CASE("a text that is no target has one finding, at the place of the mistake", "[load][target]") {
  const std::vector<Row> rows{
      {"", "K0330@1+0"},
      {"  ", "K0330@1+2"},
      {"60%", "K0331@1+3"},
      {"全覆盖", "K0331@1+3"},
      {"mean(x)", "K0331@1+7"},
      {">=", "K0332@1+2"},
      {"30..", "K0332@3+2"},
      {"..40", "K0332@1+2"},
      {"~", "K0332@1+1"},
      {"~ 5000 ±", "K0332@8+1"},
      {"4:", "K0332@2+1"},
      {">= 60% <= 80%", "K0333@8+1"},
      {"> 30 and < 40", "K0333@10+1"},
      {"=> 60%", "K0334@1+2"},
      {"不低于60%", "K0334@1+3"},
      {"约5000", "K0334@1+1"},
      {"＞＝60%", "K0334@1+2"},
      {"30—40", "K0335@1+5"},
      {"30-40", "K0335@1+5"},
      {"30%～40%", "K0335@1+7"},
      {"40..30", "K0336@1+6"},
      {"60%..1/3", "K0336@1+8"},
      {"4:0", "K0337@3+1"},
      {"!= 0", "K0338@1+2"},
      {"~ 5000 ± 150", "K0339@10+3"},
      {"~ 5000 ± -3%", "K0339@10+3"},
      {">= 60 80", "K0310@7+2"},
      {"30..40..50", "K0328@5+6"},
      {">= 'x", "K0307@4+1"},
      {"~ '5000", "K0307@3+1"},
      {"> \xE5", "K0305@3+1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.result);
  }
}

TEST_CASE("the finding shows the target as it should be written", "[load][target]") {
  CHECK(read("60%", true) == "K0331@1+3 write >= 60% for at least, <= 60% for at most, done for a state that is reached or not");
  CHECK(read("40..30", true) == "K0336@1+6 write 30..40");
  CHECK(read("30%—40%", true) == "K0335@1+7 write 30%..40%");
  CHECK(read("不超过1.5%", true) == "K0334@1+3 write <= 1.5%");
}

TEST_CASE("a target keeps its text, its place and its direction", "[load][target]") {
  const auto target = [](std::string_view text) {
    kaohe::Findings findings;
    return kaohe::load::parse_target(text, {"scheme.yaml", 3, 11, 0}, findings).value();
  };
  const Target range = target(" 30..40 ");
  CHECK(range.written == "30..40");
  CHECK(range.where == kaohe::SourceSpan{"scheme.yaml", 3, 12, 6});
  CHECK(range.upper->expression.where == kaohe::SourceSpan{"scheme.yaml", 3, 16, 2});
  CHECK(target("4 : 6").number.expression.where == kaohe::SourceSpan{"scheme.yaml", 3, 11, 5});
  CHECK(range.better() == Better::closer);
  CHECK(target("4:6").better() == Better::closer);
  CHECK(target("< 5").better() == Better::lower);
  CHECK(target("= 100%").better() == Better::higher);
}

TEST_CASE("no text breaks the reader of targets: a target, or one finding", "[load][target]") {
  static const std::vector<std::string> pieces{">=", "<", "=", "~", "±", "+-", "..", ":", "：", "5",    "1.5%", "x",  "f(",   "(", ")",
                                               "'",  "“", "”", "[", "]", " ",  "—",  "-", "约", "done", "≥",    "!=", "\xE5", "，"};
  std::mt19937 random(2014);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = random() % 8; count > 0; --count) text += pieces[random() % pieces.size()];
    CAPTURE(text);
    kaohe::Findings findings;
    const auto target = kaohe::load::parse_target(text, {"scheme.yaml", 3, 1, 0}, findings);
    REQUIRE(findings.size() == (target ? 0 : 1));
    if (!target) REQUIRE(findings.front().where.column >= 1);
  }
}

TEST_CASE("a target of millions of characters is not read", "[load][target]") {
  for (const char sign : {'(', '~', '-', '\'', '5'}) {
    CAPTURE(sign);
    CHECK(read(std::string(4'000'000, sign)) == "K0302@1+0");
  }
}
