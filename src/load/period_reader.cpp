#include "src/load/period_reader.hpp"

namespace kaohe::load {

namespace {

std::optional<Period> period_named(const Node& node, Loading& loading) {
  const auto period = parse_period(node.text, loading.scheme.calendar);
  if (!period)
    loading.findings.push_back(make_finding(is_term(node.text) ? Code("K0353") : Code("K0350"), node.where, {Phrase(node.text)}));
  return period;
}

}  // namespace

std::optional<Date> read_date(const Node& node, const Phrase& name, Findings& findings) {
  const auto text = read_text(node, name, findings);
  const auto date = text ? Date::parse(*text) : std::nullopt;
  if (text && !date) findings.push_back(make_finding("K0352", node.where, {Phrase(*text)}));
  return date;
}

std::optional<Date> read_date(const Fields& fields, std::string_view key) {
  const Node* node = fields.find(key);
  return node != nullptr ? read_date(*node, Phrase(key), fields.findings()) : std::nullopt;
}

std::optional<Period> read_span(const Node& node, const Phrase& name, Findings& findings) {
  if (!is_kind(node, Node::Kind::mapping, name, findings)) return std::nullopt;
  const Fields fields(node, name, {"from!", "to!"}, findings);
  const auto from = read_date(fields, "from");
  const auto to = read_date(fields, "to");
  if (!from || !to) return std::nullopt;
  if (*from <= *to) return Period(*from, *to);
  findings.push_back(make_finding("K0351", node.where, {Phrase(from->text()), Phrase(to->text())}));
  return std::nullopt;
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

void read_period_of(const Node& root, Loading& loading) {
  const Node* node = root.find("period");
  if (node == nullptr || node->kind == Node::Kind::null) return;
  loading.period = read_period(*node, "period", loading);
  loading.scheme.days = loading.period;
  const bool span = node->kind == Node::Kind::mapping && loading.period;
  loading.scheme.period = span ? loading.period->text() : node->text;
}

}  // namespace kaohe::load
