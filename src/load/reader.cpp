#include "src/load/reader.hpp"

#include "src/load/mend.hpp"
#include "src/load/target.hpp"

#include <kaohe/base/text.hpp>
#include <kaohe/expression/constant.hpp>
#include <kaohe/expression/parser.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>

namespace kaohe::load {

namespace {

Phrase kind_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null:
      return {"空", "nothing"};
    case Node::Kind::scalar:
      return {"一个值", "a single value"};
    case Node::Kind::sequence:
      return {"一个列表", "a list"};
    case Node::Kind::mapping:
      return {"一组键值", "a mapping of keys"};
  }
  return {};
}

std::string_view name_of(std::string_view key) {
  const bool marked = !key.empty() && (key.back() == '!' || key.back() == '?');
  return marked ? key.substr(0, key.size() - 1) : key;
}

std::vector<std::string_view> names_of(Fields::Keys keys) {
  std::vector<std::string_view> names;
  for (const auto key : keys) names.push_back(name_of(key));
  return names;
}

}  // namespace

Phrase nearest_of(std::string_view word, std::span<const std::string_view> known) {
  if (known.size() > most_findings) return {"", ""};
  const auto near = nearest(word, known);
  if (!near) return {"", ""};
  return phrase("是不是“{0}”？", "Did you mean \"{0}\"? ", {Phrase(*near)});
}

