#include <kaohe/base/text.hpp>
#include <src/load/document.hpp>
#include <string>
#include <test.hpp>

using kaohe::Findings;
using kaohe::load::read_document;

namespace {

/// `code line:column+length` of every finding.
std::string findings_of(std::string_view text) {
  Findings findings;
  read_document(text, "t.yaml", findings);
  std::string out;
  for (const auto& f : findings) {
    if (!out.empty()) out += ", ";
    out += f.code + " " + std::to_string(f.where.line) + ":" + std::to_string(f.where.column) + "+" + std::to_string(f.where.length);
  }
  return out;
}

kaohe::Finding only_finding(std::string_view text) {
  Findings findings;
  read_document(text, "t.yaml", findings);
  REQUIRE(findings.size() == 1);
  return findings[0];
}

struct Case {
  const char* what;
  const char* text;
  const char* findings;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.what, c.text);
    CHECK(findings_of(c.text) == c.findings);
  }
}

}  // namespace

TEST_CASE("a target without quotes is told from a block text", "[load][syntax]") {
  check({
      {"a share", "名称: 入园\ntarget: >= 60%\n", "K0126 2:9+6"},
      {"with a comment", "target: >= 60%  # 年底\n", "K0126 1:9+6"},
      {"a number", "target: > 0\n", "K0126 1:9+3"},
      {"a digit that YAML takes for an indentation", "target: >5\nid: a\n", "K0126 1:9+2"},
      {"nothing behind it", "target: >\nid: a\n", "K0126 1:9+1"},
      {"in braces", "a: {target: >= 60%, id: b}\n", "K0126 1:13+6"},
      {"a block text", "title: >\n  长长的\n  题目\nid: a\n", ""},
      {"less than is no block", "target: <= 5%\n", ""},
      {"in quotes", "target: \">= 60%\"\n", ""},
  });
  CHECK(only_finding("target: >= 60%\n").hint.zh == "写成 \">= 60%\"");
  CHECK(only_finding("target: >= 60%\n").hint.en == "write \">= 60%\"");
  CHECK(only_finding("when: > \"a\"\n").hint.en == "write '> \"a\"'");
}

TEST_CASE("a comma that splits an expression is joined with a warning", "[load][syntax]") {
  Findings findings;
  const auto root = read_document(
      "{when: count(事项, kind == \"集访\") >= 1, value: if(c, a, b), list: [max(a,b), 3], t: 新建（甲,\n   乙）}", "t", findings);
  REQUIRE(root);
  CHECK(root->find("when")->text == "count(事项, kind == \"集访\") >= 1");
  CHECK(root->find("when")->where == kaohe::SourceSpan{"t", 1, 8, 28});
  CHECK(root->find("value")->text == "if(c, a, b)");
  REQUIRE(root->find("list")->items.size() == 2);
  CHECK(root->find("list")->items[0].text == "max(a,b)");
  CHECK(root->find("list")->items[1].text == "3");
  CHECK(root->find("t")->text == "新建（甲, 乙）");
  CHECK(root->entries.size() == 4);
  REQUIRE(findings.size() == 4);
  for (const auto& finding : findings) CHECK(finding.code == "K0118");
  CHECK_FALSE(kaohe::has_errors(findings));
  CHECK(findings[0].hint.zh == "在大括号或方括号里，带逗号的内容要加引号：'count(事项, kind == \"集访\") >= 1'");
}

TEST_CASE("commas that split nothing are left alone", "[load][syntax]") {
  check({
      {"closed before the comma", "{a: f(x), b: (y)}", ""},
      {"a smile in a text", "{a: \"f(x\", b: 2)}", ""},
      {"never closed", "{a: f(x, b: 2}", ""},
      {"a value in between", "{a: f(x, b: 2, c)}", ""},
      {"a parenthesis in quotes", "{a: x == \"(\", b}", ""},
      {"outside of brackets", "a: f(x, y)\n", ""},
  });
}

TEST_CASE("quotes and brackets that are not closed are shown where they open", "[load][syntax]") {
  check({
      {"double quotes", "a: \"甲\nb: 1\n", "K0122 1:4+1"},
      {"single quotes", "a: '甲\nb: 1\n", "K0122 1:4+1"},
      {"over the end of a document", "a: \"b\n---\nc\"\n", "K0122 1:4+1"},
      {"a list", "a: [1, 2\nb: 3\n", "K0123 1:4+1"},
      {"braces", "甲:\n  - {x: 1\n  - {y: 2}\n", "K0123 2:5+1"},
      {"braces at the end", "k:\n- {a: 1}\n- {b: 2\n", "K0123 3:3+1"},
      {"the wrong one", "a: [1, 2}\nb: ]\n", "K0140 1:9+1"},
      {"too many", "a: 1\n}\n", "K0138 2:1+1"},
      {"too many commas", "{a: 1,, b: 2}\n", "K0138 1:7+1"},
      {"nothing before the bracket", "a: ]\n", "K0138 1:4+1"},
  });
}

