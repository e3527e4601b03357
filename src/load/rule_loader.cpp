#include "src/load/rule_loader.hpp"

#include "src/load/rule_bodies.hpp"

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

struct KnownRule {
  std::string_view name;
  RuleBody (*read)(const Node& body, Findings& findings);
};

constexpr std::array<KnownRule, 14> known_rules{{
    {"threshold", read_threshold},
    {"proportion", read_proportion},
    {"slope", read_slope},
    {"bands", read_bands},
    {"cases", read_cases},
    {"rank", read_rank},
    {"relative", read_relative},
    {"efficacy", read_efficacy},
    {"tally", read_tally},
    {"levels", read_levels},
    {"panel", read_panel},
    {"discretion", read_discretion},
    {"formula", read_formula},
    {"result", read_result},
}};

const KnownRule* rule_named(std::string_view name) {
  const auto found = std::ranges::find(known_rules, name, &KnownRule::name);
  return found != known_rules.end() ? &*found : nullptr;
}

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names;
  for (const auto& rule : known_rules) names.push_back(rule.name);
  return names;
}

std::vector<std::string_view> keys_of_a_rule() {
  auto keys = rule_names();
  keys.insert(keys.end(), {"value", "better", "interpolate"});
  return keys;
}

// The one entry that names a rule; no entry and a finding, where there are none or several.
const Node::Entry* rule_entry(const Node& node, Findings& findings) {
  const Node::Entry* chosen = nullptr;
  for (const auto& entry : node.entries) {
    if (rule_named(entry.key) == nullptr) continue;
    if (chosen != nullptr) {
      findings.push_back(make_finding("K0406", entry.key_where, {Phrase(chosen->key), Phrase(entry.key)}));
      return nullptr;
    }
    chosen = &entry;
  }
  if (chosen == nullptr) findings.push_back(make_finding("K0405", node.where, {list_of(rule_names())}));
  return chosen;
}

void read_interpolate(const Fields& beside, Rule& rule) {
  const auto interpolate = beside.yes_no("interpolate");
  if (!interpolate) return;
  if (auto* bands = std::get_if<Bands>(&rule.body)) {
    bands->interpolate = *interpolate;
  } else {
    beside.findings().push_back(make_finding("K0407", beside.where("interpolate")));
  }
}

}  // namespace

std::optional<Better> read_better(const Fields& fields) {
  return fields.choice<Better>("better", {{"higher", Better::higher}, {"lower", Better::lower}, {"closer", Better::closer}});
}

std::optional<Rule> load_rule(const Node& node, Findings& findings) {
  const std::size_t before = findings.size();
  const Fields beside(node, "rule", keys_of_a_rule(), findings);
  if (has_errors_since(findings, before)) return std::nullopt;
  const Node::Entry* entry = rule_entry(node, findings);
  if (entry == nullptr) return std::nullopt;
  Rule rule{rule_named(entry->key)->read(entry->value, findings), beside.expression("value"), read_better(beside), entry->key_where};
  read_interpolate(beside, rule);
  if (has_errors_since(findings, before)) return std::nullopt;
  return rule;
}

std::vector<Rule> load_rules(const Node& node, Findings& findings) {
  if (node.kind != Node::Kind::sequence) {
    auto rule = load_rule(node, findings);
    return rule ? std::vector<Rule>{std::move(*rule)} : std::vector<Rule>{};
  }
  if (node.items.empty()) findings.push_back(make_finding("K0420", node.where, {"rule"}));
  std::vector<Rule> rules;
  for (const Node& item : node.items) {
    if (auto rule = load_rule(item, findings)) rules.push_back(std::move(*rule));
  }
  return rules;
}

}  // namespace kaohe::load
