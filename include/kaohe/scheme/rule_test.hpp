#pragma once

#include <kaohe/scheme/veto.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// One value of a test as it is written, with its place; nothing where it is null.
struct TestCell {
  Named name{};
  std::optional<std::string> value{};

  friend bool operator==(const TestCell&, const TestCell&) = default;
};

/// One row of a table: an event, a rating, a row of the history. It has no unit: that is the test's.
using TestRow = std::vector<TestCell>;

/// What a unit must come out with. What is not written is not compared; a null must be none.
struct Expected {
  std::vector<TestCell> figures{};  // total, grade, rank
  std::optional<std::vector<Named>> vetoes{};
  std::vector<TestCell> scores{};  // by criterion

  friend bool operator==(const Expected&, const Expected&) = default;
};

/// A unit of a test with all that is known of it. The one unit of a test without `units:` has the test's name for its id.
struct TestUnit {
  std::string id{};
  TestRow attributes{};
  TestRow observations{};
  std::vector<TestRow> events{}, ratings{}, history{};
  Expected expected{};

  friend bool operator==(const TestUnit&, const TestUnit&) = default;
};

/// An example beside the rules: what must come out for these units (docs/scheme-format.md, section 11).
struct RuleTest {
  std::string name{};
  std::vector<TestUnit> units{};
  SourceSpan where{};

  friend bool operator==(const RuleTest&, const RuleTest&) = default;
};

}  // namespace kaohe
