#include "src/expression/mistakes.hpp"

#include <kaohe/expression/names.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace kaohe::expression {

namespace {

struct Foreign {
  std::string_view written;
  std::string_view ours;
};

/// Signs of other languages and keyboards; where one begins with another the longer stands first.
constexpr std::array foreign_signs{
    Foreign{"&&", "and"}, Foreign{"&", "and"},          Foreign{"||", "or"},         Foreign{"|", "or"},
    Foreign{"<>", "!="},  Foreign{"=>", ">="},          Foreign{"=<", "<="},         Foreign{"===", "=="},
    Foreign{"!==", "!="}, Foreign{"**", "pow(a, b)"},   Foreign{"^", "pow(a, b)"},   Foreign{"≧", ">="},
    Foreign{"≦", "<="},   Foreign{"＝", "=="},          Foreign{"×", "*"},           Foreign{"÷", "/"},
    Foreign{"！", "not"}, Foreign{"；", ","},           Foreign{";", ","},           Foreign{"、", ","},
    Foreign{"。", "."},   Foreign{"【", "["},           Foreign{"】", "]"},          Foreign{"{", "("},
    Foreign{"}", ")"},    Foreign{"？", "if(a, b, c)"}, Foreign{"?", "if(a, b, c)"}, Foreign{"「", "\""},
    Foreign{"」", "\""},
};

constexpr std::array joining_words{
    Foreign{"且", "and"}, Foreign{"并且", "and"}, Foreign{"而且", "and"}, Foreign{"或者", "or"}, Foreign{"或", "or"},
};

constexpr std::array foreign_words{
    Foreign{"AND", "and"},     Foreign{"And", "and"},   Foreign{"OR", "or"},   Foreign{"Or", "or"},       Foreign{"NOT", "not"},
    Foreign{"IN", "in"},       Foreign{"属于", "in"},   Foreign{"等于", "=="}, Foreign{"不等于", "!="},   Foreign{"大于", ">"},
    Foreign{"大于等于", ">="}, Foreign{"不低于", ">="}, Foreign{"小于", "<"},  Foreign{"小于等于", "<="}, Foreign{"不超过", "<="},
};

constexpr std::array<std::string_view, 13> binary_signs{"==", "!=", "<=", ">=", "≥", "≤", "≠", "<", ">", "+", "*", "/", "="};
/// What the grammar takes after a sum, but not after a comparison.
constexpr std::array<std::string_view, 15> after_comparison{"==", "!=", "<=", ">=", "≥", "≤", "≠", "<", ">", "+", "-", "−", "－", "*", "/"};
constexpr std::array<std::string_view, 3> closers{")", "）", "]"};
constexpr std::array<std::string_view, 3> percent_signs{"%", "％", "‰"};
constexpr std::array<std::string_view, 2> commas{",", "，"};
constexpr std::array<std::string_view, 9> value_starts{"(", "（", "[", "'", "\"", "‘", "“", "’", "”"};

/// The first of `signs` that `text` begins with.
template <std::size_t N>
std::optional<std::string_view> begins_with(std::string_view text, const std::array<std::string_view, N>& signs) {
  const auto found = std::ranges::find_if(signs, [&](std::string_view sign) { return text.starts_with(sign); });
  return found == signs.end() ? std::nullopt : std::optional(*found);
}

/// The word or number that `text` begins with, else its first character.
std::string_view first_token(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const Character here = character_or_replacement(text, end);
    if (!is_word_part(here.code)) break;
    end += here.length;
  }
  return text.substr(0, end == 0 ? character_or_replacement(text, 0).length : end);
}

/// The sign or word of expressions that says the same as a foreign word.
std::optional<std::string_view> translated(std::string_view word) {
  for (const auto& words : {std::span<const Foreign>(joining_words), std::span<const Foreign>(foreign_words)}) {
    const auto found = std::ranges::find(words, word, &Foreign::written);
    if (found != words.end()) return found->ours;
  }
  return std::nullopt;
}

/// The full-width forms that `text` begins with, and the same in ASCII; nothing where expressions have no such sign.
std::optional<Foreign> full_width(std::string_view text, std::string& ascii) {
  std::size_t end = 0;
  while (end < text.size()) {
    const Character here = character_or_replacement(text, end);
    if (here.code < 0xFF01 || here.code > 0xFF5E) break;
    ascii += utf8(here.code - 0xFEE0);
    end += here.length;
  }
  const bool ours =
      ascii.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_()[],.+-*/<>=!'\"") == ascii.npos;
  return end > 0 && ours ? std::optional(Foreign{text.substr(0, end), ascii}) : std::nullopt;
}

