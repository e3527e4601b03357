#include <algorithm>
#include <kaohe/base/text.hpp>
#include <kaohe/report.hpp>
#include <string>
#include <test.hpp>

using kaohe::Finding;
using kaohe::Findings;
using kaohe::Language;
using kaohe::Severity;
using kaohe::to_json;
using kaohe::to_text;

namespace {

Finding weights() {
  return {Severity::error,
          "K0203",
          {"考核办法.yaml", 3, 13, 2},
          {},
          {"“经济发展”的权重合计 95,应为 100", "the weights of \"经济发展\" add up to 95, expected 100"},
          {"把其中一项加 5", "raise one of them by 5"}};
}

Finding cell() {
  return {Severity::error,
          "K0701",
          {},
          {"observations", 3, "入园率"},
          {"“很高”不是数", "\"很高\" is not a number"},
          {"写成数", "write a number"}};
}

Finding at(int column, int length) { return {Severity::warning, "K0199", {"t.yaml", 1, column, length}, {}, {"怪", "odd"}, {}}; }

/// The last line, which has the caret.
std::string caret_line(const std::string& text) { return text.substr(text.rfind('\n') + 1); }

}  // namespace

TEST_CASE("a finding shows its place, what is wrong, the line with a caret and what to do", "[report][finding]") {
  const std::string source =
      "criteria:\n"
      "  - id: economy\n"
      "    weight: 35\n";
  CHECK(to_text(weights(), Language::zh, source) ==
        "考核办法.yaml:3:13: 错误 K0203: “经济发展”的权重合计 95,应为 100\n"
        "    3 |     weight: 35\n"
        "      |             ^^\n"
        "  提示: 把其中一项加 5");
  CHECK(to_text(weights(), Language::en, source) ==
        "考核办法.yaml:3:13: error K0203: the weights of \"经济发展\" add up to 95, expected 100\n"
        "    3 |     weight: 35\n"
        "      |             ^^\n"
        "  hint: raise one of them by 5");
}

TEST_CASE("without a source a finding has no line, without a line no column", "[report][finding]") {
  CHECK(to_text(weights(), Language::en) ==
        "考核办法.yaml:3:13: error K0203: the weights of \"经济发展\" add up to 95, expected 100\n"
        "  hint: raise one of them by 5");
  Finding whole = at(1, 1);
  whole.where.line = 0;
  CHECK(to_text(whole, Language::zh, "a: 1\n") == "t.yaml: 警告 K0199: 怪");
  whole.severity = Severity::hint;
  CHECK(to_text(whole, Language::zh) == "t.yaml: 提示 K0199: 怪");
  CHECK(to_text(whole, Language::en) == "t.yaml: hint K0199: odd");
}

TEST_CASE("the caret stands below double-width text", "[report][finding]") {
  //                                       columns before: 入园率 is 6, the colon and the space 2
  CHECK(to_text(at(6, 3), Language::zh, "入园率: 九十三") ==
        "t.yaml:1:6: 警告 K0199: 怪\n"
        "    1 | 入园率: 九十三\n"
        "      |         ^^^^^^");
  CHECK(to_text(at(3, 1), Language::zh, "（％）") ==
        "t.yaml:1:3: 警告 K0199: 怪\n"
        "    1 | （％）\n"
        "      |     ^^");
}

TEST_CASE("a tab is shown as four spaces and the caret follows", "[report][finding]") {
  CHECK(to_text(at(2, 1), Language::en, "\ta: 1") ==
        "t.yaml:1:2: warning K0199: odd\n"
        "    1 |     a: 1\n"
        "      |     ^");
}

TEST_CASE("a place behind the end of its line has one caret", "[report][finding]") {
  CHECK(caret_line(to_text(at(4, 0), Language::en, "a: ")) == "      |    ^");
  CHECK(caret_line(to_text(at(2, 99), Language::en, "a: 1\nb: 2")) == "      |  ^^^");
  CHECK(caret_line(to_text(at(9, 2), Language::en, "a: 1")) == "      |     ^");
}

