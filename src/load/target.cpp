#include "src/load/target.hpp"

#include "src/expression/source.hpp"

#include <kaohe/expression/constant.hpp>
#include <kaohe/expression/parser.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace kaohe::load {

namespace {

using expression::Source;
using expression::Stretch;
using Kind = Target::Kind;

struct Comparator {
  std::string_view sign;
  Kind kind;
};

/// Where one begins with another the longer stands first.
constexpr std::array comparators{
    Comparator{">=", Kind::at_least}, Comparator{"≥", Kind::at_least}, Comparator{"<=", Kind::at_most}, Comparator{"≤", Kind::at_most},
    Comparator{"==", Kind::equal},    Comparator{"=", Kind::equal},    Comparator{">", Kind::greater},  Comparator{"<", Kind::less},
};

struct Foreign {
  std::string_view written;
  std::string_view ours;
};

/// Other ways to say which way is better; where one begins with another the longer stands first.
constexpr std::array foreign_signs{
    Foreign{"=>", ">="},       Foreign{"=<", "<="},       Foreign{"≧", ">="},      Foreign{"≦", "<="},      Foreign{"＞＝", ">="},
    Foreign{"＜＝", "<="},     Foreign{"＞", ">"},        Foreign{"＜", "<"},      Foreign{"＝", "="},      Foreign{"～", "~"},
    Foreign{"≈", "~"},         Foreign{"不低于", ">="},   Foreign{"不少于", ">="}, Foreign{"不小于", ">="}, Foreign{"至少", ">="},
    Foreign{"大于等于", ">="}, Foreign{"小于等于", "<="}, Foreign{"不高于", "<="}, Foreign{"不超过", "<="}, Foreign{"不多于", "<="},
    Foreign{"不大于", "<="},   Foreign{"至多", "<="},     Foreign{"大于", ">"},    Foreign{"超过", ">"},    Foreign{"高于", ">"},
    Foreign{"小于", "<"},      Foreign{"低于", "<"},      Foreign{"少于", "<"},    Foreign{"等于", "="},    Foreign{"大约", "~"},
    Foreign{"约", "~"},
};

constexpr std::array<std::string_view, 2> unequal_signs{"!=", "≠"};
constexpr std::array<std::string_view, 3> tolerance_signs{"±", "+/-", "+-"};
constexpr std::array<std::string_view, 2> ratio_signs{":", "："};
constexpr std::array<std::string_view, 1> range_signs{".."};
constexpr std::array<std::string_view, 7> dashes{"—", "–", "～", "~", "至", "到", "-"};
constexpr std::array<std::string_view, 6> comparing{"<", ">", "=", "≤", "≥", "≠"};

/// The first of `signs` that `text` begins with.
std::optional<std::string_view> begins_with(std::string_view text, std::span<const std::string_view> signs) {
  const auto found = std::ranges::find_if(signs, [&](std::string_view sign) { return text.starts_with(sign); });
  return found == signs.end() ? std::nullopt : std::optional(*found);
}

/// Reads one target; every step adds a finding where it returns nothing.
class TargetReader {
 public:
  TargetReader(std::string_view text, const SourceSpan& where, Findings& findings) : source_(text, where), findings_(findings) {}

  std::optional<Target> read() {
    const Stretch whole = trimmed({0, source_.text().size()});
    const std::string_view text = source_.text(whole);
    if (text.empty()) return reject("K0330", {0, source_.text().size()});
    auto target = read_kind(whole, text);
    if (!target) return std::nullopt;
    target->written = text;
    target->where = source_.span(whole);
    return target;
  }

 private:
  std::optional<Target> read_kind(Stretch whole, std::string_view text) {
    if (text == "done") return Target{Kind::done, {}, {}, {}, {}, {}};
    const auto range = find(whole, range_signs);
    const auto ratio = find(whole, ratio_signs);
    const auto foreign = range || ratio ? std::nullopt : foreign_sign(whole);
    if (foreign) return reject("K0334", foreign->first, foreign->second);
    if (const auto sign = begins_with(text, unequal_signs)) return reject("K0338", {whole.begin, whole.begin + sign->size()});
    for (const auto& [sign, kind] : comparators) {
      if (text.starts_with(sign)) return read_bound(kind, {whole.begin, whole.begin + sign.size()}, whole.end);
    }
    if (range) return read_range(whole, *range);
    if (text.front() == '~') return read_about({whole.begin + 1, whole.end}, Stretch{whole.begin, whole.begin + 1});
    if (ratio) return read_about(whole, {});
    return reject_bare(whole);
  }

  std::optional<Target> read_bound(Kind kind, Stretch sign, std::size_t end) {
    const Stretch rest{sign.end, end};
    if (const auto second = find(rest, comparing)) return reject("K0333", *second);
    auto number = read_number(rest, sign);
    if (!number) return std::nullopt;
    return Target{kind, std::move(*number), {}, {}, {}, {}};
  }

