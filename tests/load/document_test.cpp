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
