#include "src/load/veto_loader.hpp"

#include "src/load/effect_loader.hpp"
#include "src/load/span_reader.hpp"

namespace kaohe::load {

namespace {

std::string read_id(const Fields& fields, Loading& loading) {
  const auto id = read_name(fields.find("id"), loading.findings);
  if (id) loading.ids.take(*id, fields.where("id"), loading.findings);
  return id.value_or("");
}

Veto load_veto(const Node& node, Loading& loading) {
  const Fields fields(node, {"否决", "a veto"}, {"id!", "title", "when!", "effect", "lookback", "source", "tags", "versions", "valid_on"},
                      loading.findings);
  Veto veto;
  veto.id = read_id(fields, loading);
  veto.title = fields.text("title");
  veto.source = fields.text("source");
  veto.tags = fields.texts("tags");
  veto.when = fields.expression("when").value_or(Expression{});
  veto.lookback = read_lookback(fields);
  veto.where = fields.where("id");
  if (const Node* effect = fields.find("effect")) veto.effect = load_effect(*effect, veto.id, loading);
  if (!fields.has("effect") && node.kind == Node::Kind::mapping)
    loading.findings.push_back(make_finding("K0501", node.where, {Phrase(veto.id)}));
  return veto;
}

}  // namespace

void load_vetoes(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "vetoes", loading.findings)) return;
  for (const Node& item : list.items) loading.scheme.vetoes.push_back(load_veto(item, loading));
}

}  // namespace kaohe::load
