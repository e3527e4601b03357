#include "src/load/checks.hpp"

#include <kaohe/expression/names.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace kaohe::load {

namespace {

// `sum(fine.amount)` adds up events, `sum(x)` the units of the group.
bool is_sum_of_events(const Expression& sum) {
  if (sum.children.empty() || sum.children.front().op != Op::name) return false;
  const std::string& name = sum.children.front().text;
  return name.find('.') != std::string::npos && !name.starts_with("unit.");
}

bool asks_events(const Expression& condition) {
  bool asks = false;
  visit_nodes(condition, [&](const Expression& node) {
    asks = asks || (node.op == Op::call && (node.text == "count" || (node.text == "sum" && is_sum_of_events(node))));
  });
  return asks;
}

/// Finds what asks for results, of the unit itself or of its group. Results of earlier periods are history.
class ResultFinder {
 public:
  const Expression* find(const Expression& expression) const {
    if (is_history(expression)) return nullptr;
    if (asks_results(expression)) return &expression;
    for (const auto& child : expression.children) {
      if (const Expression* found = find(child)) return found;
    }
    return nullptr;
  }

 private:
  static constexpr std::array<std::string_view, 3> names{"total", "grade", "rank"};
  static constexpr std::array<std::string_view, 12> functions{"score", "full",  "share", "veto", "mean", "median",
                                                              "best",  "worst", "least", "most", "rank", "sum"};
  static constexpr std::array<std::string_view, 4> history{"prev", "last_year", "streak", "times_in"};

  static bool is_history(const Expression& expression) {
    return expression.op == Op::call && std::ranges::count(history, std::string_view(expression.text)) > 0;
  }

  static bool asks_results(const Expression& expression) {
    if (expression.op == Op::name) return std::ranges::count(names, std::string_view(expression.text)) > 0;
    if (expression.op != Op::call || std::ranges::count(functions, std::string_view(expression.text)) == 0) return false;
    return expression.text != "sum" || !is_sum_of_events(expression);
  }
};

// Who takes part is settled before anything is scored.
bool asks_results(const Gate& gate, const Check& check) {
  if (gate.purpose != Gate::Purpose::assessment) return false;
  const Expression* asked = ResultFinder().find(gate.requires_);
  if (asked != nullptr) check.report("K0519", asked->where, {Phrase(gate.id), Phrase(asked->text)});
  return asked != nullptr;
}

// A lookback widens the events that are seen, and nothing else.
void check_lookback(const std::optional<Span>& lookback, const Expression& condition, const std::string& id, const Check& check) {
  const bool is_read = condition.where.line > 0;
  if (lookback && is_read && !asks_events(condition)) check.report("K0528", condition.where, {Phrase(id), Phrase(lookback->text())});
}

void check_decisions(const std::vector<Decision>& decisions, const Check& check) {
  std::map<std::string_view, int> lines;
  const auto& days = check.scheme().days;
  for (const auto& decision : decisions) {
    const auto [first, fresh] = lines.try_emplace(decision.unit.name, decision.unit.where.line);
    if (!fresh) check.report("K0520", decision.unit.where, {Phrase(decision.unit.name), Phrase(std::to_string(first->second))});
    if (days && decision.date < days->first())
      check.report("K0521", decision.unit.where, {Phrase(decision.unit.name), Phrase(decision.date.text()), Phrase(days->first().text())});
  }
}

}  // namespace

void check_overrides(Scheme& scheme, const Check& check) {
  for (const auto& veto : scheme.vetoes) check_lookback(veto.lookback, veto.when, veto.id, check);
  for (const auto& gate : scheme.gates) check_lookback(gate.lookback, gate.requires_, gate.id, check);
  std::erase_if(scheme.gates, [&](const Gate& gate) { return asks_results(gate, check); });
  check_decisions(scheme.decisions, check);
}

}  // namespace kaohe::load
