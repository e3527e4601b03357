#include "src/load/quota_loader.hpp"

namespace kaohe::load {

namespace {

std::optional<Quota> read_share(const Node& node, Findings& findings) {
  const Fields fields(node, "quota", {"share!", "over!"}, findings);
  auto share = fields.amount("share");
  fields.choice<bool>("over", {{"all", true}});
  if (!share) return std::nullopt;
  return Quota{std::move(*share), true};
}

std::optional<Quota> read_quota(const Node& node, Findings& findings) {
  if (node.kind == Node::Kind::mapping) return read_share(node, findings);
  auto number = read_amount(node, "quota", findings);
  if (!number) return std::nullopt;
  return Quota{std::move(*number), false};
}

std::vector<Quota> read_quotas(const Node& node, Findings& findings) {
  std::vector<Quota> quotas;
  const std::span<const Node> items = node.kind == Node::Kind::sequence ? std::span(node.items) : std::span(&node, 1);
  for (const Node& item : items) {
    if (auto quota = read_quota(item, findings)) quotas.push_back(std::move(*quota));
  }
  if (items.empty()) findings.push_back(make_finding("K0420", node.where, {"quota"}));
  return quotas;
}

// These say how a quota is filled: without one they do nothing.
void refuse_without_quota(const Fields& fields) {
  for (const std::string_view key : {"round", "ties", "tie_break"}) {
    if (fields.has(key)) fields.findings().push_back(make_finding("K0508", fields.where(key), {Phrase(key)}));
  }
}

}  // namespace

void load_quota(const Fields& fields, Grade& grade) {
  if (!fields.has("quota")) return refuse_without_quota(fields);
  if (const Node* node = fields.find("quota")) grade.quotas = read_quotas(*node, fields.findings());
  grade.round = fields.choice<Rounding>("round", {{"down", Rounding::down}, {"half_up", Rounding::half_up}, {"up", Rounding::up}})
                    .value_or(Rounding::down);
  grade.include_ties = fields.choice<bool>("ties", {{"exclude", false}, {"include", true}}).value_or(false);
  if (const Node* ids = fields.find("tie_break")) grade.tie_break = read_named_list(*ids, "tie_break", fields.findings());
}

}  // namespace kaohe::load
