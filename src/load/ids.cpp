#include "src/load/ids.hpp"

#include "src/load/reader.hpp"

#include <kaohe/expression/parser.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

constexpr std::array<std::string_view, 7> shadowed{"s", "x", "total", "grade", "rank", "unit", "score"};

bool is_word(const std::string& text) {
  Findings ignored;
  const auto expression = parse_expression(text, {}, ignored);
  return expression && expression->op == Op::name && expression->text == text && text.find('.') == std::string::npos;
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

bool has_blank_or_control(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace

bool IdSpace::take(const std::string& id, const SourceSpan& where, Findings& findings) {
  const auto [entry, fresh] = places_.try_emplace(id, where);
  if (!fresh)
    findings.push_back(make_finding("K0213", where, {Phrase(id), Phrase(std::to_string(entry->second.line)), Phrase(entry->second.file)}));
  return fresh;
}

std::vector<std::string_view> IdSpace::names() const {
  std::vector<std::string_view> names;
  for (const auto& [id, place] : places_) names.push_back(id);
  return names;
}

bool check_name(const std::string& name, const SourceSpan& where, Findings& findings) {
  if (is_blank(name)) {
    findings.push_back(make_finding("K0209", where));
    return false;
  }
  if (parse_yes_no(name)) {
    findings.push_back(make_finding("K0211", where, {Phrase(name)}));
    return false;
  }
  if (!is_word(name)) {
    findings.push_back(make_finding("K0210", where, {Phrase(name)}));
    return false;
  }
  if (std::ranges::count(shadowed, std::string_view(name)) > 0) findings.push_back(make_finding("K0212", where, {Phrase(name)}));
  return true;
}

std::optional<std::string> read_name(const Node* node, Findings& findings) {
  if (node == nullptr || !is_kind(*node, Node::Kind::scalar, "id", findings)) return std::nullopt;
  check_name(node->text, node->where, findings);
  return is_blank(node->text) ? std::nullopt : std::optional(node->text);
}

std::optional<std::string> read_document_id(const Node* node, Findings& findings) {
  if (node == nullptr || !is_kind(*node, Node::Kind::scalar, "id", findings)) return std::nullopt;
  if (is_blank(node->text)) {
    findings.push_back(make_finding("K0209", node->where));
    return std::nullopt;
  }
  if (has_blank_or_control(node->text)) findings.push_back(make_finding("K0214", node->where, {Phrase(node->text)}));
  return node->text;
}

}  // namespace kaohe::load