bool has_errors_since(const Findings& findings, std::size_t before) {
  return std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

Phrase list_of(std::span<const std::string_view> names) {
  Phrase list;
  for (const auto name : names) {
    list.zh += (list.zh.empty() ? "" : "、") + ("“" + std::string(name) + "”");
    list.en += (list.en.empty() ? "" : ", ") + ("\"" + std::string(name) + "\"");
  }
  return list;
}

bool is_kind(const Node& node, Node::Kind kind, const Phrase& name, Findings& findings) {
  if (node.kind == kind) return true;
  if (node.kind == Node::Kind::null) {
    findings.push_back(make_finding("K0206", node.where, {name}));
  } else {
    findings.push_back(make_finding("K0205", node.where, {name, kind_of(kind), kind_of(node.kind)}));
  }
  return false;
}

std::optional<std::string> read_text(const Node& node, const Phrase& name, Findings& findings) {
  if (!is_kind(node, Node::Kind::scalar, name, findings)) return std::nullopt;
  return node.text;
}

std::vector<std::string> read_texts(const Node& node, const Phrase& name, Findings& findings) {
  if (node.kind == Node::Kind::scalar) return {node.text};
  std::vector<std::string> texts;
  if (!is_kind(node, Node::Kind::sequence, name, findings)) return texts;
  for (const Node& item : node.items) {
    if (auto text = read_text(item, name, findings)) texts.push_back(std::move(*text));
  }
  return texts;
}

std::optional<Named> read_named(const Node& node, const Phrase& name, Findings& findings) {
  if (!is_kind(node, Node::Kind::scalar, name, findings)) return std::nullopt;
  if (!node.text.empty()) return Named{node.text, node.where};
  findings.push_back(make_finding("K0206", node.where, {name}));
  return std::nullopt;
}

std::vector<Named> read_named_list(const Node& node, const Phrase& name, Findings& findings) {
  std::vector<Named> list;
  const std::span<const Node> items = node.kind == Node::Kind::sequence ? std::span(node.items) : std::span(&node, 1);
  for (const Node& item : items) {
    if (auto named = read_named(item, name, findings)) list.push_back(std::move(*named));
  }
  if (items.empty()) findings.push_back(make_finding("K0420", node.where, {name}));
  return list;
}

std::optional<Expression> read_expression(const Node& node, const Phrase& name, Findings& findings) {
  if (!is_kind(node, Node::Kind::scalar, name, findings)) return std::nullopt;
  return parse_expression(node.text, node.text_where(), findings);
}

std::optional<Amount> read_amount(const Node& node, const Phrase& name, Findings& findings) {
  auto expression = read_expression(node, name, findings);
  if (!expression) return std::nullopt;
  return Amount{std::move(*expression)};
}

std::optional<Target> read_target(const Node& node, const Phrase& name, Findings& findings) {
  if (!is_kind(node, Node::Kind::scalar, name, findings)) return std::nullopt;
  return parse_target(node.text, node.text_where(), findings);
}

std::optional<bool> read_yes_no(const Node& node, const Phrase& name, Findings& findings) {
  if (!is_kind(node, Node::Kind::scalar, name, findings)) return std::nullopt;
  const auto answer = parse_yes_no(node.text);
  if (!answer) findings.push_back(make_finding("K0216", node.where, {name, Phrase(node.text)}));
  return answer;
}

std::optional<std::int64_t> read_whole(const Node& node, const Phrase& name, std::int64_t low, std::int64_t high, Findings& findings) {
  const auto expression = read_expression(node, name, findings);
  if (!expression) return std::nullopt;
  const auto value = constant_value(*expression);
  const auto whole = value ? value->to_int64() : std::nullopt;
  if (whole && low <= *whole && *whole <= high) return whole;
  findings.push_back(
      make_finding("K0217", node.where, {name, Phrase(node.text), Phrase(std::to_string(low)), Phrase(std::to_string(high))}));
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const Node& node, const Phrase& name, std::span<const std::string_view> choices,
                                       Findings& findings) {
  if (!is_kind(node, Node::Kind::scalar, name, findings)) return std::nullopt;
  const auto found = std::ranges::find(choices, std::string_view(node.text));
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  findings.push_back(make_finding("K0215", node.where, {name, Phrase(node.text), list_of(choices), nearest_of(node.text, choices)}));
  return std::nullopt;
}

Fields::Fields(const Node& node, const Phrase& name, Keys known, Findings& findings) : node_(node), findings_(findings) {
  if (!is_kind(node, Node::Kind::mapping, name, findings)) return;
  const auto names = names_of(known);
  mended_ = mend_texts(node, names, findings);
  for (const auto& entry : this->node().entries) check_entry(entry, known, names);
  check_versions(names);
  for (const auto key : known) {
    if (key.back() == '!' && !has(name_of(key))) findings.push_back(make_finding("K0204", node.where, {name, Phrase(name_of(key))}));
  }
}

void Fields::check_entry(const Node::Entry& entry, Keys known, Keys names) const {
  const auto found = std::ranges::find(names, std::string_view(entry.key));
  if (found == names.end()) return check_unknown(entry, names);
  const bool may_be_empty = known[static_cast<std::size_t>(found - names.begin())].back() == '?';
  if (entry.value.kind == Node::Kind::null && !may_be_empty) {
    findings_.push_back(make_finding("K0206", entry.key_where, {Phrase(entry.key)}));
  }
}

void Fields::check_unknown(const Node::Entry& entry, Keys names) const {
  if (findings_.size() > most_findings) return;
  findings_.push_back(make_finding("K0202", entry.key_where, {Phrase(entry.key), nearest_of(entry.key, names), list_of(names)}));
}

// The keys of the version that was not chosen are looked at, too.
void Fields::check_versions(Keys names) const {
  if (std::ranges::count(names, "versions") == 0) return;
  const Node* versions = find("versions");
  if (versions == nullptr) return;
  for (const Node& version : versions->items) {
    for (const auto& entry : version.entries) {
      if (entry.key != "valid" && std::ranges::count(names, std::string_view(entry.key)) == 0) check_unknown(entry, names);
    }
  }
}

const Node* Fields::find(std::string_view key) const {
  const Node* value = node().find(key);
  return value != nullptr && value->kind != Node::Kind::null ? value : nullptr;
}

const SourceSpan& Fields::where(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? value->where : node_.where;
}

std::string Fields::text(std::string_view key) const { return text_if(key).value_or(""); }

std::optional<std::string> Fields::text_if(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_text(*value, Phrase(key), findings_) : std::nullopt;
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_texts(*value, Phrase(key), findings_) : std::vector<std::string>{};
}

std::optional<Named> Fields::named(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_named(*value, Phrase(key), findings_) : std::nullopt;
}

std::optional<Expression> Fields::expression(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_expression(*value, Phrase(key), findings_) : std::nullopt;
}

std::optional<Amount> Fields::amount(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_amount(*value, Phrase(key), findings_) : std::nullopt;
}

std::optional<Target> Fields::target(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_target(*value, Phrase(key), findings_) : std::nullopt;
}

std::optional<bool> Fields::yes_no(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? read_yes_no(*value, Phrase(key), findings_) : std::nullopt;
}

std::optional<std::int64_t> Fields::whole(std::string_view key, std::int64_t low, std::int64_t high) const {
  const Node* value = find(key);
  return value != nullptr ? read_whole(*value, Phrase(key), low, high, findings_) : std::nullopt;
}

std::span<const Node> Fields::items(std::string_view key) const {
  const Node* value = find(key);
  if (value == nullptr || !is_kind(*value, Node::Kind::sequence, Phrase(key), findings_)) return {};
  return value->items;
}

const Node* Fields::mapping(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr && is_kind(*value, Node::Kind::mapping, Phrase(key), findings_) ? value : nullptr;
}

}  // namespace kaohe::load
