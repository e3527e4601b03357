#pragma once

#include <kaohe/expression/tree.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace kaohe {

namespace detail {

/// How tightly a node holds together; what is looser than its place asks for stands in parentheses.
enum class Tightness { any, conjunction, inversion, comparison, sum, product, unary, value };

struct Form {
  Tightness tightness = Tightness::value;
  std::string_view sign;  // between two sides, with its spaces
};

constexpr Form form(Op op) {
  switch (op) {
    case Op::number:
    case Op::text:
    case Op::name:
    case Op::call:
      return {Tightness::value, {}};
    case Op::negate:
      return {Tightness::unary, {}};
    case Op::logical_not:
      return {Tightness::inversion, {}};
    case Op::in_list:
      return {Tightness::comparison, {}};
    case Op::logical_or:
      return {Tightness::any, " or "};
    case Op::logical_and:
      return {Tightness::conjunction, " and "};
    case Op::equal:
      return {Tightness::comparison, " == "};
    case Op::not_equal:
      return {Tightness::comparison, " != "};
    case Op::less:
      return {Tightness::comparison, " < "};
    case Op::less_equal:
      return {Tightness::comparison, " <= "};
    case Op::greater:
      return {Tightness::comparison, " > "};
    case Op::greater_equal:
      return {Tightness::comparison, " >= "};
    case Op::add:
      return {Tightness::sum, " + "};
    case Op::subtract:
      return {Tightness::sum, " - "};
    case Op::multiply:
      return {Tightness::product, " * "};
    case Op::divide:
      return {Tightness::product, " / "};
  }
  return {};
}

/// A number that was computed may be a fraction or negative: it is printed as a division or with a minus.
inline Tightness tightness(const Expression& expression) {
  if (expression.op != Op::number) return form(expression.op).tightness;
  if (!expression.number.is_finite_decimal()) return Tightness::product;
  return expression.number < 0 ? Tightness::unary : Tightness::value;
}

constexpr Tightness next_tighter(Tightness tightness) { return static_cast<Tightness>(static_cast<int>(tightness) + 1); }

inline std::string print_number(const Expression& expression) {
  const bool percent = expression.percent && expression.number.is_finite_decimal();
  return percent ? (expression.number * Rational(100)).text() + "%" : expression.number.text();
}

/// Quotes that the text does not hold the closing one of; a text that was read leaves at least one kind.
inline std::string print_text(std::string_view text) {
  struct Quotes {
    std::string_view open, close;
  };
  static constexpr std::array<Quotes, 4> kinds{{{"'", "'"}, {"\"", "\""}, {"“", "”"}, {"‘", "’"}}};
  const auto free = std::ranges::find_if(kinds, [&](const Quotes& kind) { return text.find(kind.close) == text.npos; });
  const Quotes& quotes = free == kinds.end() ? kinds.front() : *free;
  return std::string(quotes.open) + std::string(text) + std::string(quotes.close);
}

class Printer {
 public:
  std::string take() { return std::move(out_); }

  void print(const Expression& expression, Tightness least) {
    const bool parentheses = tightness(expression) < least;
    if (parentheses) out_ += '(';
    print_bare(expression);
    if (parentheses) out_ += ')';
  }

 private:
  void print_bare(const Expression& expression) {
    const auto& children = expression.children;
    if (const Form own = form(expression.op); !own.sign.empty()) return print_sides(children, own);
    if (expression.op == Op::number) out_ += print_number(expression);
    if (expression.op == Op::text) out_ += print_text(expression.text);
    if (expression.op == Op::name) out_ += expression.text;
    if (expression.op == Op::negate) print_after("-", children.front(), Tightness::value);
    if (expression.op == Op::logical_not) print_after("not ", children.front(), Tightness::inversion);
    if (expression.op == Op::in_list) print_list(children);
    if (expression.op == Op::call) print_row(expression.text + "(", children, ")");
  }

  void print_sides(std::span<const Expression> sides, const Form& own) {
    print(sides.front(), own.tightness == Tightness::comparison ? Tightness::sum : own.tightness);
    print_after(own.sign, sides.back(), next_tighter(own.tightness));
  }

  void print_after(std::string_view sign, const Expression& expression, Tightness least) {
    out_ += sign;
    print(expression, least);
  }

  void print_list(std::span<const Expression> children) {
    print(children.front(), Tightness::sum);
    print_row(" in [", children.subspan(1), "]");
  }

  void print_row(std::string_view open, std::span<const Expression> row, std::string_view close) {
    out_ += open;
    for (std::size_t i = 0; i < row.size(); ++i) print_after(i == 0 ? "" : ", ", row[i], Tightness::any);
    out_ += close;
  }

  std::string out_;
};

}  // namespace detail

/// The expression as a person would write it, with no more parentheses than it needs; reading it gives the same tree again.
inline std::string print(const Expression& expression) {
  detail::Printer printer;
  printer.print(expression, detail::Tightness::any);
  return printer.take();
}

}  // namespace kaohe
