#pragma once

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/assessment/intervals.hpp>
#include <kaohe/assessment/plan_status.hpp>
#include <kaohe/assessment/rolled_up.hpp>
#include <kaohe/assessment/rule_test_report.hpp>
#include <kaohe/base/export.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/party/chain.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {

namespace engine {
struct Model;
}

/// How an assessment is made; the answer does not depend on it.
struct EvaluateOptions {
  unsigned threads = 0;  // 0: one per core
};

/// A checked scheme, ready to score evidence. Made by compile(); a cheap handle.
///
/// Thread safety: immutable, share freely.
class KAOHE_EXPORT Program {
 public:
  explicit Program(std::shared_ptr<const engine::Model> model) : model_(std::move(model)) {}

  const Scheme& scheme() const;

  /// Scores every unit of the evidence. The answer does not depend on the number of threads or the order of rows.
  ///
  /// Nothing comes back where the evidence has an error; findings come either way. The assessment keeps the tables: move them in.
  Checked<Assessment> assess(EvidenceTables tables, const EvaluateOptions& options = {}) const;

  /// Runs the tests that stand beside the rules, and tells which parts of the rules none of them reaches.
  RuleTestReport test() const;

  /// Between which bounds every total still lies while data are missing, and which grades are still possible.
  ///
  /// Nothing comes back where a table has an error; what only the missing data make an error, assess() would refuse.
  Checked<Intervals> intervals(EvidenceTables tables, const EvaluateOptions& options = {}) const;

  /// Who answers on a day for a criterion, a veto, an item, a duty, a party, a tag or the scheme: the persons who held the posts on that
  /// day.
  ///
  /// Where the chain names posts of the assessed unit, `unit` tells whose. Nothing comes back where the id or the unit is not known.
  Checked<Chain> answers_for(std::string_view id, const Date& on, std::string_view unit = {}) const;

  /// Adds indicators up over the party tree, at every level: all that say how (`rollup:`), where none is named; in the scheme's period,
  /// where no other is asked for.
  ///
  /// Nothing comes back where an indicator is not known or does not say how it adds up, or where a table has an error.
  Checked<RolledUp> rollup(EvidenceTables tables, const std::vector<std::string>& indicators = {},
                           const std::optional<Period>& period = {}) const;

  /// How the plan stands on a day: its items with the reasons, its duties, the matters that measures opened, each with who answers. What
  /// the tables tell of later days is left aside.
  ///
  /// Nothing comes back where a table has an error, or the party or the assessment asked with is not of this scheme.
  Checked<PlanStatus> plan_status(const EvidenceTables& tables, const Date& on, const StatusOptions& options = {}) const;

  /// What is still open and must be done within so long after a day: ends of items, dated targets, duties, matters; by date, then in the
  /// order of the document. The day itself is over.
  Checked<std::vector<Deadline>> due(const EvidenceTables& tables, const Date& on, const Span& within,
                                     const StatusOptions& options = {}) const;

 private:
  std::shared_ptr<const engine::Model> model_;
};

/// Checks what a scheme means: names, units of time, circles, numbers that must be there. See load_scheme() for documents.
KAOHE_EXPORT Checked<Program> compile(Scheme scheme);

/// The same for a scheme whose parties, posts or chains stand in tables, beside those of the document. Faults of a table are told by table,
/// row and column.
KAOHE_EXPORT Checked<Program> compile(Scheme scheme, const PartyTables& tables);

}  // namespace kaohe

#ifndef KAOHE_COMPILED
#include <kaohe/engine/program_inl.hpp>
#endif
