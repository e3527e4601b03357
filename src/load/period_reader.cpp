#include "src/load/period_reader.hpp"

namespace kaohe::load {

namespace {

std::optional<Period> read_span(const Node& node, const Phrase& name, Findings& findings) {
  const Fields fields(node, name, {"from!", "to!"}, findings);
  const auto from = read_date(fields, "from");
  const auto to = read_date(fields, "to");
  if (!from || !to) return std::nullopt;
  if (*from <= *to) return Period(*from, *to);
  findings.push_back(make_finding("K0351", node.where, {Phrase(fields.text("from")), Phrase(fields.text("to"))}));
  return std::nullopt;
}

const Node* find(const Node* node, std::string_view key) { return node != nullptr ? node->find(key) : nullptr; }

std::optional<Date> date_under(const Node& days, std::string_view key) {
  const Node* date = days.find(key);
  return date != nullptr ? Date::parse(date->text) : std::nullopt;
}

// Of several calendars the scheme's own holds.
void note_terms(const Node& document, Loading& loading) {
  const Node* terms = find(document.find("calendar"), "terms");
  if (terms == nullptr) return;
  for (const auto& term : terms->entries) {
    const auto from = date_under(term.value, "from");
    const auto to = date_under(term.value, "to");
    if (from && to && *from <= *to) loading.terms.emplace(term.key, Period(*from, *to));
  }
}

std::optional<Period> period_named(const Node& node, Loading& loading) {
  const bool term = is_term(node.text);
  const auto found = loading.terms.find(node.text);
  if (term && found != loading.terms.end()) return found->second;
  const auto period = term ? std::nullopt : parse_period(node.text);
  if (!period) loading.findings.push_back(make_finding(term ? Code("K0353") : Code("K0350"), node.where, {Phrase(node.text)}));
  return period;
}

}  // namespace

std::optional<Date> read_date(const Fields& fields, std::string_view key) {
  const auto text = fields.text_if(key);
  if (!text) return std::nullopt;
  const auto date = Date::parse(*text);
  if (!date) fields.findings().push_back(make_finding("K0352", fields.where(key), {Phrase(*text)}));
  return date;
}

std::optional<Period> read_period(const Node& node, const Phrase& name, Loading& loading) {
  if (node.kind == Node::Kind::mapping) return read_span(node, name, loading.findings);
  return is_kind(node, Node::Kind::scalar, name, loading.findings) ? period_named(node, loading) : std::nullopt;
}

std::pair<std::optional<Date>, std::optional<Date>> read_days(const Fields& fields) {
  const auto from = read_date(fields, "from");
  const auto to = read_date(fields, "to");
  if (from && to && *to < *from)
    fields.findings().push_back(make_finding("K0351", fields.where("from"), {Phrase(from->text()), Phrase(to->text())}));
  return {from, to};
}

void read_period_of(const Node& root, const std::vector<Node>& used, Loading& loading) {
  note_terms(root, loading);
  for (const Node& document : used) note_terms(document, loading);
  const Node* node = root.find("period");
  if (node == nullptr || node->kind == Node::Kind::null) return;
  loading.period = read_period(*node, "period", loading);
  loading.scheme.days = loading.period;
  if (node->kind == Node::Kind::scalar) {
    loading.scheme.period = node->text;
  } else if (loading.period) {
    loading.scheme.period = loading.period->text();
  }
}

}  // namespace kaohe::load