class Explainer {
 public:
  Explainer(const Source& source, const Stop& stop)
      : source_(source), stop_(stop), rest_(source.text().substr(stop.at)), token_(rest_.empty() ? rest_ : first_token(rest_)) {}

  Finding explain() const {
    if (rest_.empty()) return at_end();
    if (stop_.expected == Expected::list) return found("K0321", token());
    if (const auto other = foreign()) return *other;
    if (stop_.expected == Expected::sign) return no_sign();
    return stop_.expected == Expected::entry && !is_bracket_or_comma() ? found("K0322", token()) : no_value();
  }

 private:
  Stretch token() const { return {stop_.at, stop_.at + token_.size()}; }
  Stretch stretch(std::string_view sign) const { return {stop_.at, stop_.at + sign.size()}; }

  /// A finding about this stretch, which is {0}.
  Finding found(Code code, Stretch at, Phrase more = {}) const {
    return make_finding(code, source_.span(at), {source_.shown(at), std::move(more)});
  }

  Finding at_end() const {
    if (stop_.expected == Expected::sign) return found("K0311", *stop_.open, source_.text(*stop_.open) == "[" ? "]" : ")");
    if (stop_.last.end == 0) return make_finding("K0301", source_.span({0, source_.text().size()}));
    return stop_.expected == Expected::list ? found("K0321", stop_.last) : found("K0308", stop_.last);
  }

  std::optional<Finding> foreign() const {
    for (const auto& [written, ours] : foreign_signs) {
      if (rest_.starts_with(written)) return found("K0314", stretch(written), ours);
    }
    if (rest_.starts_with('!') && !rest_.starts_with("!=")) return found("K0314", stretch("!"), "not");
    if (stop_.expected == Expected::sign) {
      if (const auto ours = translated(token_)) return found("K0314", token(), *ours);
    }
    if (begins_with(rest_, value_starts) || is_bracket_or_comma()) return std::nullopt;
    std::string ascii;
    const auto wide = full_width(rest_, ascii);
    return wide ? std::optional(found("K0314", stretch(wide->written), wide->ours)) : std::nullopt;
  }

  Finding no_value() const {
    if (token_ == "not") return found("K0318", token());
    if (const auto sign = begins_with(rest_, binary_signs)) return found("K0309", stretch(*sign));
    if (is_bracket_or_comma() || token_ == "and" || token_ == "or" || token_ == "in") return found("K0309", token());
    return found("K0306", token());
  }

  Finding no_sign() const {
    if (begins_with(rest_, closers)) return no_opener();
    if (in_list()) return found("K0327", token());
    if (const auto sign = begins_with(rest_, after_comparison)) return found("K0316", stretch(*sign));
    if (token_ == "in") return found("K0316", token());
    if (rest_.starts_with('=')) return found("K0313", stretch("="), source_.shown(stop_.left));
    if (begins_with(rest_, commas)) return found("K0325", token());
    if (rest_.starts_with('@')) return found("K0324", token(), source_.shown(stop_.left));
    if (rest_.starts_with('.')) return found("K0323", token());
    if (begins_with(rest_, percent_signs)) return found("K0329", token());
    return starts_value() ? found("K0310", token()) : found("K0306", token());
  }

  Finding no_opener() const {
    if (!stop_.open) return found("K0312", token());
    return found("K0326", token(), source_.shown(*stop_.open));
  }

  bool in_list() const { return stop_.open && source_.text(*stop_.open) == "["; }
  bool is_bracket_or_comma() const { return begins_with(rest_, closers) || begins_with(rest_, commas); }
  bool starts_value() const { return begins_with(rest_, value_starts) || is_word_part(character_or_replacement(rest_, 0).code); }

  const Source& source_;
  const Stop& stop_;
  std::string_view rest_;
  std::string_view token_;
};

}  // namespace

Finding explain(const Source& source, const Stop& stop) { return Explainer(source, stop).explain(); }

Finding explain_mixture(const Source& source, Stretch at) {
  const std::string_view written = source.text(at);
  const std::size_t digits = written.find_first_not_of("0123456789.");
  if (digits == written.npos) return make_finding("K0328", source.span(at), {source.shown(at)});
  const std::string_view rest = written.substr(digits);
  const auto joins = [&](const Foreign& word) { return rest.starts_with(word.written); };
  const auto joining = std::ranges::find_if(joining_words, joins);
  if (joining == joining_words.end()) return make_finding("K0319", source.span(at), {source.shown(at)});
  const std::size_t begin = at.begin + digits;
  return make_finding("K0314", source.span({begin, begin + joining->written.size()}), {joining->written, joining->ours});
}

}  // namespace kaohe::expression
