#include "src/load/criterion_loader.hpp"

#include "src/load/rule_loader.hpp"

#include <array>

namespace kaohe::load {

namespace {

constexpr std::array<std::string_view, 22> criterion_keys{
    "id!",   "title", "source", "scorer",  "tags",     "points",  "weight",  "when",         "counts",  "at_least", "at_most",
    "value", "rule",  "better", "missing", "criteria", "combine", "weights", "alternatives", "rescale", "versions", "valid_on"};

constexpr std::array<std::string_view, 4> leaf_keys{"value", "better", "missing", "rule"};
constexpr std::array<std::string_view, 4> section_keys{"combine", "weights", "alternatives", "rescale"};

// `{by: type, 高中: 21, 初中: 6}`
void read_points_table(const Node& node, Points& points, Findings& findings) {
  for (const auto& entry : node.entries) {
    if (entry.key == "by") {
      points.by = read_text(entry.value, "by", findings).value_or("");
    } else if (auto amount = read_amount(entry.value, Phrase(entry.key), findings)) {
      points.table.emplace_back(entry.key, std::move(*amount));
    }
  }
  if (node.find("by") == nullptr || node.entries.size() < 2) findings.push_back(make_finding("K0418", node.where));
}

std::optional<Points> read_points(const Fields& fields) {
  const Node* node = fields.find("points");
  if (node == nullptr) return std::nullopt;
  Points points;
  points.where = node->where;
  if (node->kind == Node::Kind::mapping) {
    read_points_table(*node, points, fields.findings());
    return points;
  }
  points.number = fields.amount("points");
  return points.number ? std::optional(points) : std::nullopt;
}

void refuse(const Fields& fields, std::span<const std::string_view> keys, Code code) {
  for (const auto key : keys) {
    if (fields.has(key)) fields.findings().push_back(make_finding(code, fields.where(key), {Phrase(key)}));
  }
}

void read_common_keys(const Fields& fields, Criterion& criterion) {
  criterion.title = fields.text("title");
  criterion.source = fields.text("source");
  criterion.scorer = fields.text("scorer");
  criterion.tags = fields.texts("tags");
  criterion.weight = fields.amount("weight");
  criterion.when = fields.expression("when");
  criterion.counts = fields.yes_no("counts").value_or(true);
}

void read_leaf(const Fields& fields, Criterion& leaf) {
  refuse(fields, section_keys, "K0403");
  leaf.points = read_points(fields);
  leaf.at_least = fields.amount("at_least");
  leaf.at_most = fields.amount("at_most");
  leaf.value = fields.expression("value");
  leaf.better = read_better(fields);
  leaf.missing = read_missing(fields);
  if (const Node* rule = fields.find("rule")) leaf.rules = load_rules(*rule, fields.findings());
}

void read_section(const Fields& fields, Criterion& section, Loading& loading) {
  if (fields.has("rule")) {
    loading.findings.push_back(make_finding("K0401", fields.where("rule"), {Phrase(section.id)}));
  } else {
    refuse(fields, leaf_keys, "K0404");
  }
  load_section_keys(fields, section);
}

void load_children(const Fields& fields, Criterion& section, Loading& loading) {
  const Node* children = fields.find("criteria");
  if (children == nullptr) return;
  section.criteria = load_criteria(*children, "criteria", loading);
  if (children->kind == Node::Kind::sequence && children->items.empty()) {
    loading.findings.push_back(make_finding("K0455", children->where, {Phrase(section.id)}));
  }
}

Criterion load_criterion(const Node& node, Loading& loading) {
  const std::size_t before = loading.findings.size();
  const Fields fields(node, {"考核项", "a criterion"}, criterion_keys, loading.findings);
  Criterion criterion;
  criterion.where = fields.where("id");
  if (auto id = read_name(fields.find("id"), loading.findings)) {
    loading.ids.take(*id, criterion.where, loading.findings);
    criterion.id = std::move(*id);
  }
  read_common_keys(fields, criterion);
  if (fields.has("criteria")) {
    read_section(fields, criterion, loading);
    if (has_errors_since(loading.findings, before)) loading.broken.insert(criterion.id);
    load_children(fields, criterion, loading);
    return criterion;
  }
  if (!fields.has("rule") && node.kind == Node::Kind::mapping)
    loading.findings.push_back(make_finding("K0402", criterion.where, {Phrase(criterion.id)}));
  read_leaf(fields, criterion);
  if (has_errors_since(loading.findings, before)) {
    criterion.rules = {stand_in_rule(criterion.where)};
    loading.broken.insert(criterion.id);
  }
  return criterion;
}

}  // namespace

std::optional<MissingPolicy> read_missing(const Fields& fields) {
  using enum MissingPolicy;
  return fields.choice<MissingPolicy>("missing", {{"zero", zero}, {"exempt", exempt}, {"full", full}, {"mean", mean}, {"error", error}});
}

void load_section_keys(const Fields& fields, Criterion& section) {
  section.points = read_points(fields);
  section.at_least = fields.amount("at_least");
  section.at_most = fields.amount("at_most");
  using enum Combine;
  section.combine =
      fields
          .choice<Combine>("combine", {{"sum", sum}, {"weighted", weighted}, {"product", product}, {"min", min}, {"geometric", geometric}})
          .value_or(sum);
  section.weights_relative = fields.choice<bool>("weights", {{"relative", true}}).value_or(false);
  section.alternatives = fields.yes_no("alternatives").value_or(false);
  section.rescale = fields.yes_no("rescale").value_or(false);
}

std::vector<Criterion> load_criteria(const Node& list, const Phrase& name, Loading& loading) {
  std::vector<Criterion> criteria;
  if (!is_kind(list, Node::Kind::sequence, name, loading.findings)) return criteria;
  const std::size_t before = loading.findings.size();
  for (const Node& item : list.items) {
    if (loading.findings.size() > before + most_findings) break;  // more than anybody reads
    criteria.push_back(load_criterion(item, loading));
  }
  return criteria;
}

}  // namespace kaohe::load
