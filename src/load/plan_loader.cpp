#include "src/load/plan_loader.hpp"

#include "src/load/duty_loader.hpp"
#include "src/load/period_reader.hpp"

#include <array>
#include <utility>

namespace kaohe::load {

namespace {

constexpr std::array<std::string_view, 15> item_keys{"id!",  "title",  "kind",       "period", "due",  "source",   "targets", "duties",
                                                     "lead", "assist", "depends_on", "items",  "tags", "versions", "valid_on"};

std::vector<Named> read_names(const Fields& fields, std::string_view key) {
  const Node* node = fields.find(key);
  return node != nullptr ? read_named_list(*node, Phrase(key), fields.findings()) : std::vector<Named>{};
}

std::vector<std::pair<Named, Amount>> read_breakdown(const Fields& fields) {
  std::vector<std::pair<Named, Amount>> parts;
  const Node* node = fields.mapping("breakdown");
  if (node == nullptr) return parts;
  if (node->entries.empty()) fields.findings().push_back(make_finding("K0420", node->where, {"breakdown"}));
  for (const auto& entry : node->entries) {
    auto amount = read_amount(entry.value, Phrase(entry.key), fields.findings());
    if (amount) parts.emplace_back(Named{entry.key, entry.key_where}, std::move(*amount));
  }
  return parts;
}

std::optional<PlanTarget> load_target(const Node& node, Findings& findings) {
  const std::size_t before = findings.size();
  const Fields fields(node, {"计划目标", "a target"}, {"indicator!", "target!", "by", "breakdown"}, findings);
  const auto indicator = fields.named("indicator");
  const auto target = fields.target("target");
  const auto by = read_date(fields, "by");
  auto breakdown = read_breakdown(fields);
  if (!indicator || !target || has_errors_since(findings, before)) return std::nullopt;
  return PlanTarget{*indicator, *target, by, std::move(breakdown), indicator->where};
}

std::vector<PlanTarget> load_targets(const Fields& fields) {
  std::vector<PlanTarget> targets;
  for (const Node& node : fields.items("targets")) {
    if (auto target = load_target(node, fields.findings())) targets.push_back(std::move(*target));
  }
  return targets;
}

void read_days(const Fields& fields, Item& item, Loading& loading) {
  if (const Node* period = fields.find("period")) item.period = read_period(*period, "period", loading);
  item.due = read_date(fields, "due");
  if (!item.period || !item.due || item.period->contains(*item.due)) return;
  loading.findings.push_back(make_finding("K0660", fields.where("due"), {Phrase(item.due->text()), Phrase(item.period->text())}));
}

void read_words(const Fields& fields, Item& item) {
  using enum Item::Kind;
  item.title = fields.text("title");
  item.source = fields.text("source");
  item.kind = fields.choice<Item::Kind>("kind", {{"goal", goal}, {"task", task}, {"measure", measure}, {"phase", phase}}).value_or(task);
  item.lead = read_names(fields, "lead");
  item.assist = read_names(fields, "assist");
  item.depends_on = read_names(fields, "depends_on");
  item.tags = fields.texts("tags");
}

std::vector<Item> load_items(const Node& list, const Phrase& name, Loading& loading);

Item load_item(const Node& node, Loading& loading) {
  const Fields fields(node, {"计划任务", "an item of the plan"}, item_keys, loading.findings);
  Item item;
  item.where = fields.where("id");
  if (auto id = read_document_id(fields.find("id"), loading.findings)) {
    loading.ids.take(*id, item.where, loading.findings);
    item.id = std::move(*id);
  }
  read_words(fields, item);
  read_days(fields, item, loading);
  item.targets = load_targets(fields);
  if (const Node* duties = fields.find("duties")) item.duties = load_duties(*duties, loading);
  if (const Node* items = fields.find("items")) item.items = load_items(*items, "items", loading);
  return item;
}

std::vector<Item> load_items(const Node& list, const Phrase& name, Loading& loading) {
  std::vector<Item> items;
  if (!is_kind(list, Node::Kind::sequence, name, loading.findings)) return items;
  const std::size_t before = loading.findings.size();
  for (const Node& node : list.items) {
    if (loading.findings.size() > before + most_findings) break;  // more than anybody reads
    items.push_back(load_item(node, loading));
  }
  return items;
}

}  // namespace

void load_plan(const Node& list, Loading& loading) {
  for (Item& item : load_items(list, "plan", loading)) loading.scheme.plan.push_back(std::move(item));
}

}  // namespace kaohe::load
