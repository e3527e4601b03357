#pragma once

// The evidence of a test beside the rules: tables made of what the document writes, and findings about them put back there.

#include <kaohe/base/finding.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/scheme/rule_test.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// The tables of a test, and where in the document each of their cells stands.
class TestEvidence {
 public:
  explicit TestEvidence(const RuleTest& test);

  const EvidenceTables& tables() const { return tables_; }

  /// Where the document writes a cell; a cell that is not written is where its row begins, or the test.
  SourceSpan place(const TablePlace& at) const;

 private:
  struct Row {
    const std::string& unit;
    const TestRow& cells;
  };

  using Names = std::initializer_list<std::string>;

  std::optional<EvidenceTable> table(const std::string& name, Names asked, const std::vector<Row>& rows);
  std::optional<EvidenceTable> table(const std::string& name, const RuleTest& test, TestRow TestUnit::*row);
  std::optional<EvidenceTable> table(const std::string& name, Names asked, const RuleTest& test, std::vector<TestRow> TestUnit::*rows);

  EvidenceTables tables_;
  SourceSpan where_;
  std::map<std::string, std::vector<const TestRow*>> rows_;  // by table
};

inline TestEvidence::TestEvidence(const RuleTest& test) : where_(test.where) {
  tables_.units = table("units", test, &TestUnit::attributes);
  tables_.observations = table("observations", test, &TestUnit::observations);
  tables_.events = table("events", {"event", "date"}, test, &TestUnit::events);
  tables_.ratings = table("ratings", {"criterion", "mark"}, test, &TestUnit::ratings);
  tables_.history = table("history", {"period"}, test, &TestUnit::history);
}

/// A column for each name that the table must have or any row writes. What one row leaves out is missing in it.
inline std::optional<EvidenceTable> TestEvidence::table(const std::string& name, Names asked, const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  using Column = std::vector<std::optional<std::string>>;
  std::vector<std::pair<std::string, Column>> columns;
  const auto cells = [&](const std::string& column) -> Column& {
    const auto found = std::ranges::find(columns, column, &std::pair<std::string, Column>::first);
    return found != columns.end() ? found->second : columns.emplace_back(column, Column(rows.size())).second;
  };
  for (const std::string& column : asked) cells(column);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    rows_[name].push_back(&rows[at].cells);
    for (const TestCell& cell : rows[at].cells) cells(cell.name.name)[at] = cell.value;
    cells("unit")[at] = rows[at].unit;  // the test's, whatever the row says
  }
  EvidenceTable out{name, rows.size(), {}};
  for (const auto& [column, written] : columns) out.columns.push_back({column, TextCells(written)});
  return out;
}

inline std::optional<EvidenceTable> TestEvidence::table(const std::string& name, const RuleTest& test, TestRow TestUnit::*row) {
  std::vector<Row> rows;
  for (const TestUnit& unit : test.units) rows.push_back({unit.id, unit.*row});
  return table(name, {}, rows);
}

inline std::optional<EvidenceTable> TestEvidence::table(const std::string& name, Names asked, const RuleTest& test,
                                                        std::vector<TestRow> TestUnit::*rows) {
  std::vector<Row> all;
  for (const TestUnit& unit : test.units) {
    for (const TestRow& row : unit.*rows) all.push_back({unit.id, row});
  }
  return table(name, asked, all);
}

inline SourceSpan TestEvidence::place(const TablePlace& at) const {
  const auto rows = rows_.find(at.table);
  if (rows == rows_.end()) return where_;
  std::optional<SourceSpan> beginning;
  for (std::size_t i = 0; i < rows->second.size(); ++i) {
    const TestRow& row = *rows->second[i];
    if (row.empty() || (at.row > 0 && at.row != i + 1)) continue;
    const auto cell = std::ranges::find(row, at.column, [](const TestCell& one) { return one.name.name; });
    if (cell != row.end()) return cell->name.where;
    if (!beginning) beginning = row.front().name.where;
  }
  return at.row > 0 ? beginning.value_or(where_) : where_;
}

/// What the tables' findings mean for a test. They move to where the document writes the cell; what is missing as a whole was left out on
/// purpose; a decision is on a unit of the real evidence; what no rule looks at tests nothing.
inline void judge_as_test(Findings& findings, const TestEvidence& evidence) {
  std::erase_if(findings, [](const Finding& finding) {
    const bool left_out = !finding.at.table.empty() && finding.at.row == 0 && finding.severity != Severity::error;
    return left_out || finding.code == "K0754";
  });
  for (Finding& finding : findings) {
    if (finding.code == "K0713" || finding.code == "K0726") finding.severity = Severity::error;
    if (finding.at.table.empty()) continue;
    finding.where = evidence.place(finding.at);
    finding.at = {};
  }
}

}  // namespace kaohe::engine
