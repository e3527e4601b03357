#pragma once

#include <kaohe/expression/parser.hpp>

#include <string>
#include <string_view>

namespace kaohe::test {

inline std::string_view op_name(Op op) {
  switch (op) {
    case Op::number:
      return "number";
    case Op::text:
      return "text";
    case Op::name:
      return "name";
    case Op::negate:
      return "neg";
    case Op::logical_not:
      return "not";
    case Op::logical_and:
      return "and";
    case Op::logical_or:
      return "or";
    case Op::equal:
      return "==";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::in_list:
      return "in";
    case Op::add:
      return "+";
    case Op::subtract:
      return "-";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::call:
      return "call";
  }
  return "?";
}

/// A tree as one line: (+ a (* b 2)); texts in “ ”, percent numbers with a % sign after their value.
inline std::string shape(const Expression& e) {
  if (e.op == Op::number) return e.number.text() + (e.percent ? "%" : "");
  if (e.op == Op::name) return e.text;
  if (e.op == Op::text) return "“" + e.text + "”";
  std::string out = "(" + (e.op == Op::call ? e.text : std::string(op_name(e.op)));
  for (const auto& child : e.children) out += " " + shape(child);
  return out + ")";
}

inline const SourceSpan origin{"scheme.yaml", 3, 11, 0};

/// The shape of what was read, or the code of the finding with its column (from 1) and length: K0308@4+1.
inline std::string read(std::string_view text) {
  Findings findings;
  const auto parsed = parse_expression(text, {"scheme.yaml", 3, 1, 0}, findings);
  if (parsed) return findings.empty() ? shape(*parsed) : "a tree and findings";
  if (findings.size() != 1) return "no tree and " + std::to_string(findings.size()) + " findings";
  const SourceSpan& where = findings.front().where;
  return findings.front().code + "@" + std::to_string(where.column) + "+" + std::to_string(where.length);
}

}  // namespace kaohe::test
