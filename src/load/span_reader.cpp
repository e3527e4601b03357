#include "src/load/span_reader.hpp"

namespace kaohe::load {

namespace {

constexpr std::int64_t most_years = 100;

std::int64_t years_at_least(const Span& span) {
  switch (span.unit) {
    case Span::Unit::days:
    case Span::Unit::working_days:
      return span.count / 366;
    case Span::Unit::months:
      return span.count / 12;
    case Span::Unit::years:
      return span.count;
  }
  return 0;
}

// A lookback of nothing, or of more than anybody has on record, is a slip of the pen.
bool is_lookback(const Span& span) { return span.count > 0 && years_at_least(span) <= most_years; }

}  // namespace

std::optional<Span> read_lookback(const Fields& fields) {
  const auto text = fields.text_if("lookback");
  if (!text) return std::nullopt;
  const auto span = parse_span(*text);
  if (span && span->unit == Span::Unit::working_days) {
    fields.findings().push_back(make_finding("K0511", fields.where("lookback"), {Phrase(*text)}));
    return std::nullopt;
  }
  if (span && is_lookback(*span)) return span;
  fields.findings().push_back(make_finding("K0510", fields.where("lookback"), {Phrase(*text)}));
  return std::nullopt;
}

std::optional<Span> read_within(const Fields& fields) {
  const auto text = fields.text_if("within");
  if (!text) return std::nullopt;
  const auto span = parse_span(*text);
  if (!span) fields.findings().push_back(make_finding("K0512", fields.where("within"), {Phrase(*text)}));
  return span;
}

BarTerm read_bar_term(const Fields& fields) {
  const auto text = fields.text_if("for");
  if (!text || *text == "year") return {};
  if (*text == "next_year") return {1, 1};
  const auto span = parse_span(*text);
  const bool years = span && span->unit == Span::Unit::years && span->count >= 1 && span->count <= most_years;
  if (years) return {0, static_cast<int>(span->count)};
  fields.findings().push_back(make_finding("K0513", fields.where("for"), {Phrase(*text)}));
  return {};
}

}  // namespace kaohe::load