TEST_CASE("lines end with LF, CR LF or CR", "[report][finding]") {
  Finding finding = at(1, 1);
  finding.where.line = 3;
  for (const char* source : {"a\nb\nccc\nd", "a\r\nb\r\nccc\r\nd", "a\rb\rccc\rd",
                             "\xef\xbb\xbf"
                             "a\n\nccc"}) {
    CHECK(to_text(finding, Language::en, source).find("    3 | ccc\n") != std::string::npos);
  }
}

TEST_CASE("a long line is shown around the place", "[report][finding]") {
  const std::string source = std::string(500, 'a') + "考核" + std::string(500, 'b');
  const std::string text = to_text(at(501, 2), Language::en, source);
  CHECK(text ==
        "t.yaml:1:501: warning K0199: odd\n"
        "    1 | …" +
            std::string(40, 'a') + "考核" + std::string(56, 'b') +
            "…\n"
            "      | " +
            std::string(41, ' ') + "^^^^");
}

TEST_CASE("a line of four million characters is shown in no time", "[report][finding]") {
  const std::string source(4'000'000, 'x');
  CHECK(to_text(at(3'999'999, 4'000'000), Language::en, source).size() < 500);
  CHECK(to_text(at(1, 4'000'000), Language::en, source).size() < 500);
}

TEST_CASE("what a document or a table holds cannot steer the terminal", "[report][finding]") {
  Finding finding = at(1, 1);
  finding.message = {"\x1b[31m红", "\x1b[31mred\n\u202egnol"};
  const std::string text = to_text(finding, Language::en, "\x1b[2Ja: \u202e1");
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\u202e") == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("a finding in a table names the table, the row and the column", "[report][finding]") {
  CHECK(to_text(cell(), Language::zh) ==
        "observations 第3行 列“入园率”: 错误 K0701: “很高”不是数\n"
        "  提示: 写成数");
  CHECK(to_text(cell(), Language::en) ==
        "observations row 3, column \"入园率\": error K0701: \"很高\" is not a number\n"
        "  hint: write a number");
  Finding finding = cell();
  finding.at.row = 0;
  CHECK(to_text(finding, Language::zh).starts_with("observations 列“入园率”: 错误"));
  CHECK(to_text(finding, Language::en).starts_with("observations column \"入园率\": error"));
  finding.at.column.clear();
  CHECK(to_text(finding, Language::en).starts_with("observations: error"));
}

TEST_CASE("findings as JSON have the keys that their place has", "[report][finding]") {
  CHECK(to_json(Findings{}, Language::zh) == "[]");
  CHECK(to_json(Findings{weights(), cell()}, Language::zh) ==
        "[\n"
        " {\"code\":\"K0203\",\"severity\":\"error\",\"message\":\"“经济发展”的权重合计 95,应为 100\",\"hint\":\"把其中一项加 5\","
        "\"file\":\"考核办法.yaml\",\"line\":3,\"column\":13,\"length\":2},\n"
        " {\"code\":\"K0701\",\"severity\":\"error\",\"message\":\"“很高”不是数\",\"hint\":\"写成数\","
        "\"table\":\"observations\",\"row\":3,\"column\":\"入园率\"}\n"
        "]");
  Finding bare = at(1, 1);
  bare.where.line = 0;
  CHECK(to_json(Findings{bare}, Language::en) ==
        "[\n {\"code\":\"K0199\",\"severity\":\"warning\",\"message\":\"odd\",\"file\":\"t.yaml\"}\n]");
}

TEST_CASE("text that is not UTF-8 still makes JSON", "[report][finding]") {
  Finding bad = at(1, 1);
  bad.message = {"\xff", "\xff"};
  CHECK(to_json(Findings{bad}, Language::en).find("\"message\":\"\uFFFD\"") != std::string::npos);
}
