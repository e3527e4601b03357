#include "src/load/shape.hpp"

#include <kaohe/calendar/date.hpp>

#include <vector>

namespace kaohe::load {

namespace {

constexpr std::int64_t most_of_anything = 100'000;

const Shape* shape_of(std::string_view key, std::span<const Part> parts) {
  for (const Part& part : parts) {
    const bool required = part.key.back() == '!';
    if (part.key.substr(0, part.key.size() - (required ? 1 : 0)) == key) return part.shape;
  }
  return nullptr;
}

std::vector<std::string_view> keys_of(const Shape& shape) {
  std::vector<std::string_view> keys;
  for (const Part& part : shape.parts) keys.push_back(part.key);
  return keys;
}

void check_parts(const Node& node, const Shape& shape, Loading& loading) {
  for (const auto& entry : node.entries) {
    const Shape* part = shape_of(entry.key, shape.parts);
    if (part != nullptr && entry.value.kind != Node::Kind::null) check_shape(entry.value, *part, Phrase(entry.key), loading);
  }
}

// Of an open mapping only what it must hold is looked for.
void check_required(const Node& node, const Shape& shape, const Phrase& name, Findings& findings) {
  for (const Part& part : shape.parts) {
    if (part.key.back() != '!') continue;
    const auto key = part.key.substr(0, part.key.size() - 1);
    if (node.find(key) == nullptr) findings.push_back(make_finding("K0204", node.where, {name, Phrase(key)}));
  }
}

void check_mapping(const Node& node, const Shape& shape, const Phrase& name, Loading& loading) {
  if (!is_kind(node, Node::Kind::mapping, name, loading.findings)) return;
  if (shape.open) {
    check_required(node, shape, name, loading.findings);
    return check_parts(node, shape, loading);
  }
  const Fields fields(node, name, keys_of(shape), loading.findings);
  check_parts(fields.node(), shape, loading);
}

void check_date(const Node& node, const Phrase& name, Findings& findings) {
  const auto text = read_text(node, name, findings);
  if (text && !Date::parse(*text)) findings.push_back(make_finding("K0352", node.where, {Phrase(*text)}));
}

void check_items(const Node& node, const Shape& shape, const Phrase& name, Loading& loading) {
  for (const Node& item : node.items) check_shape(item, *shape.item, name, loading);
}

void take_id(const Node& node, const std::optional<std::string>& id, Loading& loading) {
  if (id) loading.ids.take(*id, node.where, loading.findings);
}

}  // namespace

void check_shape(const Node& node, const Shape& shape, const Phrase& called, Loading& loading) {
  using enum Shape::Kind;
  Findings& findings = loading.findings;
  switch (shape.kind) {
    case any:
      return;
    case text:
      return void(read_text(node, called, findings));
    case texts:
      return void(read_texts(node, called, findings));
    case expression:
      return void(read_expression(node, called, findings));
    case target:
      return void(read_target(node, called, findings));
    case yes_no:
      return void(read_yes_no(node, called, findings));
    case date:
      return check_date(node, called, findings);
    case whole:
      return void(read_whole(node, called, 0, most_of_anything, findings));
    case choice:
      return void(read_choice(node, called, shape.choices, findings));
    case id:
      return take_id(node, read_document_id(&node, findings), loading);
    case mapping:
      return check_mapping(node, shape, called, loading);
    case table:
      if (!is_kind(node, Node::Kind::mapping, called, findings)) return;
      for (const auto& entry : node.entries) check_shape(entry.value, *shape.item, Phrase(entry.key), loading);
      return;
    case list:
      if (is_kind(node, Node::Kind::sequence, called, findings)) check_items(node, shape, called, loading);
      return;
  }
}

}  // namespace kaohe::load
