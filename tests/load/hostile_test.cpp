#include <ctime>
#include <functional>
#include <kaohe/base/text.hpp>
#include <src/load/document.hpp>
#include <string>
#include <test.hpp>

using kaohe::Findings;
using kaohe::load::Node;
using kaohe::load::read_document;

namespace {

struct Reading {
  std::optional<Node> root;
  Findings findings;
};

/// Reads and checks that it did not take long: a second is the promise, five allow for a slow machine and sanitizers.
Reading read(std::string_view text) {
  Reading out;
  const std::clock_t start = std::clock();
  out.root = read_document(text, "t.yaml", out.findings);
  CHECK((std::clock() - start) / CLOCKS_PER_SEC < 5);
  return out;
}

std::string last_code(const Reading& reading) { return reading.findings.empty() ? "" : reading.findings.back().code; }

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

std::string lines(std::size_t count, const std::function<std::string(std::size_t)>& line) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += line(i) + "\n";
  return out;
}

std::string place(const kaohe::Finding& finding) { return std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column); }

}  // namespace

TEST_CASE("deep nesting is refused where it becomes too deep", "[load][hostile]") {
  constexpr std::size_t depth = 100'000;
  for (const std::string& text :
       {repeat("[", depth), repeat("{a: ", depth), repeat("[", depth) + repeat("]", depth), repeat("- ", depth), repeat("? ", depth),
        repeat("[{a: ", depth), repeat("&a [", depth), "a: " + repeat("[\n", depth), repeat("{\"a\":", depth)}) {
    CAPTURE(text.substr(0, 10));
    const Reading it = read(text);
    CHECK_FALSE(it.root);
    CHECK(last_code(it) == "K0107");
  }
  const std::string indented = lines(1500, [](std::size_t i) { return std::string(i, ' ') + "a:"; });
  CHECK(last_code(read(indented)) == "K0107");
}

TEST_CASE("64 levels are read and 65 are refused", "[load][hostile]") {
  CHECK(read(repeat("[", 64) + "a" + repeat("]", 64)).root);
  const Reading deeper = read(repeat("[", 65) + "a" + repeat("]", 65));
  CHECK(last_code(deeper) == "K0107");
  CHECK(place(deeper.findings.at(0)) == "1:65");
}

TEST_CASE("aliases are repeated, and a bomb of them is refused", "[load][hostile]") {
  const Reading good = read("甲: &p {from: 1, list: [x, y]}\n乙: *p\n丙: [*p, *p]\n丁: &文\n");
  CHECK(last_code(good) == "K0134");
  const Reading shared = read("a: &p {from: 1, list: [x, y]}\nb: *p\nc: [*p, *p]\n");
  REQUIRE(shared.root);
  CHECK(shared.findings.empty());
  CHECK(shared.root->find("c")->items[1].find("list")->items[1].text == "y");
  CHECK(shared.root->find("b")->find("from")->where == kaohe::SourceSpan{"t.yaml", 1, 14, 1});

  const std::string laughs =
      "a0: &a0 [lol]\n" + lines(9, [](std::size_t i) {
        const std::string below = "*a" + std::to_string(i);
        return "a" + std::to_string(i + 1) + ": &a" + std::to_string(i + 1) + " [" + repeat(below + ", ", 9) + below + "]";
      });
  CHECK(last_code(read(laughs)) == "K0108");
}

