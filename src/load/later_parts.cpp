// What the keys of SPEC 8 and 13 may hold. Their meaning comes with later versions; their spelling is checked today.

#include "src/load/later_parts.hpp"

#include "src/load/shape.hpp"

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

using enum Shape::Kind;

constexpr Shape any_value{any};
constexpr Shape a_date{date};

constexpr Part span_parts[]{{"from", &a_date}, {"to", &a_date}};
constexpr Shape a_span{.kind = mapping, .parts = span_parts};

constexpr Shape terms{.kind = table, .item = &a_span};
constexpr Shape a_holiday{.kind = any};
constexpr Shape holidays{.kind = list, .item = &a_holiday};
constexpr Shape dates{.kind = list, .item = &a_date};
constexpr Part calendar_parts[]{{"terms", &terms}, {"holidays", &holidays}, {"workdays", &dates}};
constexpr Shape calendar{.kind = mapping, .parts = calendar_parts};

const Part later[]{{"calendar", &calendar}, {"ledger", &any_value}};

const Shape* shape_named(std::string_view key) {
  const auto found = std::ranges::find(later, key, &Part::key);
  return found != std::end(later) ? found->shape : nullptr;
}

void check_holidays(const Node& calendar_node, Loading& loading) {
  const Node* list_node = calendar_node.find("holidays");
  if (list_node == nullptr) return;
  for (const Node& item : list_node->items) check_shape(item, item.kind == Node::Kind::mapping ? a_span : a_date, "holidays", loading);
}

}  // namespace

std::vector<std::string_view> later_keys() {
  std::vector<std::string_view> keys;
  for (const Part& part : later) keys.push_back(part.key);
  return keys;
}

void check_later_part(std::string_view key, const SourceSpan& key_where, const Node& value, Loading& loading) {
  check_shape(value, *shape_named(key), Phrase(key), loading);
  if (key == "calendar") check_holidays(value, loading);
  warn_not_evaluated(std::string(key), key_where, loading);
}

}  // namespace kaohe::load
