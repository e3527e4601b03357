#pragma once

// Figures of indicators for every unit of the evidence, ready to be rolled up.

#include <kaohe/engine/bind.hpp>
#include <kaohe/engine/evaluate.hpp>
#include <kaohe/engine/figure_model.hpp>
#include <kaohe/engine/rollup_fold.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// An observed id and the period of one of its columns or rows; the scheme's where none is written.
using Observed = std::pair<std::string, std::optional<Period>>;

/// What a table of observations holds, by id and period. What cannot be read is told when the table is bound.
inline std::set<std::pair<std::string, std::string>> observed_names(const EvidenceTable& observations) {
  std::set<std::pair<std::string, std::string>> names;
  Findings said_later;
  TableReader table(observations, said_later);
  const bool long_form = is_long(table);
  for (std::size_t row = 0; long_form && row < table.rows(); ++row)
    names.emplace(table.text("indicator", row).value_or(""), table.text("period", row).value_or(""));
  for (const EvidenceColumn& column : observations.columns) {
    const auto at = column.name.find('@');
    if (!long_form) names.emplace(column.name.substr(0, at), at == std::string::npos ? "" : column.name.substr(at + 1));
  }
  return names;
}

inline std::vector<Observed> observed_periods(const EvidenceTables& tables, const std::optional<Period>& own) {
  std::vector<Observed> found;
  if (!tables.observations) return found;
  for (const auto& [id, written] : observed_names(*tables.observations)) {
    const auto period = written.empty() ? own : parse_period(written);
    if (period || written.empty()) found.emplace_back(id, period);
  }
  return found;
}

/// The evidence of figures and what was worked out of it.
class Figures {
 public:
  /// Pre: all terms are in the model.
  Figures(const Model& model, EvidenceTables tables, Findings& findings) : model_(model), tables_(std::move(tables)) {
    if (model_.queries.empty() && model_.duties.empty()) tables_.events.reset();
    if (!model_.asks_history) tables_.history.reset();
    tables_.ratings.reset();
    tables_.decisions.reset();
    Findings found;
    evidence_ = Binder(model_, tables_, found).run();
    std::ranges::copy_if(found, std::back_inserter(findings), concerns_figures);
    if (has_errors(findings) || model_.nodes.empty()) return;
    evaluation_ = std::make_unique<Evaluation>(model_, evidence_, 1U, Evaluation::Keep::all);
    evaluation_->run();
  }
  Figures(const Figures&) = delete;
  Figures& operator=(const Figures&) = delete;

  const Texts& units() const { return evidence_.units; }

  /// Faults that came up while figures were worked out.
  Findings faults() const { return faults_.findings(evidence_.units); }

  /// Of each unit the first of these that is known, a quotient (or the one number) an entry.
  std::vector<UnitFigures> of(const FigureForm& form, const std::vector<const FigureTerms*>& candidates) {
    std::vector<UnitFigures> made = candidates.empty() ? nothing(form) : of(form, *candidates.front());
    for (std::size_t i = 1; i < candidates.size(); ++i) fill(made, of(form, *candidates[i]));
    return made;
  }

  /// Where in the observations a unit's value stands.
  std::optional<TablePlace> place(const FigureTerms& terms, std::size_t unit) const {
    for (const int slot : terms.slots) {
      const std::uint32_t row = evidence_.slots[static_cast<std::size_t>(slot)].row(unit);
      if (row > 0) return TablePlace{tables_.observations->name, row, model_.slots[static_cast<std::size_t>(slot)].id};
    }
    return std::nullopt;
  }

 private:
  /// Rules and other periods look at what figures do not.
  static bool concerns_figures(const Finding& finding) { return finding.code != "K0713" && finding.code != "K0718"; }

  std::vector<UnitFigures> nothing(const FigureForm& form) const {
    const std::size_t count = units().size();
    const bool ratio = form.ratio.has_value();
    const UnitFigures none{NumberColumn(count, 0), ratio ? NumberColumn(count, 0) : NumberColumn(), std::vector<std::uint8_t>(count, 0)};
    return std::vector<UnitFigures>(form.quotients(), none);
  }

  std::vector<UnitFigures> of(const FigureForm& form, const FigureTerms& terms) {
    std::vector<UnitFigures> made(form.quotients());
    const auto seen = observed(terms);
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i].sums = column(terms.terms[form.ratio ? 2 * i : i]);
      if (form.ratio) made[i].bases = column(terms.terms[2 * i + 1]);
      made[i].observed = seen;
    }
    for (std::size_t unit = 0; form.ratio && unit < units().size(); ++unit) {
      const bool lacks = std::ranges::any_of(made, [unit](const UnitFigures& figures) { return figures.missing(unit); });
      for (std::size_t i = 0; lacks && i < made.size(); ++i) made[i].sums.set_missing(unit);
    }
    return made;
  }

  std::vector<std::uint8_t> observed(const FigureTerms& terms) const {
    std::vector<std::uint8_t> seen(units().size(), 0);
    for (const int slot : terms.slots) {
      const Cells& cells = evidence_.slots[static_cast<std::size_t>(slot)];
      for (std::size_t unit = 0; unit < seen.size(); ++unit) seen[unit] = seen[unit] != 0 || cells.known(unit) ? 1 : 0;
    }
    return seen;
  }

  NumberColumn column(const Term& term) {
    if (term.kind == TermKind::slot) return evidence_.slots[static_cast<std::size_t>(term.ref)].numbers;
    NumberColumn made(units().size(), value_digits);
    const Run none(model_, evidence_);
    const Run& run = evaluation_ ? evaluation_->result() : none;
    for (std::size_t unit = 0; unit < units().size(); ++unit) {
      if (const Number number = Evaluator(model_, &run, unit, faults_).number(term)) made.set(unit, *number);
    }
    return made;
  }

  static void fill(std::vector<UnitFigures>& made, const std::vector<UnitFigures>& earlier) {
    for (std::size_t i = 0; i < made.size(); ++i) {
      for (std::size_t unit = 0; unit < made[i].observed.size(); ++unit) {
        if (!made[i].missing(unit) || earlier[i].missing(unit)) continue;
        made[i].sums.set(unit, earlier[i].sums.at(unit));
        if (made[i].bases.size() > 0) made[i].bases.set(unit, earlier[i].bases.at(unit));
        made[i].observed[unit] = earlier[i].observed[unit];
      }
    }
  }

  const Model& model_;
  EvidenceTables tables_;
  Evidence evidence_;
  std::unique_ptr<Evaluation> evaluation_;
  Faults faults_;
};

}  // namespace kaohe::engine