TEST_CASE("what follows a closing quote is told", "[load][syntax]") {
  check({
      {"an expression that begins with a text", "when: \"甲\" == kind\n", "K0127 1:11+1"},
      {"in braces", "{when: \"甲\" == kind, c: 1}\n", "K0127 1:12+1"},
      {"a quote missing further up", "a: \"x\nb: \"y\"\nc: 2\n", "K0127 2:5+1"},
      {"a comma behind the value", "a: \"x\",\nb: 1\n", "K0127 1:7+1"},
  });
}

TEST_CASE("colons that are missing, doubled or full-width are told", "[load][syntax]") {
  check({
      {"two colons", "title: 考核: 办法\n", "K0124 1:10+1"},
      {"Chinese quotes do not quote", "title: “考核: 办法”\n", "K0131 1:11+1"},
      {"no colon", "a: 1\n入园率\nc: 2\n", "K0129 2:1+3"},
      {"no colon in the first line", "考核办法\nb: 1\n", "K0129 1:1+4"},
      {"no space", "a: 1\nb:2\nc: 3\n", "K0137 2:1+3"},
      {"no space in the first line", "a:1\nb: 2\n", "K0137 1:1+3"},
      {"no space in braces", "{a:[1], b: 2}\n", "K0137 1:3+1"},
      {"full-width", "a: 1\n标题：甲\nc: 3\n", "K0131 2:1+4"},
      {"full-width in the first line", "title：甲\nid: 1\n", "K0131 1:1+7"},
      {"a full-width comma in braces", "{a: 1，b: 2}\n", "K0131 1:8+1"},
      {"a missing comma in JSON", "{\"a\": 1\n \"b\": 2}\n", "K0132 2:5+1"},
      {"a missing comma behind a text in JSON", "{\"a\": \"x\"\n \"b\": 2}\n", "K0132 2:2+1"},
  });
}

TEST_CASE("indentation that fits nothing is told", "[load][syntax]") {
  check({
      {"between two levels", "a:\n  b: 1\n c: 2\n", "K0121 3:2+1"},
      {"below a value", "a: 甲\n  b: 2\n", "K0121 2:4+1"},
      {"an entry of a list", "甲:\n  - b: 1\n   c: 2\n", "K0121 3:4+1"},
      {"dashes", "- id: a\n  t: x\n - id: b\n", "K0121 3:2+1"},
      {"a tab before a name", "a:\n\tb: 1\n", "K0120 2:1+1"},
      {"a tab below a value", "a: 1\n\tb: 2\n", "K0120 2:1+1"},
      {"a tab at the start", "\ta: 1\n", "K0120 1:1+1"},
      {"tabs behind colons and in JSON are no harm", "a:\t1\nb:\t{\n\t\"c\": 1}\n", ""},
      {"further left than the first line", "  a: 1\nb: 2\n", "K0141 2:1+1"},
      {"behind the braces", "{a: 1}\nb: 2\n", "K0141 2:1+1"},
  });
}

TEST_CASE("lists in the wrong place are told", "[load][syntax]") {
  check({
      {"behind a colon", "a: - 1\n", "K0133 1:4+1"},
      {"a minus with a space", "points: - 5\n", "K0133 1:9+1"},
      {"among names", "a: 1\n- b\n", "K0133 2:1+1"},
      {"a name among entries", "- a\nb: 1\n", "K0139 2:1+1"},
      {"below a text", "a: 甲\n  - b\n", "K0119 2:3+1"},
  });
}

TEST_CASE("characters that mean something to YAML need quotes", "[load][syntax]") {
  check({
      {"percent", "a: %甲\n", "K0125 1:4+1"},
      {"at", "a: @x\n", "K0125 1:4+1"},
      {"backquote", "a: `x`\n", "K0125 1:4+1"},
      {"question mark", "a: ? b\n", "K0125 1:4+1"},
      {"star", "a: * 2\n", "K0134 1:4+1"},
      {"ampersand with a Chinese name", "a: &入园 x\n", "K0134 1:4+1"},
      {"a list in braces", "{when: kind in [甲, 乙], points: 1}\n", "K0128 1:16+1"},
      {"an unknown escape", "a: \"D:\\qq\"\n", "K0130 1:7+1"},
      {"half a surrogate pair", "a: \"\\ud83d\"\n", "K0130 1:5+1"},
      {"a directive", "%FOO\na: 1\n", "K0116 1:1+1"},
      {"the version of YAML is no harm", "%YAML 1.2\n---\na: 1\n", ""},
      {"another version", "%YAML 3.0\n---\na: 1\n", "K0116 1:1+1"},
      {"tag directives", "# 甲\n%TAG !a! b\n---\na: 1\n", "K0116 2:1+4"},
  });
}

TEST_CASE("tags are refused and what they stand before is read", "[load][syntax]") {
  check({
      {"python", "a: !!python/object/apply:os.system [ls]\nb: 1\n", "K0111 1:4+1"},
      {"int", "a: !!int 3\n", "K0111 1:4+1"},
      {"negation", "when: !done\n", "K0111 1:7+1"},
      {"a handle that is none", "a: !x!y z\n", "K0111 1:4+1"},
      {"on a mapping", "!!map\na: 1\n", "K0111 1:1+1"},
  });
  CHECK(only_finding("a: !!int 3\n").message.zh == "不能使用标签“!!int”");
  CHECK(only_finding("a: !x!y z\n").message.en == "the tag \"!x!y\" cannot be used here");
}
