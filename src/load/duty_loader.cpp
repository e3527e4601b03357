#include "src/load/duty_loader.hpp"

#include "src/load/shape.hpp"

#include <utility>

namespace kaohe::load {

namespace {

using enum Shape::Kind;

constexpr Shape any_value{any};
constexpr Shape one_text{text};
constexpr Shape some_texts{texts};
constexpr Shape a_whole{whole};
constexpr Shape an_id{id};
constexpr Part duty_parts[]{{"id!", &an_id},        {"title", &one_text},  {"what!", &one_text},     {"at_least", &a_whole},
                            {"per!", &one_text},    {"by", &one_text},     {"per_party", &one_text}, {"source", &one_text},
                            {"tags", &some_texts},  {"lead", &some_texts}, {"assist", &some_texts},  {"versions", &any_value},
                            {"valid_on", &one_text}};
constexpr Shape a_duty{.kind = mapping, .parts = duty_parts};
constexpr Shape duties{.kind = list, .item = &a_duty};

}  // namespace

std::vector<Duty> load_duties(const Node& list_node, Loading& loading) {
  check_shape(list_node, duties, "duties", loading);
  warn_not_evaluated("duties", list_node.where, loading);
  return {};
}

void load_scheme_duties(const Node& list_node, Loading& loading) {
  for (Duty& duty : load_duties(list_node, loading)) loading.scheme.duties.push_back(std::move(duty));
}

}  // namespace kaohe::load
