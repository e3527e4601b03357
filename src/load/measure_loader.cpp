#include "src/load/measure_loader.hpp"

#include "src/load/span_reader.hpp"

namespace kaohe::load {

namespace {

Measure load_measure(const Node& node, Loading& loading) {
  const Fields fields(node, {"结果运用", "a measure"},
                      {"id!", "title", "when!", "on", "within", "amount", "source", "versions", "valid_on"}, loading.findings);
  Measure measure;
  measure.id = take_document_id(fields, loading.measures);
  measure.title = fields.text("title");
  measure.source = fields.text("source");
  measure.when = fields.expression("when").value_or(Expression{});
  measure.on = fields.named("on").value_or(Named{"unit", {}}).name;
  measure.within = read_within(fields);
  measure.amount = fields.amount("amount");
  measure.where = fields.where("id");
  return measure;
}

}  // namespace

void load_measures(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "measures", loading.findings)) return;
  for (const Node& item : list.items) {
    const std::size_t before = loading.findings.size();
    Measure measure = load_measure(item, loading);
    if (!has_errors_since(loading.findings, before)) loading.scheme.measures.push_back(std::move(measure));
  }
}

}  // namespace kaohe::load
