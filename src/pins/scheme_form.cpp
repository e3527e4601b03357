#include "src/pins/form.hpp"
#include "src/pins/sha256.hpp"

#include <kaohe/pins.hpp>

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe {
namespace {

/// A scheme as bytes. Each struct is taken apart by name, so that a new member does not compile until it is written here too. What is
/// empty is left out: a scheme that does not use a new member keeps its hash.
class SchemeForm {
 public:
  void write(const Scheme& it) {
    const auto& [id, title, source, period, days, where, rounding, missing, groups, dense_ranking, constants, events, indicators, root,
                 adjustments, coefficient, total_at_least, total_at_most, grades, vetoes, gates, direct, decisions, measures, parties,
                 posts, responsibilities, plan, duties, calendar, tests] = it;
    field("id", id), field("title", title), field("source", source), field("rounding", rounding), field("missing", missing);
    field("groups", groups), field("dense_ranking", dense_ranking), field("constants", constants), field("events", events);
    field("indicators", indicators), field("root", root), field("adjustments", adjustments), field("coefficient", coefficient);
    field("total_at_least", total_at_least), field("total_at_most", total_at_most), field("grades", grades), field("vetoes", vetoes);
    field("gates", gates), field("direct", direct), field("decisions", decisions), field("measures", measures);
    field("parties", parties), field("posts", posts), field("responsibilities", responsibilities), field("plan", plan);
    field("duties", duties), field("calendar", calendar);
    end();
  }

  const std::string& bytes() const { return form_.bytes(); }

 private:
  // ---- what structs are made of

  template <class T>
  void field(std::string_view name, const T& value) {
    if (says_nothing(value)) return;
    form_.text(name);
    write(value);
  }

  void end() { form_.text(""); }

  template <class T>
  static bool says_nothing(const T& value) {
    if constexpr (std::is_enum_v<T> || std::is_arithmetic_v<T>) return value == T{};
    if constexpr (std::is_same_v<T, Calendar>) return value == T{};
    if constexpr (requires { value.empty(); }) return value.empty();
    if constexpr (requires { value.has_value(); }) return !value.has_value();
    return false;
  }

  template <class T>
  requires(std::is_enum_v<T> || std::is_arithmetic_v<T>) void write(T value) {
    form_.text(std::to_string(static_cast<std::int64_t>(value)));
  }
  void write(const std::string& text) { form_.text(text); }
  void write(const Rational& number) { form_.text(number.text()); }
  void write(const Date& date) { form_.text(date.text()); }
  void write(const Period& period) { form_.text(period.text()); }
  void write(const Span& span) { form_.text(span.text()); }

  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }

  template <class T>
  void write(const std::vector<T>& items) {
    form_.count(items.size());
    for (const T& item : items) write(item);
  }

  template <class A, class B>
  void write(const std::pair<A, B>& both) {
    write(both.first);
    write(both.second);
  }

  // ---- expressions and amounts

  void write(const Expression& it) {
    const auto& [op, number, percent, text, children, where] = it;
    field("op", op), field("percent", percent), field("text", text), field("children", children);
    if (op == Op::number) field("number", number);
    end();
  }

  void write(const Amount& it) {
    const auto& [expression] = it;
    write(expression);
  }

  void write(const Named& it) {
    const auto& [name, where] = it;
    write(name);
  }

  void write(const Target& it) {
    const auto& [kind, number, upper, tolerance, written, where] = it;
    field("kind", kind), field("number", number), field("upper", upper), field("tolerance", tolerance);
    end();
  }

  // ---- rules

  void write(const Rule& it) {
    const auto& [body, value, better, where] = it;
    form_.count(body.index());
    std::visit([this](const auto& rule) { write(rule); }, body);
    field("value", value), field("better", better);
    end();
  }

  void write(const Branch& it) {
    const auto& [points, rule] = it;
    field("points", points), field("rule", rule);
    end();
  }

  void write(const Threshold& it) {
    const auto& [target, then, otherwise] = it;
    field("target", target), field("then", then), field("otherwise", otherwise);
    end();
  }

  void write(const Proportion& it) {
    const auto& [of, from, cap] = it;
    field("of", of), field("from", from), field("cap", cap);
    end();
  }

  void write(const SlopeSide& it) {
    const auto& [from, each, points, steps, at_most, where] = it;
    field("from", from), field("each", each), field("points", points), field("steps", steps), field("at_most", at_most);
    end();
  }

  void write(const Slope& it) {
    const auto& [at, base, worse, better, zero_past, zero_from] = it;
    field("at", at), field("base", base), field("worse", worse), field("better", better);
    field("zero_past", zero_past), field("zero_from", zero_from);
    end();
  }

  void write(const Band& it) {
    const auto& [bound, strict, upwards, points, where] = it;
    field("bound", bound), field("strict", strict), field("upwards", upwards), field("points", points);
    end();
  }

  void write(const Bands& it) {
    const auto& [bands, interpolate] = it;
    field("bands", bands), field("interpolate", interpolate);
    end();
  }

  void write(const Case& it) {
    const auto& [when, branch, where] = it;
    field("when", when), field("branch", branch);
    end();
  }

  void write(const Cases& it) {
    const auto& [cases] = it;
    write(cases);
  }

  void write(const RankPoints::Top& it) {
    const auto& [places, points] = it;
    write(places), write(points);
  }

  void write(const RankPoints& it) {
    const auto& [points, then, first, step, top, otherwise, ties] = it;
    field("points", points), field("then", then), field("first", first), field("step", step), field("top", top);
    field("otherwise", otherwise), field("ties", ties);
    end();
  }

  void write(const Relative& it) {
    const auto& [to, expression, cap] = it;
    field("to", to), field("expression", expression), field("cap", cap);
    end();
  }

  void write(const Efficacy::Bound& it) {
    const auto& [kind, number] = it;
    field("kind", kind), field("number", number);
    end();
  }

  void write(const Efficacy& it) {
    const auto& [low, high, base, exponential] = it;
    field("low", low), field("high", high), field("base", base), field("exponential", exponential);
    end();
  }

  void write(const TallyPoints::Entry& it) {
    const auto& [key, points, where] = it;
    write(key), write(points);
  }

  void write(const TallyPoints& it) {
    const auto& [points, range, table] = it;
    field("points", points), field("range", range), field("table", table);
    end();
  }

  void write(const Tally::Times& it) {
    const auto& [when, factor] = it;
    write(when), write(factor);
  }

  void write(const Tally& it) {
    const auto& [event, points, table_by, base, highest, by, times, each_at_most] = it;
    field("event", event), field("points", points), field("table_by", table_by), field("base", base), field("highest", highest);
    field("by", by), field("times", times), field("each_at_most", each_at_most);
    end();
  }

  void write(const LevelPoints& it) {
    const auto& [level, points, where] = it;
    write(level), write(points);
  }

  void write(const Levels& it) {
    const auto& [levels] = it;
    write(levels);
  }

  void write(const Panel::Group& it) {
    const auto& [name, weight] = it;
    write(name), write(weight);
  }

  void write(const Panel& it) {
    const auto& [groups, levels, out_of, trim, min_raters, empty, ranks] = it;
    field("groups", groups), field("levels", levels), field("out_of", out_of), field("trim", trim), field("min_raters", min_raters);
    field("empty", empty), field("ranks", ranks);
    end();
  }

  void write(const Discretion& it) {
    const auto& [from, to, base] = it;
    field("from", from), field("to", to), field("base", base);
    end();
  }

  void write(const Formula& it) {
    const auto& [expression] = it;
    write(expression);
  }

  void write(const ResultFigure& it) {
    const auto& [scheme, field_name, out_of, period, over] = it;
    field("scheme", scheme), field("field", field_name), field("out_of", out_of), field("period", period), field("over", over);
    end();
  }

  // ---- indicators and criteria

  void write(const RoundingRule& it) {
    const auto& [mode, criterion, total] = it;
    field("mode", mode), field("criterion", criterion), field("total", total);
    end();
  }

  void write(const EventKind& it) {
    const auto& [id, title, fields, where] = it;
    field("id", id), field("title", title), field("fields", fields);
    end();
  }

  void write(const Indicator& it) {
    const auto& [id, title, unit, source, better, value, target, rollup, where] = it;
    field("id", id), field("title", title), field("unit", unit), field("source", source), field("better", better);
    field("value", value), field("target", target), field("rollup", rollup);
    end();
  }

  void write(const Points& it) {
    const auto& [number, by, table, where] = it;
    field("number", number), field("by", by), field("table", table);
    end();
  }

  void write(const Criterion& it) {
    const auto& [id, title, where, source, scorer, tags, points, weight, when, value, better, missing, at_least, at_most, counts, rules,
                 criteria, combine, weights_relative, alternatives, rescale] = it;
    field("id", id), field("title", title), field("source", source), field("scorer", scorer), field("tags", tags);
    field("points", points), field("weight", weight), field("when", when), field("value", value), field("better", better);
    field("missing", missing), field("at_least", at_least), field("at_most", at_most), field("counts", counts), field("rules", rules);
    field("criteria", criteria), field("combine", combine), field("weights_relative", weights_relative);
    field("alternatives", alternatives), field("rescale", rescale);
    end();
  }

  // ---- overrides, grades, measures

  void write(const BarTerm& it) {
    const auto& [first, years] = it;
    field("first", first), field("years", years);
    end();
  }

  void write(const Bar& it) {
    const auto& [from, term, persons, unit, where] = it;
    field("from", from), field("term", term), field("persons", persons), field("unit", unit);
    end();
  }

  void write(const Effect& it) {
    const auto& [criteria, points, score, grade, grade_down, last, bars, liable_superior, where] = it;
    field("criteria", criteria), field("points", points), field("score", score), field("grade", grade);
    field("grade_down", grade_down), field("last", last), field("bars", bars), field("liable_superior", liable_superior);
    end();
  }

  void write(const Veto& it) {
    const auto& [id, title, source, tags, when, lookback, effect, where] = it;
    field("id", id), field("title", title), field("source", source), field("tags", tags), field("when", when);
    field("lookback", lookback), field("effect", effect);
    end();
  }

  void write(const Gate& it) {
    const auto& [id, title, source, requires_, lookback, purpose, subject, where] = it;
    field("id", id), field("title", title), field("source", source), field("requires", requires_), field("lookback", lookback);
    field("purpose", purpose), field("subject", subject);
    end();
  }

  void write(const Quota& it) {
    const auto& [number, over_all] = it;
    field("number", number), field("over_all", over_all);
    end();
  }

  void write(const Grade& it) {
    const auto& [name, from, requires_, quotas, round, include_ties, tie_break, source, where] = it;
    field("name", name), field("from", from), field("requires", requires_), field("quotas", quotas), field("round", round);
    field("include_ties", include_ties), field("tie_break", tie_break), field("source", source);
    end();
  }

  void write(const DirectGrade& it) {
    const auto& [title, source, when, grade, uses_quota, where] = it;
    field("title", title), field("source", source), field("when", when), field("grade", grade), field("uses_quota", uses_quota);
    end();
  }

  void write(const Decision& it) {
    const auto& [unit, grade, by, reason, date] = it;
    field("unit", unit), field("grade", grade), field("by", by), field("reason", reason), field("date", date);
    end();
  }

  void write(const Measure& it) {
    const auto& [id, title, source, when, on, within, amount, where] = it;
    field("id", id), field("title", title), field("source", source), field("when", when), field("on", on);
    field("within", within), field("amount", amount);
    end();
  }

  // ---- parties and plan

  void write(const Party& it) {
    const auto& [id, title, kind, type, under, from, to, attributes, where] = it;
    field("id", id), field("title", title), field("kind", kind), field("type", type), field("under", under), field("from", from);
    field("to", to), field("attributes", attributes);
    end();
  }

  void write(const Holder& it) {
    const auto& [person, from, to, acting, where] = it;
    field("person", person), field("from", from), field("to", to), field("acting", acting);
    end();
  }

  void write(const Post& it) {
    const auto& [id, title, party, role, holders, where] = it;
    field("id", id), field("title", title), field("party", party), field("role", role), field("holders", holders);
    end();
  }

  void write(const ChainEntry& it) {
    const auto& [role, post, party, share, where] = it;
    field("role", role), field("post", post), field("party", party), field("share", share);
    end();
  }

  void write(const Responsibility& it) {
    const auto& [subjects, chain, source, where] = it;
    field("subjects", subjects), field("chain", chain), field("source", source);
    end();
  }

  void write(const Recurrence& it) {
    const auto& [unit, count] = it;
    field("unit", unit), field("count", count);
    end();
  }

  void write(const Duty& it) {
    const auto& [id, title, source, what, at_least, per, per_written, by_day, per_party, tags, lead, assist, where] = it;
    field("id", id), field("title", title), field("source", source), field("what", what), field("at_least", at_least), field("per", per);
    field("by_day", by_day), field("per_party", per_party), field("tags", tags), field("lead", lead), field("assist", assist);
    end();
  }

  void write(const PlanTarget& it) {
    const auto& [indicator, target, by, breakdown, where] = it;
    field("indicator", indicator), field("target", target), field("by", by), field("breakdown", breakdown);
    end();
  }

  void write(const Item& it) {
    const auto& [id, title, source, kind, period, due, targets, duties, lead, assist, depends_on, tags, items, where] = it;
    field("id", id), field("title", title), field("source", source), field("kind", kind), field("period", period), field("due", due);
    field("targets", targets), field("duties", duties), field("lead", lead), field("assist", assist), field("depends_on", depends_on);
    field("tags", tags), field("items", items);
    end();
  }

  void write(const Calendar& it) {
    const auto& [terms, holidays, workdays, covers] = it;
    field("terms", std::vector(terms.begin(), terms.end()));
    field("holidays", std::vector(holidays.begin(), holidays.end()));
    field("workdays", std::vector(workdays.begin(), workdays.end()));
    field("covers", covers);
    end();
  }

  pins::Form form_;
};

}  // namespace

std::string hash_of(const Scheme& scheme) {
  SchemeForm form;
  form.write(scheme);
  return pins::named_sha256(form.bytes());
}

}  // namespace kaohe
