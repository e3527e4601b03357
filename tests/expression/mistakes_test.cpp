#include "tests/expression/shape.hpp"

#include <test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using kaohe::test::read;

namespace {

/// `part`, `count` times over.
std::string repeated(std::string_view part, std::size_t count) {
  std::string out;
  while (count-- > 0) out += part;
  return out;
}

/// The only finding of a text that is no expression.
kaohe::Finding finding(std::string_view text) {
  kaohe::Findings findings;
  REQUIRE_FALSE(kaohe::parse_expression(text, {"scheme.yaml", 3, 11, 0}, findings));
  REQUIRE(findings.size() == 1);
  return findings.front();
}

std::string code(std::string_view text) { return finding(text).code; }

}  // namespace

TEST_CASE("a text that is no expression has one finding, at the place of the mistake", "[expression]") {
  struct Row {
    std::string text;
    std::string finding;  // code@column+length
  };
  const std::vector<Row> rows{
      {"", "K0301@1+0"},
      {"   ", "K0301@1+3"},
      {"a $ b", "K0306@3+1"},
      {"a + #", "K0306@5+1"},
      {"x % 2", "K0329@3+1"},
      {"(a)‰", "K0329@4+1"},
      {"x > 90且y < 5", "K0314@7+1"},
      {"x < 0.5或者y", "K0314@8+2"},
      {"甲 😀", "K0306@3+1"},
      {"'abc", "K0307@1+1"},
      {"a == \"b", "K0307@6+1"},
      {"x in ['a, b]", "K0307@7+1"},
      {"”a”", "K0307@1+1"},
      {"a +", "K0308@3+1"},
      {"入园率 and ", "K0308@5+3"},
      {"not", "K0308@1+3"},
      {"f(", "K0308@2+1"},
      {"f(a,", "K0308@4+1"},
      {"x in [", "K0308@6+1"},
      {"-", "K0308@1+1"},
      {"* a", "K0309@1+1"},
      {"a + * b", "K0309@5+1"},
      {"a and or b", "K0309@7+2"},
      {"f(a,)", "K0309@5+1"},
      {"f(,a)", "K0309@3+1"},
      {"()", "K0309@2+1"},
      {"x in [a,]", "K0309@9+1"},
      {"x in []", "K0309@7+1"},
      {"a b", "K0310@3+1"},
      {"2 (a)", "K0310@3+1"},
      {"a 'b'", "K0310@3+1"},
      {"f(甲 乙)", "K0310@5+1"},
      {"(a + b", "K0311@1+1"},
      {"(a + (b)", "K0311@1+1"},
      {"f(a", "K0311@2+1"},
      {"x in [a", "K0311@6+1"},
      {"a)", "K0312@2+1"},
      {"a + b]", "K0312@6+1"},
      {"a = b", "K0313@3+1"},
      {"count(e, kind = 集访)", "K0313@15+1"},
      {"a && b", "K0314@3+2"},
      {"a || b", "K0314@3+2"},
      {"!a", "K0314@1+1"},
      {"a ^ 2", "K0314@3+1"},
      {"a ** 2", "K0314@3+2"},
      {"a <> b", "K0314@3+2"},
      {"a => b", "K0314@3+2"},
      {"a =< b", "K0314@3+2"},
      {"a === b", "K0314@3+3"},
      {"a × b", "K0314@3+1"},
      {"a 且 b", "K0314@3+1"},
      {"a 或者 b", "K0314@3+2"},
      {"a AND b", "K0314@3+3"},
      {"f(a；b)", "K0314@4+1"},
      {"x in [国家级、省级]", "K0314@10+1"},
      {"a ＋ b", "K0314@3+1"},
      {"a ＞ ５", "K0314@3+1"},
      {"１２", "K0314@1+2"},
      {"80 <= x < 90", "K0315@1+12"},
      {"a and b == c == d", "K0315@7+11"},
      {"x in [a] == y", "K0316@10+2"},
      {"x in [a] + 1", "K0316@10+1"},
      {"x < y in [a]", "K0316@7+2"},
      {"unit.kind not in [a, b]", "K0317@1+23"},
      {"a == not b", "K0318@6+3"},
      {"- not b", "K0318@3+3"},
      {"3—6岁", "K0319@1+4"},
      {"kind == 2班", "K0319@9+2"},
      {"7800万元", "K0319@1+6"},
      {"1.2.3", "K0328@1+5"},
      {".5", "K0328@1+2"},
      {"5.", "K0328@1+2"},
      {"30..40", "K0328@1+6"},
      {"1e3", "K0319@1+3"},
      {"settled_on <= 2014-04-30", "K0320@15+10"},
      {"x in (a, b)", "K0321@6+1"},
      {"x in a", "K0321@6+1"},
      {"x in", "K0321@3+2"},
      {"x not in a", "K0321@10+1"},
      {"x in [a, (b)]", "K0322@10+1"},
      {"x in [not]", "K0322@7+3"},
      {"unit.", "K0323@5+1"},
      {"unit. size", "K0323@5+1"},
      {"unit.2010", "K0323@5+1"},
      {"x@2010 > 1", "K0324@2+1"},
      {"1,000", "K0325@2+1"},
      {"(a, b)", "K0325@3+1"},
      {"(a]", "K0326@3+1"},
      {"x in [a)", "K0326@8+1"},
      {"x in [a b]", "K0327@9+1"},
      {"x in [A-1]", "K0327@8+1"},
      {"x in [甲 = 乙]", "K0327@9+1"},
      {"x in [f(a)]", "K0327@8+1"},
      {"ＡＢ > 1", "K0314@1+2"},
      {"a：b", "K0306@2+1"},
      {std::string("a\0b", 3), "K0306@2+1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.finding);
  }
}

TEST_CASE("a finding stands at its place in the document, counted in characters", "[expression]") {
  CHECK(finding("入园率 = 1").where == kaohe::SourceSpan{"scheme.yaml", 3, 15, 1});
  CHECK(finding("('入园率' = 1").where == kaohe::SourceSpan{"scheme.yaml", 3, 18, 1});
}

TEST_CASE("a hint shows what to write, with the author's own words", "[expression]") {
  struct Row {
    std::string text;
    std::string hint;  // a part of both languages' hints
  };
  const std::vector<Row> rows{
      {"80 <= x < 90", "80 <= x and x < 90"},
      {"a or (80) <= 入园率 + 1 < f(x) or b", "(80) <= 入园率 + 1 and 入园率 + 1 < f(x)"},
      {"unit.kind not in [甲, '乙 丙']", "not (unit.kind in [甲, '乙 丙'])"},
      {"a and unit.type = 初中", "unit.type == …"},
      {"a && b", "and"},
      {"a ^ 2", "pow(a, b)"},
      {"ＡＢ > 1", "AB"},
      {"kind == 3—6岁", "'3—6岁'"},
      {"d <= 2014-04-30", "'2014-04-30'"},
      {"入园率@2010", "prev(入园率)"},
      {"x in [a", "]"},
      {"（a", ")"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const kaohe::Finding found = finding(row.text);
    CHECK(found.hint.zh.find(row.hint) != std::string::npos);
    CHECK(found.hint.en.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("long texts are cut where a finding quotes them", "[expression]") {
  CHECK(finding(repeated("长", 9'000) + " 甲").message.zh.size() < 200);
  CHECK(finding("a " + repeated("长", 9'000)).message.zh.size() < 200);
}

TEST_CASE("nesting is read to a depth of 200 and no deeper", "[expression]") {
  struct Row {
    std::string open, close;
  };
  const std::vector<Row> rows{{"(", ")"}, {"f(", ")"}, {"- ", ""}, {"not ", ""}, {"if(a, b, ", ")"}};
  for (const auto& [open, close] : rows) {
    CAPTURE(open);
    CHECK(read(repeated(open, 200) + "a" + repeated(close, 200)).front() != 'K');
    CHECK(code(repeated(open, 201) + "a" + repeated(close, 201)) == "K0303");
  }
  CHECK(read("(" + repeated("- ", 199) + "a)").front() != 'K');
  CHECK(read(repeated("(a) + ", 300) + "a").front() != 'K');
  CHECK(finding(repeated("(", 500)).where.column == 211);
}

TEST_CASE("a row of signs is read to 1,000 steps and no further", "[expression]") {
  CHECK(read(repeated("a+", 999) + "a").front() != 'K');
  CHECK(code(repeated("a+", 1'000) + "a") == "K0304");
  CHECK(code(repeated("a or ", 1'500) + "a") == "K0304");
}

TEST_CASE("a text of more than 10,000 characters is not read", "[expression]") {
  CHECK(read(repeated("园", 10'000)).front() != 'K');
  CHECK(code(repeated("园", 10'001)) == "K0302");
  CHECK(code(repeated("(", 100'000)) == "K0302");
}

TEST_CASE("a text that is no UTF-8 has a finding at its first wrong byte", "[expression]") {
  CHECK(read("园 \xFF") == "K0305@3+1");
  CHECK(read("'\xE5\x9B'") == "K0305@2+1");
}

TEST_CASE("no text breaks the reader: a tree, or one finding inside the text", "[expression]") {
  static const std::vector<std::string> pieces{"a",  "unit.", "12", "0.5", "%",  "万",  "'",    "\"",   "“",  "”",         "(", ")",
                                               "[",  "]",     ",",  "，",  " ",  "\n",  "+",    "-",    "*",  "/",         "<", ">",
                                               "=",  "!",     "≥",  "and", "or", "not", " in ", "in ",  ".",  "..",        "@", "&&",
                                               "、", "＝",    "—",  "f(",  "é",  "😀",   "\0",   "\x80", "　", "2014-01-01"};
  std::mt19937 random(2014);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = random() % 12; count > 0; --count) text += pieces[random() % pieces.size()];
    if (round % 4 == 0) std::ranges::generate(text, [&] { return static_cast<char>(random()); });
    CAPTURE(text);
    kaohe::Findings findings;
    const auto tree = kaohe::parse_expression(text, {"scheme.yaml", 3, 1, 0}, findings);
    REQUIRE(findings.size() == (tree ? 0 : 1));
    if (tree) continue;
    const kaohe::SourceSpan& where = findings.front().where;
    REQUIRE(where.column >= 1);
    REQUIRE(where.length >= 0);
    REQUIRE(static_cast<std::size_t>(where.column + where.length) <= text.size() + 2);
  }
}
