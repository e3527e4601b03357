#pragma once

#include <kaohe/expression/tree.hpp>

#include <algorithm>
#include <cstddef>

namespace kaohe {

/// How deep a document may nest, and an expression that is put together in C++.
inline constexpr std::size_t deepest_expression = 200;

inline bool is_deeper(const Expression& expression, std::size_t most) {
  if (expression.children.empty()) return false;
  return most == 0 || std::ranges::any_of(expression.children, [&](const Expression& child) { return is_deeper(child, most - 1); });
}

/// Has every node as many children as it asks for. Pre: not deeper than deepest_expression.
inline bool is_whole(const Expression& expression) {
  const std::size_t children = expression.children.size();
  const auto has_its_own = [&] {
    switch (expression.op) {
      case Op::number:
      case Op::text:
        return children == 0;
      case Op::name:
        return children == 0 && !expression.text.empty();
      case Op::call:
        return !expression.text.empty();
      case Op::negate:
      case Op::logical_not:
        return children == 1;
      case Op::in_list:
        return children > 1;
      case Op::logical_and:
      case Op::logical_or:
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
        return children == 2;
    }
    return false;
  };
  return has_its_own() && std::ranges::all_of(expression.children, is_whole);
}

}  // namespace kaohe
