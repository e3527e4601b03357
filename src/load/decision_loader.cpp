#include "src/load/decision_loader.hpp"

#include "src/load/period_reader.hpp"

namespace kaohe::load {

namespace {

std::optional<Decision> load_decision(const Node& node, Findings& findings) {
  const std::size_t before = findings.size();
  const Fields fields(node, {"决定", "a decision"}, {"unit!", "grade!", "by!", "reason!", "date!"}, findings);
  const auto unit = fields.named("unit");
  const auto grade = fields.named("grade");
  const auto by = fields.named("by");
  const auto reason = fields.named("reason");
  const auto date = read_date(fields, "date");
  if (has_errors_since(findings, before)) return std::nullopt;
  return Decision{*unit, *grade, by->name, reason->name, *date};
}

}  // namespace

void load_decisions(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "decisions", loading.findings)) return;
  for (const Node& item : list.items) {
    if (auto decision = load_decision(item, loading.findings)) loading.scheme.decisions.push_back(std::move(*decision));
  }
}

}  // namespace kaohe::load
