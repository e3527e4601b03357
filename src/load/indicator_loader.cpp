#include "src/load/indicator_loader.hpp"

#include "src/load/rule_loader.hpp"

namespace kaohe::load {

namespace {

std::optional<Rollup> read_rollup(const Fields& fields) {
  using enum Rollup;
  return fields.choice<Rollup>("rollup", {{"sum", sum}, {"ratio", ratio}, {"mean", mean}, {"min", min}, {"max", max}, {"last", last}});
}

Indicator load_indicator(const Node::Entry& entry, Loading& loading) {
  Indicator indicator;
  indicator.id = entry.key;
  indicator.where = entry.key_where;
  if (entry.value.kind == Node::Kind::null) return indicator;  // `attended:` alone declares an observed one
  const Fields fields(entry.value, Phrase(entry.key),
                      {"title", "unit", "source", "better", "value", "target", "rollup", "tags", "versions", "valid_on"}, loading.findings);
  indicator.title = fields.text("title");
  indicator.unit = fields.text("unit");
  indicator.source = fields.text("source");
  indicator.better = read_better(fields);
  indicator.value = fields.expression("value");
  indicator.target = fields.target("target");
  indicator.rollup = read_rollup(fields);
  return indicator;
}

}  // namespace

void load_indicators(const Node& table, Loading& loading) {
  if (!is_kind(table, Node::Kind::mapping, "indicators", loading.findings)) return;
  for (const auto& entry : table.entries) {
    check_name(entry.key, entry.key_where, loading.findings);
    const bool fresh = loading.names.take(entry.key, entry.key_where, loading.findings);
    Indicator indicator = load_indicator(entry, loading);
    if (fresh) loading.scheme.indicators.push_back(std::move(indicator));
  }
}

void load_constants(const Node& table, Loading& loading) {
  if (!is_kind(table, Node::Kind::mapping, "constants", loading.findings)) return;
  for (const auto& entry : table.entries) {
    check_name(entry.key, entry.key_where, loading.findings);
    const bool fresh = loading.names.take(entry.key, entry.key_where, loading.findings);
    auto value = read_amount(entry.value, Phrase(entry.key), loading.findings);
    if (fresh) loading.scheme.constants.emplace_back(entry.key, value.value_or(amount(0)));
  }
}

void load_events(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "events", loading.findings)) return;
  for (const Node& item : list.items) {
    const Fields fields(item, {"事项", "an event"}, {"id!", "title", "fields", "source"}, loading.findings);
    const auto id = read_name(fields.find("id"), loading.findings);
    EventKind kind{id.value_or(""), fields.text("title"), fields.texts("fields"), fields.where("id")};
    if (id && loading.events.take(*id, kind.where, loading.findings)) loading.scheme.events.push_back(std::move(kind));
  }
}

}  // namespace kaohe::load
