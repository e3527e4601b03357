#include "src/load/target.hpp"

#include <kaohe/expression/parser.hpp>

#include <test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Example {
  std::string block;  // what stands behind the ``` that opens it
  std::string line;
};

/// The lines of the page's marked blocks.
std::vector<Example> examples() {
  std::ifstream page(std::filesystem::path(__FILE__).parent_path() / "../../docs/expressions.md");
  std::vector<Example> found;
  std::string block;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("```")) {
      block = line.substr(3);
    } else if (!block.empty()) {
      found.push_back({block, line});
    }
  }
  return found;
}

/// The code of the only finding; empty where the text is what its block says.
std::string code(bool target, std::string_view text) {
  kaohe::Findings findings;
  const bool read =
      target ? kaohe::load::parse_target(text, {}, findings).has_value() : kaohe::parse_expression(text, {}, findings).has_value();
  REQUIRE(findings.size() == (read ? 0 : 1));
  return read ? "" : findings.front().code;
}

}  // namespace

TEST_CASE("every example of the page on expressions is what the page says it is", "[docs]") {
  const auto all = examples();
  REQUIRE(all.size() > 50);
  for (const auto& [block, line] : all) {
    CAPTURE(line);
    const bool mistake = block.ends_with("mistake");
    const std::size_t end = mistake ? line.rfind(' ') : line.size();
    const std::string text = line.substr(0, line.find_last_not_of(' ', end - 1) + 1);
    CHECK(code(block.starts_with("target"), text) == (mistake ? line.substr(end + 1) : ""));
  }
}
