#include "src/load/period_reader.hpp"

namespace kaohe::load {

namespace {

void read_span(const Node& node, Loading& loading) {
  const Fields fields(node, "period", {"from!", "to!"}, loading.findings);
  const auto from = read_date(fields, "from");
  const auto to = read_date(fields, "to");
  if (!from || !to) return;
  if (*to < *from) {
    loading.findings.push_back(make_finding("K0351", node.where, {Phrase(fields.text("from")), Phrase(fields.text("to"))}));
    return;
  }
  loading.period = Period(*from, *to);
  loading.scheme.period = loading.period->text();
}

// The days of a term stand in the document's own calendar.
std::optional<Period> term_of(const Node& root, const std::string& term, Findings& findings) {
  const Node* calendar = root.find("calendar");
  const Node* terms = calendar != nullptr ? calendar->find("terms") : nullptr;
  const Node* days = terms != nullptr ? terms->find(term) : nullptr;
  const Node* from = days != nullptr ? days->find("from") : nullptr;
  const Node* to = days != nullptr ? days->find("to") : nullptr;
  const auto first = from != nullptr ? Date::parse(from->text) : std::nullopt;
  const auto last = to != nullptr ? Date::parse(to->text) : std::nullopt;
  if (first && last && *first <= *last) return Period(*first, *last);
  findings.push_back(make_finding("K0353", root.find("period")->where, {Phrase(term)}));
  return std::nullopt;
}

std::optional<Period> period_of(const Node& root, const Node& node, Findings& findings) {
  if (is_term(node.text)) return term_of(root, node.text, findings);
  const auto period = parse_period(node.text);
  if (!period) findings.push_back(make_finding("K0350", node.where, {Phrase(node.text)}));
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

void read_period_of(const Node& root, Loading& loading) {
  const Node* node = root.find("period");
  if (node == nullptr || node->kind == Node::Kind::null) return;
  if (node->kind == Node::Kind::mapping) {
    read_span(*node, loading);
  } else if (is_kind(*node, Node::Kind::scalar, "period", loading.findings)) {
    loading.scheme.period = node->text;
    loading.period = period_of(root, *node, loading.findings);
  }
  loading.scheme.days = loading.period;
}

}  // namespace kaohe::load
