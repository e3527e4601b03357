#include "engine/assessing.hpp"

#include <kaohe/report.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

// The cases below tests/golden, through the C++ door; tests/python runs the same through Python. Each folder has its own WHY or its
// published figures: nothing in an expected.json comes from this program.

namespace kaohe::testing {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<EvidenceTable> table_in(const fs::path& folder, const std::string& name) {
  const fs::path file = folder / (name + ".csv");
  if (!fs::exists(file)) return std::nullopt;
  return table(name, text_of(file));
}

EvidenceTables tables_in(const fs::path& folder) {
  return {table_in(folder, "observations"), table_in(folder, "events"),  table_in(folder, "ratings"),
          table_in(folder, "units"),        table_in(folder, "history"), table_in(folder, "decisions")};
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const char* kind : {"cases", "overrides"}) {
    for (const auto& folder : fs::directory_iterator(fs::path(KAOHE_GOLDEN) / kind)) {
      if (fs::exists(folder.path() / "expected.json")) found.push_back(folder.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

TEST_CASE("every golden case gives its known results through C++, by one thread and by two", "[golden]") {
  const auto all = cases();
  REQUIRE(all.size() > 10);
  for (const fs::path& folder : all) {
    CAPTURE(folder.filename().string());
    const std::string scheme = text_of(folder / "scheme.yaml");
    const auto expected = nlohmann::json::parse(text_of(folder / "expected.json"));
    for (const unsigned threads : {1U, 2U}) {
      const auto found = nlohmann::json::parse(to_json(assess(scheme, tables_in(folder), threads)));
      CHECK(found["scheme"] == expected["scheme"]);
      CHECK(found["period"] == expected["period"]);
      for (const auto& [unit, figures] : expected["units"].items()) {
        CAPTURE(unit);
        CHECK(found["units"][unit] == figures);
      }
      CHECK(found["units"].size() == expected["units"].size());
    }
  }
}

}  // namespace
}  // namespace kaohe::testing
