// What the keys of SPEC 8 and 13 may hold. Their meaning comes with later versions; their spelling is checked today.

#include "src/load/later_parts.hpp"

#include "src/load/shape.hpp"

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

using enum Shape::Kind;

constexpr Shape any_value{any};
constexpr Shape one_text{text};
constexpr Shape some_texts{texts};
constexpr Shape an_expression{expression};
constexpr Shape yes_or_no{yes_no};
constexpr Shape a_date{date};
constexpr Shape an_id{id};

constexpr Part span_parts[]{{"from", &a_date}, {"to", &a_date}};
constexpr Shape a_span{.kind = mapping, .parts = span_parts};

constexpr Part link_parts[]{{"role!", &one_text}, {"post", &one_text}, {"party", &one_text}, {"share", &an_expression}};
constexpr Shape a_link{.kind = mapping, .parts = link_parts};
constexpr Shape a_chain{.kind = list, .item = &a_link};
constexpr Part responsibility_parts[]{{"for!", &some_texts}, {"chain!", &a_chain}, {"source", &one_text}};
constexpr Shape a_responsibility{.kind = mapping, .parts = responsibility_parts};
constexpr Shape responsibilities{.kind = list, .item = &a_responsibility};

constexpr Part party_parts[]{{"id!", &an_id},      {"title", &one_text}, {"kind", &one_text}, {"type", &one_text},
                             {"under", &one_text}, {"from", &a_date},    {"to", &a_date}};
constexpr Shape a_party{.kind = mapping, .parts = party_parts, .open = true};
constexpr Shape parties{.kind = list, .item = &a_party};

constexpr Part holder_parts[]{{"person!", &one_text}, {"from", &a_date}, {"to", &a_date}, {"acting", &yes_or_no}};
constexpr Shape a_holder{.kind = mapping, .parts = holder_parts};
constexpr Shape holders{.kind = list, .item = &a_holder};
constexpr Part post_parts[]{{"id!", &one_text}, {"title", &one_text}, {"party!", &one_text}, {"role!", &one_text}, {"holders", &holders}};
constexpr Shape a_post{.kind = mapping, .parts = post_parts};
constexpr Shape posts{.kind = list, .item = &a_post};

constexpr Shape terms{.kind = table, .item = &a_span};
constexpr Shape a_holiday{.kind = any};
constexpr Shape holidays{.kind = list, .item = &a_holiday};
constexpr Shape dates{.kind = list, .item = &a_date};
constexpr Part calendar_parts[]{{"terms", &terms}, {"holidays", &holidays}, {"workdays", &dates}};
constexpr Shape calendar{.kind = mapping, .parts = calendar_parts};

const Part later[]{
    {"responsibilities", &responsibilities}, {"parties", &parties}, {"posts", &posts}, {"calendar", &calendar}, {"ledger", &any_value}};

const Shape* shape_named(std::string_view key) {
  const auto found = std::ranges::find(later, key, &Part::key);
  return found != std::end(later) ? found->shape : nullptr;
}

void take_ids(const Node& list_node, IdSpace& space, Findings& findings) {
  for (const Node& item : list_node.items) {
    const Node* id_node = item.find("id");
    if (id_node != nullptr && id_node->kind == Node::Kind::scalar) space.take(id_node->text, id_node->where, findings);
  }
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
  if (key == "posts") take_ids(value, loading.posts, loading.findings);
  if (key == "calendar") check_holidays(value, loading);
  warn_not_evaluated(std::string(key), key_where, loading);
}

}  // namespace kaohe::load