TEST_CASE("an alias may not make more text than there can be", "[load][hostile]") {
  const std::string text = "a: &a " + std::string(1'000'000, 'x') + "\nb: [" + repeat("*a, ", 100'000) + "]\n";
  CHECK(last_code(read(text)) == "K0108");
}

TEST_CASE("aliases that only nest are refused by their depth", "[load][hostile]") {
  const std::string text = "a0: &a0 [x]\n" + lines(100, [](std::size_t i) {
                             return "a" + std::to_string(i + 1) + ": &a" + std::to_string(i + 1) + " [*a" + std::to_string(i) + "]";
                           });
  CHECK(last_code(read(text)) == "K0107");
}

TEST_CASE("an alias of what it stands in is a finding", "[load][hostile]") {
  const Reading list = read("a: &a [1, *a]\n");
  CHECK(last_code(list) == "K0109");
  CHECK(place(list.findings.at(0)) == "1:11");
  CHECK(last_code(read("a: &a\n  b: &b\n    c: *a\n")) == "K0109");
  CHECK(last_code(read("a: *b\nb: &b 1\n")) == "K0110");
  CHECK(read("a: &bands [1]\nb: *band\n").findings.at(0).message.en ==
        "\"*band\" repeats a name that was not defined before it; is \"*bands\" meant?");
}

TEST_CASE("a name that is given again means the later one", "[load][hostile]") {
  const Reading it = read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n");
  REQUIRE(it.root);
  CHECK(it.root->find("b")->text == "1");
  CHECK(it.root->find("d")->text == "2");
}

TEST_CASE("too many nodes are refused", "[load][hostile]") {
  CHECK(last_code(read("[" + repeat("a,", 500'000) + "]")) == "K0108");
  CHECK(last_code(read(repeat("- \n", 500'000))) == "K0108");
  CHECK(last_code(read("{" + repeat("a,", 150'000) + "}")) == "K0117");  // the same key over and over
}

TEST_CASE("a long text is refused before it is read, a shorter one is not", "[load][hostile]") {
  const Reading lines_of_text = read(repeat("a: 1\n", 2'000'000));
  CHECK(last_code(lines_of_text) == "K0104");
  CHECK(lines_of_text.findings.at(0).where.line == 0);
  CHECK(last_code(read("a: \"" + std::string(10'000'000, 'x') + "\"")) == "K0104");
  const Reading scalar = read("a: " + std::string(4'000'000, 'x'));
  REQUIRE(scalar.root);
  CHECK(scalar.root->find("a")->where.length == 4'000'000);
  CHECK(read("a: |\n" + repeat("  甲\n", 500'000)).root);
  CHECK(read(repeat("# 注\n", 500'000) + "a: 1\n").root);
}

TEST_CASE("texts made to keep a parser busy end soon", "[load][hostile]") {
  constexpr std::size_t size = 4'000'000;
  const std::string tags = lines(200'000, [](std::size_t i) { return "%TAG !a" + std::to_string(i) + "! x"; }) + "---\na: 1\n";
  CHECK(last_code(read(tags)) == "K0116");
  const std::string anchors = lines(100'000, [](std::size_t i) { return "- &a" + std::to_string(i) + " x"; });
  CHECK(read(anchors).root);
  const std::string keys = lines(150'000, [](std::size_t i) { return "k" + std::to_string(i) + ": 1"; });
  CHECK(read(keys).root);
  CHECK_FALSE(read(std::string(size + 1, '\'')).findings.empty());
  CHECK_FALSE(read(std::string(size, '*')).findings.empty());
  CHECK_FALSE(read(std::string(size, '!')).findings.empty());
  CHECK_FALSE(read(std::string(size, ':') + " ").findings.empty());
  CHECK(last_code(read(std::string(size, '\n'))) == "K0105");
  CHECK(last_code(read(std::string(size, '\n') + "a: b: c")) == "K0124");
  CHECK(last_code(read("a: b\n" + std::string(size, '\n') + " c: d")) == "K0121");
  CHECK_FALSE(read("{a: " + repeat("f(x, ", 200'000)).findings.empty());
  CHECK_FALSE(read("{a: " + repeat("f(x, ", 130'000) + "}").findings.empty());
  CHECK(read("a: \"" + repeat("\\n\\\n", 500'000) + "\"").root);
  CHECK_FALSE(read(repeat("---\n", 500'000)).findings.empty());
  CHECK_FALSE(read(repeat("? a\n", 500'000)).findings.empty());
  CHECK_FALSE(read("[" + repeat("&a b,", 130'000) + repeat("*a,", 130'000) + "]").findings.size() > 1);
}

TEST_CASE("text that is not UTF-8 is shown with its place", "[load][hostile]") {
  const Reading gbk = read("id: a\ntitle: \xbf\xbc\xba\xcb\n");
  CHECK_FALSE(gbk.root);
  REQUIRE(gbk.findings.size() == 1);
  CHECK(gbk.findings[0].code == "K0101");
  CHECK(gbk.findings[0].message.en == "byte BF is not UTF-8 text");
  CHECK(place(gbk.findings[0]) == "2:8");
  CHECK(place(read("考核: \xff").findings.at(0)) == "1:5");
  CHECK(last_code(read("考核: \xe6\xa0")) == "K0101");
  CHECK(last_code(read(std::string_view("\xff\xfe\x61\0", 4))) == "K0102");
  CHECK(last_code(read(std::string_view("\0a\0:", 4))) == "K0102");
}

TEST_CASE("control characters and invisible separators are refused with their place", "[load][hostile]") {
  struct Case {
    std::string text;
    const char* character;
    const char* where;
  };
  const std::vector<Case> cases = {
      {std::string("title: 甲\0乙", 14), "U+0000", "1:9"},
      {"a: 1\r\nb: \x07", "U+0007", "2:4"},
      {"a: \x1b[31m", "U+001B", "1:4"},
      {"a: \x7f", "U+007F", "1:4"},
      {"a: 甲\u2028乙", "U+2028", "1:5"},
      {"a: \u0085", "U+0085", "1:4"},
      {"a: \ufeff", "U+FEFF", "1:4"},
      {"a: \uffff", "U+FFFF", "1:4"},
      {"a: \"\\0\"", "U+0000", "1:4"},
      {"a: \"\\u001b\"", "U+001B", "1:4"},
      {"\"\\e\": 1", "U+001B", "1:1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.character, c.where);
    const Reading it = read(c.text);
    REQUIRE(it.findings.size() == 1);
    CHECK(it.findings[0].code == "K0103");
    CHECK(it.findings[0].message.en.ends_with(c.character));
    CHECK(place(it.findings[0]) == c.where);
  }
}

TEST_CASE("an empty document is a finding", "[load][hostile]") {
  for (const char* text : {"", "\n\n", "# 注\n", "---\n", "~", "---\n...\n", "\xef\xbb\xbf"}) {
    CAPTURE(text);
    const Reading it = read(text);
    CHECK_FALSE(it.root);
    CHECK(last_code(it) == "K0105");
  }
}

TEST_CASE("a second document is a finding at its start", "[load][hostile]") {
  const Reading it = read("---\na: 1\n---\nb: 2\n");
  CHECK(last_code(it) == "K0106");
  CHECK(place(it.findings.at(0)) == "3:1");
  CHECK(last_code(read("a: 1\n...\nb: 2\n")) == "K0106");
  CHECK(read("---\na: 1\n...\n").root);
}