  std::optional<Target> read_range(Stretch whole, Stretch sign) {
    auto low = read_number({whole.begin, sign.begin}, sign);
    auto high = low ? read_number({sign.end, whole.end}, sign) : std::nullopt;
    if (!high) return std::nullopt;
    const auto low_value = constant_value(low->expression);
    const auto high_value = constant_value(high->expression);
    if (low_value && high_value && *high_value < *low_value) {
      return reject("K0336", whole, written(trimmed({sign.end, whole.end})) + ".." + written(trimmed({whole.begin, sign.begin})));
    }
    return Target{Kind::range, std::move(*low), std::move(high), {}, {}, {}};
  }

  /// `~ 5000 ± 3%` without its `~`, or `4:6`.
  std::optional<Target> read_about(Stretch rest, Stretch sign) {
    Target target{Kind::about, {}, {}, {}, {}, {}};
    if (const auto plus_minus = find(rest, tolerance_signs)) {
      target.tolerance = read_tolerance({plus_minus->end, rest.end}, *plus_minus);
      if (!target.tolerance) return std::nullopt;
      rest.end = plus_minus->begin;
    }
    const auto colon = find(rest, ratio_signs);
    auto number = colon ? read_ratio(rest, *colon) : read_number(rest, sign);
    if (!number) return std::nullopt;
    target.number = std::move(*number);
    return target;
  }

  std::optional<Amount> read_tolerance(Stretch part, Stretch sign) {
    auto tolerance = read_number(part, sign);
    const auto value = tolerance ? constant_value(tolerance->expression) : std::nullopt;
    const bool share = !value || (*value >= 0 && *value <= 1);
    if (!share) return reject("K0339", trimmed(part));
    return tolerance;
  }

  /// `4:6` is 4/6.
  std::optional<Amount> read_ratio(Stretch whole, Stretch colon) {
    auto first = read_number({whole.begin, colon.begin}, colon);
    auto second = first ? read_number({colon.end, whole.end}, colon) : std::nullopt;
    if (!second) return std::nullopt;
    if (constant_value(second->expression) == Rational(0)) return reject("K0337", trimmed({colon.end, whole.end}));
    Expression ratio;
    ratio.op = Op::divide;
    ratio.where = source_.span(trimmed(whole));
    ratio.children = {std::move(first->expression), std::move(second->expression)};
    return Amount{std::move(ratio)};
  }

  std::optional<Amount> read_number(Stretch part, Stretch sign) {
    part = trimmed(part);
    if (part.begin == part.end) return reject("K0332", sign);
    auto number = parse_expression(source_.text(part), source_.span(part), findings_);
    if (!number) return std::nullopt;
    return Amount{std::move(*number)};
  }

  /// `60%` alone, or a range with another dash.
  std::nullopt_t reject_bare(Stretch whole) {
    const std::string_view text = source_.text(whole);
    for (const auto dash : dashes) {
      const std::size_t at = text.find(dash, 1);
      if (at == text.npos) continue;
      const std::string_view low = text.substr(0, at), high = text.substr(at + dash.size());
      if (parse_literal(low) && parse_literal(high)) return reject("K0335", whole, std::string(low) + ".." + std::string(high));
    }
    return reject("K0331", whole);
  }

  std::optional<std::pair<Stretch, std::string>> foreign_sign(Stretch whole) const {
    for (const auto& [sign, ours] : foreign_signs) {
      if (!source_.text(whole).starts_with(sign)) continue;
      const Stretch rest{whole.begin + sign.size(), whole.end};
      return std::pair{Stretch{whole.begin, rest.begin}, std::string(ours) + " " + written(trimmed(rest))};
    }
    return std::nullopt;
  }

  /// The first of `signs` outside quotes and brackets.
  std::optional<Stretch> find(Stretch part, std::span<const std::string_view> signs) const {
    int depth = 0;
    for (std::size_t at = part.begin; at < part.end; ++at) {
      const std::string_view rest = source_.text({at, part.end});
      if (rest.front() == '\'' || rest.front() == '"') at = std::min(source_.text().find(rest.front(), at + 1), part.end);
      if (begins_with(rest, opening)) ++depth;
      if (begins_with(rest, closing)) --depth;
      if (depth > 0) continue;
      if (const auto sign = begins_with(rest, signs)) return Stretch{at, at + sign->size()};
    }
    return std::nullopt;
  }

  Stretch trimmed(Stretch part) const {
    const std::string_view inner = detail::trimmed(source_.text(part));
    if (inner.empty()) return {part.begin, part.begin};
    const std::size_t begin = static_cast<std::size_t>(inner.data() - source_.text().data());
    return {begin, begin + inner.size()};
  }

  std::string written(Stretch at) const { return std::string(source_.text(at)); }

  std::nullopt_t reject(Code code, Stretch at, Phrase more = {}) {
    findings_.push_back(make_finding(code, source_.span(at), {source_.shown(at), std::move(more)}));
    return std::nullopt;
  }

  static constexpr std::array<std::string_view, 5> opening{"(", "[", "（", "“", "‘"};
  static constexpr std::array<std::string_view, 5> closing{")", "]", "）", "”", "’"};

  Source source_;
  Findings& findings_;
};

}  // namespace

std::optional<Target> parse_target(std::string_view text, const SourceSpan& where, Findings& findings) {
  if (!expression::is_readable(text, where, findings)) return std::nullopt;
  return TargetReader(text, where, findings).read();
}

}  // namespace kaohe::load
