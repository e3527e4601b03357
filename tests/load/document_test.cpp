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

  std::string codes() const {
    std::string out;
    for (const auto& finding : findings) out += (out.empty() ? "" : " ") + finding.code;
    return out;
  }
};

Reading read(std::string_view text) {
  Reading out;
  out.root = read_document(text, "t.yaml", out.findings);
  return out;
}

/// line:column+length
std::string place(const kaohe::SourceSpan& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.column) + "+" + std::to_string(where.length);
}

}  // namespace

TEST_CASE("every node knows its place, counted in characters", "[load][document]") {
  const Reading good = read(
      "考核: 一\n"
      "指标:\n"
      "  入园率: {标题: \"入园率（%）\", 单位: 人数}\n"
      "列: [甲, 乙丙]  # 注\n"
      "空:\n");
  REQUIRE(good.codes() == "");
  const Node& root = *good.root;
  REQUIRE(root.entries.size() == 4);
  CHECK(place(root.where) == "1:1+1");
  CHECK(place(root.entries[0].key_where) == "1:1+2");
  CHECK(place(root.entries[0].value.where) == "1:5+1");
  const Node& rate = *root.find("指标")->find("入园率");
  CHECK(place(rate.where) == "3:8+1");
  CHECK(place(rate.entries[0].key_where) == "3:9+2");
  CHECK(place(rate.entries[0].value.where) == "3:13+8");
  CHECK(rate.entries[0].value.text == "入园率（%）");
  CHECK(place(rate.entries[1].value.where) == "3:27+2");
  CHECK(place(root.find("列")->items[1].where) == "4:8+2");
  CHECK(root.find("空")->kind == Node::Kind::null);
  CHECK(root.find("无") == nullptr);
}

TEST_CASE("numbers and words stay the text they were written as", "[load][document]") {
  const Reading it = read("[1.10, 007, 0x1F, 1e3, yes, no, 是, true, '~', \"\", 60%, 2011-01-01, '08', .5, 1_000]");
  REQUIRE(it.codes() == "");
  const char* const written[] = {"1.10", "007", "0x1F", "1e3",        "yes", "no", "是",   "true",
                                 "~",    "",    "60%",  "2011-01-01", "08",  ".5", "1_000"};
  REQUIRE(it.root->items.size() == std::size(written));
  for (std::size_t i = 0; i < std::size(written); ++i) {
    CHECK(it.root->items[i].kind == Node::Kind::scalar);
    CHECK(it.root->items[i].text == written[i]);
  }
  CHECK(it.root->items[8].quoted);
  CHECK_FALSE(it.root->items[0].quoted);
}

TEST_CASE("nothing is written in five ways", "[load][document]") {
  const Reading it = read("a: ~\nb: null\nc:\nd: NULL\ne: Null\nf: 'null'\n");
  REQUIRE(it.codes() == "");
  for (std::size_t i = 0; i < 5; ++i) CHECK(it.root->entries[i].value.kind == Node::Kind::null);
  CHECK(it.root->find("f")->kind == Node::Kind::scalar);
}

TEST_CASE("a mark of byte order is accepted and takes no column", "[load][document]") {
  const Reading it = read("\xef\xbb\xbf甲: 1\n");
  REQUIRE(it.codes() == "");
  CHECK(place(it.root->entries[0].key_where) == "1:1+1");
  CHECK(place(it.root->entries[0].value.where) == "1:4+1");
}

TEST_CASE("lines that end with CR LF or CR are counted like others", "[load][document]") {
  for (const char* text : {"a: 1\r\nb: 甲\r\n", "a: 1\rb: 甲\r", "a: 1\nb: 甲\n"}) {
    const Reading it = read(text);
    REQUIRE(it.codes() == "");
    CHECK(place(it.root->find("b")->where) == "2:4+1");
    CHECK(it.root->find("b")->text == "甲");
  }
}

TEST_CASE("JSON is read as the same tree", "[load][document]") {
  const Reading it =
      read("{\"标题\": \"\\u5165\\u56ed\\t\\ud83d\\ude00\\/\", \"n\": 1.50,\n\t\"t\":true, \"z\": null, \"l\": [1, {\"a\":2}], \"e\": {}}");
  REQUIRE(it.codes() == "");
  const Node& root = *it.root;
  CHECK(root.find("标题")->text == "入园\t😀/");
  CHECK(root.find("标题")->quoted);
  CHECK(place(root.find("标题")->where) == "1:8+30");
  CHECK(root.find("n")->text == "1.50");
  CHECK(place(root.find("n")->where) == "1:45+4");
  CHECK(root.find("t")->text == "true");
  CHECK(root.find("z")->kind == Node::Kind::null);
  CHECK(root.find("l")->items[1].find("a")->text == "2");
  CHECK(root.find("e")->kind == Node::Kind::mapping);
}

