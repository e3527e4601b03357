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

const Node* find(const Node* node, std::string_view key) { return node != nullptr ? node->find(key) : nullptr; }

std::optional<Date> date_under(const Node* days, std::string_view key) {
  const Node* date = find(days, key);
  return date != nullptr ? Date::parse(date->text) : std::nullopt;
}

std::optional<Period> term_in(const Node& document, const std::string& term) {
  const Node* days = find(find(document.find("calendar"), "terms"), term);
  const auto from = date_under(days, "from");
  const auto to = date_under(days, "to");
  return from && to && *from <= *to ? std::optional(Period(*from, *to)) : std::nullopt;
}

std::optional<Period> term_in(const Node& root, const std::vector<Node>& used, const std::string& term) {
  auto found = term_in(root, term);
  for (const Node& document : used) {
    if (!found) found = term_in(document, term);
  }
  return found;
}

std::optional<Period> period_of(const Node& root, const std::vector<Node>& used, const Node& node, Findings& findings) {
  const bool term = is_term(node.text);
  const auto period = term ? term_in(root, used, node.text) : parse_period(node.text);
  if (!period) findings.push_back(make_finding(term ? Code("K0353") : Code("K0350"), node.where, {Phrase(node.text)}));
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

void read_period_of(const Node& root, const std::vector<Node>& used, Loading& loading) {
  const Node* node = root.find("period");
  if (node == nullptr || node->kind == Node::Kind::null) return;
  if (node->kind == Node::Kind::mapping) {
    read_span(*node, loading);
  } else if (is_kind(*node, Node::Kind::scalar, "period", loading.findings)) {
    loading.scheme.period = node->text;
    loading.period = period_of(root, used, *node, loading.findings);
  }
  loading.scheme.days = loading.period;
}

}  // namespace kaohe::load
