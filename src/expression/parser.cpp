#include <kaohe/expression/parser.hpp>

#include "src/expression/tree_builder.hpp"

#include <kaohe/expression/names.hpp>

#include <tao/pegtl.hpp>

#include <string>
#include <utility>

namespace kaohe {

namespace expression {

namespace pegtl = tao::pegtl;

namespace grammar {

using pegtl::digit, pegtl::one, pegtl::string;
using pegtl::eof, pegtl::if_must, pegtl::must, pegtl::not_at, pegtl::opt, pegtl::plus, pegtl::rep, pegtl::rep_min_max, pegtl::seq,
    pegtl::sor, pegtl::star, pegtl::until;
template <char32_t... Codes>
using wide = pegtl::utf8::one<Codes...>;

/// One character that `is` tells.
template <bool (*is)(char32_t)>
struct character {
  using rule_t = character;
  using subs_t = pegtl::empty_list;

  template <class Input>
  static bool match(Input& in) {
    if (in.empty()) return false;
    const Character here = character_at({in.current(), in.size()}, 0);
    if (!is(here.code)) return false;
    in.bump(here.length);
    return true;
  }
};

using word_start = character<is_word_start>;
using word_part = character<is_word_part>;

struct gap : star<sor<one<' ', '\t', '\r', '\n'>, wide<0x3000, 0xA0>>> {};

template <char... Letters>
struct reserved : seq<string<Letters...>, not_at<word_part>> {};
using and_word = reserved<'a', 'n', 'd'>;
using or_word = reserved<'o', 'r'>;
using not_word = reserved<'n', 'o', 't'>;
using in_word = reserved<'i', 'n'>;

// Signs. Each is one rule with its action, so that the gap after it is not part of it.
struct minus_sign : sor<one<'-'>, wide<0x2212, 0xFF0D>> {};
struct prefix_minus : minus_sign {};
struct prefix_not : not_word {};
struct open_round : sor<one<'('>, wide<U'（'>> {};
struct close_round : sor<one<')'>, wide<U'）'>> {};
struct open_call : open_round {};
struct open_square : one<'['> {};
struct close_square : one<']'> {};
struct comma : sor<one<','>, wide<U'，'>> {};
struct relation : sor<seq<sor<string<'=', '='>, string<'!', '='>>, not_at<one<'='>>>, string<'<', '='>, string<'>', '='>,
                      wide<U'≥', U'≤', U'≠'>, seq<one<'<'>, not_at<one<'>'>>>, one<'>'>> {};
struct sum_sign : sor<one<'+'>, minus_sign> {};
struct product_sign : sor<seq<one<'*'>, not_at<one<'*'>>>, one<'/'>> {};
struct in_sign : in_word {};
struct and_sign : and_word {};
struct or_sign : or_word {};

template <class Sign>
using after = seq<Sign, gap>;

// Numbers, texts, names.
struct unit : sor<one<'%'>, wide<U'％', U'‰', U'万', U'亿'>, string<'p', 'p'>, pegtl::utf8::string<U'个', U'百', U'分', U'点'>> {};
struct units : sor<pegtl::utf8::string<U'万', U'亿'>, unit> {};
struct digits : seq<plus<digit>, opt<one<'.'>, plus<digit>>> {};
struct numeral : seq<digits, opt<gap, units, not_at<word_part>>> {};
struct number : numeral {};
struct date : seq<rep<4, digit>, one<'-'>, rep_min_max<1, 2, digit>, one<'-'>, rep_min_max<1, 2, digit>, not_at<word_part>> {};
struct word_or_dash : sor<word_part, one<'.'>, wide<0x2013, 0x2014, U'～'>> {};
/// What begins like a number and goes on like a word: 3—6岁, 2班, 1.2.3, .5.
struct mixture : sor<seq<numeral, plus<word_or_dash>>, seq<one<'.'>, digit, star<word_or_dash>>> {};

struct text : sor<seq<one<'\''>, until<one<'\''>>>, seq<one<'"'>, until<one<'"'>>>, seq<wide<U'“'>, until<wide<U'”'>, pegtl::utf8::any>>,
                  seq<wide<U'‘'>, until<wide<U'’'>, pegtl::utf8::any>>> {};
struct open_quote : sor<one<'\'', '"'>, wide<U'“', U'”', U'‘', U'’'>> {};

struct word : seq<not_at<sor<and_word, or_word, not_word, in_word>>, word_start, star<word_part>> {};
struct name : seq<word, star<one<'.'>, word>> {};

struct expression;

struct parentheses : if_must<after<open_round>, expression, close_round> {};
struct arguments : sor<close_round, seq<pegtl::list_must<expression, after<comma>>, must<close_round>>> {};
struct call : if_must<after<open_call>, arguments> {};
struct name_or_call : seq<after<name>, opt<after<call>>> {};
struct literal : sor<date, mixture, after<number>, after<text>, open_quote> {};

struct negation;
struct value : sor<after<parentheses>, literal, name_or_call> {};
struct negated : if_must<after<prefix_minus>, negation> {};
struct negation : sor<negated, value> {};

template <class Sign, class Side>
struct next : if_must<after<Sign>, Side> {};
struct product : seq<negation, star<next<product_sign, negation>>> {};
struct sum : seq<product, star<next<sum_sign, product>>> {};

struct negative_number : if_must<after<prefix_minus>, after<number>> {};
struct entry : sor<negative_number, literal, after<name>> {};
struct list : seq<after<open_square>, must<entry>, star<after<comma>, must<entry>>, must<close_square>> {};
struct among : if_must<after<in_sign>, list> {};
struct not_among : seq<after<not_word>, after<in_sign>, must<list>> {};

struct chain : if_must<after<relation>, sum> {};
struct compared : seq<after<relation>, must<sum>, opt<chain>> {};
struct comparison : seq<sum, opt<sor<after<among>, not_among, compared>>> {};

struct inversion;
struct inverted : if_must<after<prefix_not>, inversion> {};
struct inversion : sor<inverted, comparison> {};
struct conjunction : seq<inversion, star<next<and_sign, inversion>>> {};
struct expression : seq<conjunction, star<next<or_sign, conjunction>>> {};

struct whole : seq<gap, must<expression>, must<eof>> {};

}  // namespace grammar

template <class Input>
Stretch stretch(const Input& in) {
  return {in.position().byte, in.position().byte + in.size()};
}

template <class Rule>
struct action : pegtl::nothing<Rule> {};

/// Hands what was read to a function of the builder.
template <void (TreeBuilder::*take)(Stretch)>
struct read {
  template <class Input>
  static void apply(const Input& in, TreeBuilder& builder) {
    (builder.*take)(stretch(in));
  }
};

/// Tells the builder that a rule is complete.
template <void (TreeBuilder::*complete)()>
struct build {
  static void apply0(TreeBuilder& builder) { (builder.*complete)(); }
};

// clang-format off
template <> struct action<grammar::number> : read<&TreeBuilder::number> {};
template <> struct action<grammar::text> : read<&TreeBuilder::text> {};
template <> struct action<grammar::name> : read<&TreeBuilder::name> {};
template <> struct action<grammar::prefix_minus> : read<&TreeBuilder::prefix> {};
template <> struct action<grammar::prefix_not> : read<&TreeBuilder::prefix> {};
template <> struct action<grammar::open_round> : read<&TreeBuilder::open> {};
template <> struct action<grammar::open_call> : read<&TreeBuilder::open> {};
template <> struct action<grammar::open_square> : read<&TreeBuilder::open> {};
template <> struct action<grammar::close_round> : read<&TreeBuilder::close> {};
template <> struct action<grammar::close_square> : read<&TreeBuilder::close> {};
template <> struct action<grammar::comma> : read<&TreeBuilder::mark> {};
template <> struct action<grammar::in_sign> : read<&TreeBuilder::mark> {};
template <> struct action<grammar::relation> : read<&TreeBuilder::sign> {};
template <> struct action<grammar::product_sign> : read<&TreeBuilder::sign> {};
template <> struct action<grammar::sum_sign> : read<&TreeBuilder::sign> {};
template <> struct action<grammar::and_sign> : read<&TreeBuilder::sign> {};
template <> struct action<grammar::or_sign> : read<&TreeBuilder::sign> {};
template <> struct action<grammar::parentheses> : build<&TreeBuilder::parentheses> {};
template <> struct action<grammar::call> : build<&TreeBuilder::call> {};
template <> struct action<grammar::among> : build<&TreeBuilder::list> {};
template <> struct action<grammar::not_among> : build<&TreeBuilder::reject_not_in> {};
template <> struct action<grammar::negated> : build<&TreeBuilder::negate> {};
template <> struct action<grammar::negative_number> : build<&TreeBuilder::negate> {};
template <> struct action<grammar::inverted> : build<&TreeBuilder::invert> {};
template <> struct action<grammar::chain> : build<&TreeBuilder::reject_chain> {};
template <> struct action<grammar::compared> : build<&TreeBuilder::two_sides> {};
template <> struct action<grammar::sum> : build<&TreeBuilder::whole_sum> {};
template <class Sign, class Side> struct action<grammar::next<Sign, Side>> : build<&TreeBuilder::two_sides> {};
template <> struct action<grammar::date> : read<&TreeBuilder::reject_date> {};
template <> struct action<grammar::mixture> : read<&TreeBuilder::reject_mixture> {};
template <> struct action<grammar::open_quote> : read<&TreeBuilder::reject_open_quote> {};
// clang-format on

template <class Rule>
constexpr Expected expected_by = Expected::value;
template <>
constexpr Expected expected_by<grammar::close_round> = Expected::sign;
template <>
constexpr Expected expected_by<grammar::close_square> = Expected::sign;
template <>
constexpr Expected expected_by<grammar::eof> = Expected::sign;
template <>
constexpr Expected expected_by<grammar::list> = Expected::list;
template <>
constexpr Expected expected_by<grammar::entry> = Expected::entry;

template <class Rule>
struct control : pegtl::normal<Rule> {
  template <class Input>
  [[noreturn]] static void raise(const Input& in, TreeBuilder& builder) {
    builder.stop(expected_by<Rule>, in.position().byte);
  }
};

}  // namespace expression

std::optional<Expression> parse_expression(std::string_view text, const SourceSpan& where, Findings& findings) {
  namespace pegtl = tao::pegtl;
  if (!expression::is_readable(text, where, findings)) return std::nullopt;
  const expression::Source source(text, where);
  expression::TreeBuilder builder(source);
  pegtl::memory_input<pegtl::tracking_mode::eager, pegtl::eol::lf, const char*> in(text.data(), text.data() + text.size(), "");
  try {
    pegtl::parse<expression::grammar::whole, expression::action, expression::control>(in, builder);
  } catch (expression::Rejected& rejected) {
    findings.push_back(std::move(rejected.finding));
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace kaohe