TEST_CASE("an escaped backslash before ud83d is no escape", "[load][document]") {
  const Reading it = read(R"(["\\ud83d\\ude00", "\ue03d"])");
  REQUIRE(it.codes() == "");
  CHECK(it.root->items[0].text == R"(\ud83d\ude00)");
  CHECK(it.root->items[1].text == "\ue03d");
}

TEST_CASE("the text of a quoted scalar begins behind its quote", "[load][document]") {
  const Reading it = read("a: \"入园\"\nb: 入园\nc: |-\n  入园\n");
  REQUIRE(it.codes() == "");
  CHECK(place(it.root->find("a")->where) == "1:4+4");
  CHECK(place(it.root->find("a")->text_where()) == "1:5+2");
  CHECK(place(it.root->find("b")->text_where()) == "2:4+2");
  CHECK(place(it.root->find("c")->text_where()) == "3:4+2");
  CHECK(it.root->find("c")->quoted);
}

TEST_CASE("a text over several lines is as long as its first line", "[load][document]") {
  const Reading it = read("a: 甲乙  \n  丙\nb: \"一\n  二\"\nc: >-\n  长\n  文\n");
  REQUIRE(it.codes() == "");
  CHECK(it.root->find("a")->text == "甲乙 丙");
  CHECK(place(it.root->find("a")->where) == "1:4+2");
  CHECK(place(it.root->find("b")->where) == "3:4+2");
  CHECK(it.root->find("c")->text == "长 文");
  CHECK(place(it.root->find("c")->where) == "5:4+2");
}

TEST_CASE("a value with an anchor has its own place", "[load][document]") {
  const Reading it = read("a: &一二 x\n");
  CHECK(it.codes() == "K0134");
  const Reading good = read("a: &ab 甲\nb: &c\n  d: 1\ne: &f [*ab]\ng: &h  # 注\n  乙\n");
  REQUIRE(good.codes() == "");
  CHECK(place(good.root->find("a")->where) == "1:8+1");
  CHECK(place(good.root->find("b")->where) == "3:3+1");
  CHECK(place(good.root->find("e")->where) == "4:7+1");
  CHECK(place(good.root->find("e")->items[0].where) == "1:8+1");
  CHECK(place(good.root->find("g")->where) == "6:3+1");
}

TEST_CASE("of a key written twice the first stays and the second is a finding", "[load][document]") {
  const Reading it = read("甲: 1\n乙: 2\n  \n\"甲\": 3\nl:\n  - {a: 1, b: 2, a: 3}\n");
  CHECK(it.codes() == "K0113 K0113");
  CHECK(place(it.findings[0].where) == "4:1+3");
  CHECK(it.findings[0].message.zh == "“甲”写了两次，第一次在第1行第1列");
  CHECK(it.findings[1].message.en == "\"a\" is written twice, first at line 6, column 6");
  CHECK(place(it.findings[1].where) == "6:18+1");
  CHECK(it.root->find("甲")->text == "1");
  CHECK(it.root->entries.size() == 3);
}

TEST_CASE("merge keys, empty keys and keys that are collections are findings", "[load][document]") {
  CHECK(read("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n").codes() == "K0112");
  CHECK(read("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n").root->find("b")->entries.size() == 1);
  CHECK(read("'<<': 1\n").codes() == "");
  CHECK(read(": 1\na: 2\n").codes() == "K0115");
  CHECK(read("{a: 1, : 2}").codes() == "K0115");
  CHECK(read("? [a, b]\n: 1\n").codes() == "K0114");
  CHECK(read("a: {{x}}\n").codes() == "K0114");
  CHECK(read("~: 1\nnull: 2\n").codes() == "");
}

TEST_CASE("a mistake in what is repeated is reported once", "[load][document]") {
  const Reading it = read("a: &a {x: 1, x: 2}\nb: *a\nc: [*a, *a]\n");
  CHECK(it.codes() == "K0113");
  CHECK(it.root->find("c")->items[1].entries.size() == 1);
}
