#include "src/load/gate_loader.hpp"

#include "src/load/span_reader.hpp"

namespace kaohe::load {

namespace {

// `for: {grade: 优秀}` or `for: {award: 评先树优}`
void read_subject(const Node& node, Gate& gate, Findings& findings) {
  const Fields fields(node, "for", {"grade", "award"}, findings);
  if (node.entries.size() != 1) findings.push_back(make_finding("K0502", node.where));
  gate.purpose = fields.has("award") ? Gate::Purpose::award : Gate::Purpose::grade;
  gate.subject = fields.named(fields.has("award") ? "award" : "grade").value_or(Named{});
}

void read_purpose(const Fields& fields, Gate& gate) {
  const Node* node = fields.find("for");
  if (node != nullptr && node->kind == Node::Kind::mapping) return read_subject(*node, gate, fields.findings());
  fields.choice<Gate::Purpose>("for", {{"assessment", Gate::Purpose::assessment}});
}

Gate load_gate(const Node& node, Loading& loading) {
  const Fields fields(node, {"前置条件", "a gate"}, {"id!", "title", "requires!", "for!", "lookback", "source", "versions", "valid_on"},
                      loading.findings);
  Gate gate;
  gate.id = take_document_id(fields, loading.ids);
  gate.title = fields.text("title");
  gate.source = fields.text("source");
  gate.requires_ = fields.expression("requires").value_or(Expression{});
  gate.lookback = read_lookback(fields);
  gate.where = fields.where("id");
  read_purpose(fields, gate);
  return gate;
}

}  // namespace

void load_gates(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "gates", loading.findings)) return;
  for (const Node& item : list.items) {
    const std::size_t before = loading.findings.size();
    Gate gate = load_gate(item, loading);
    if (!has_errors_since(loading.findings, before)) loading.scheme.gates.push_back(std::move(gate));
  }
}

}  // namespace kaohe::load
