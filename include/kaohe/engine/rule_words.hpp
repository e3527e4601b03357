#pragma once

// Each rule in words, with one unit's numbers put in. The score itself comes from the same functions that score the columns.

#include <kaohe/engine/words.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe::engine {

/// Says it, and gives its score.
Number say_rule(Evaluator& row, int rule, Said& said);

/// What the rules of one kind have at hand while they are put into words.
struct Telling {
  Evaluator& row;
  const CompiledRule& compiled;
  Said& said;
  Rational x;      // of rules that have a value
  Rational score;  // what the rule gives
  bool percent = false;

  std::string value() const { return shown(x, percent); }
  std::string scale(const Rational& number) const { return shown(number, percent); }
  bool lower() const { return compiled.better == Better::lower; }

  void branch(std::size_t which) {
    const int nested = which < compiled.branches.size() ? compiled.branches[which] : -1;
    if (nested >= 0)
      say_rule(row, nested, said);
    else
      said.step("得{0}分", "gives {0} points", {shown(score)});
  }
};

inline void say(Telling& told, const Threshold& rule) {
  const std::string target = told.compiled.target->written;
  const auto which = threshold_branch(told.row, told.compiled).value_or(1);
  const bool done = told.compiled.target->kind == Target::Kind::done;
  if (done && which == 0) told.said.step("已完成", "done");
  if (done && which != 0) told.said.step("未完成", "not done");
  if (!done && which == 0) told.said.step("{0}，达到目标“{1}”", "{0} meets the target \"{1}\"", {told.value(), target});
  if (!done && which != 0) told.said.step("{0}，没有达到目标“{1}”", "{0} does not meet the target \"{1}\"", {told.value(), target});
  told.branch(which);
  if (which == 0) return;
  const bool plain = !rule.then || rule.then->points;
  const Number full = rule.then && rule.then->points ? points_amount(told.row, *rule.then->points) : Number{told.row.points()};
  if (plain && full && *full > told.score && done) told.said.better("完成后得{0}分", "{0} points once it is done", {shown(*full)});
  if (plain && full && *full > told.score && !done) told.said.better("达到“{0}”得{1}分", "{1} points at \"{0}\"", {target, shown(*full)});
}

inline void say(Telling& told, const Proportion& rule) {
  const Rational of = number(told.row, rule.of ? *rule.of : told.compiled.target->number).value_or(Rational(1));
  const Rational cap = rule.cap ? number(told.row, *rule.cap).value_or(Rational(1)) : Rational(1);
  const Rational s = told.row.points();
  const bool undivided = told.lower() && told.x.sign() <= 0;
  if (undivided) told.said.step("{0}，不超过0，得{1}分", "{0} is not above 0: {1} points", {told.value(), shown(told.score)});
  if (undivided) return;
  const Rational share = told.lower() ? of / told.x : told.x / of;
  const auto [top, bottom] = told.lower() ? std::pair{of, told.x} : std::pair{told.x, of};
  const std::string part = shown(share, true), given = share > cap ? shown(cap, true) : part;
  told.said.step("{0} ÷ {1} = {2}", "{0} ÷ {1} = {2}", {told.scale(top), told.scale(bottom), part});
  if (share > cap) told.said.step("按{0}封顶", "capped at {0}", {given});
  const Number from = rule.from ? number(told.row, *rule.from) : Number{};
  if (from && share < *from) told.said.step("低于{0}，不得分", "below {0}: no points", {shown(*from, true)});
  if (!from || share >= *from)
    told.said.step("{0}分 × {1}，得{2}分", "{0} points × {1} = {2} points", {shown(s), given, shown(told.score)});
  const Rational full = told.lower() ? of / cap : of * cap;
  if (share < cap) told.said.better("达到{0}得{1}分", "{1} points at {0}", {told.scale(full), shown(s * cap)});
}

/// "每1个百分点扣0.5分", with how started steps count.
inline Phrase side_words(Telling& told, const SlopeSide& side, bool takes) {
  const Rational each = number(told.row, side.each).value_or(Rational(0));
  const Rational points = points_amount(told.row, side.points).value_or(Rational(0));
  const Phrase step = side.each.percent() ? phrase("目标的{0}", "{0} of the target", {shown(each, true)}) : distance(each, told.percent);
  Phrase out = takes ? phrase("每{0}扣{1}分", "{1} points off per {0}", {step, shown(points)})
                     : phrase("每{0}加{1}分", "{1} points more per {0}", {step, shown(points)});
  if (side.steps == Steps::whole) out = phrase("{0}，不足一个的不计", "{0}, whole ones only", {out});
  if (side.steps == Steps::started) out = phrase("{0}，不足一个的按一个计", "{0}, a started one counts whole", {out});
  const Number most = side.at_most ? points_amount(told.row, *side.at_most) : Number{};
  if (most) out = phrase("{0}，最多{1}分", "{0}, at most {1}", {out, shown(*most)});
  return out;
}

inline Phrase sides_words(Telling& told, const std::vector<SlopeSide>& sides, bool takes) {
  Phrase all;
  for (const auto& side : sides) {
    Phrase one = side_words(told, side, takes);
    const Number from = side.from ? number(told.row, *side.from) : Number{};
    if (from) one = phrase("从{0}起{1}", "from {0} on {1}", {told.scale(*from), one});
    all = all.empty() ? std::move(one) : phrase("{0}；{1}", "{0}; {1}", {all, one});
  }
  return all;
}

/// Of slopes that are the same for every unit: made for all of them when the first unit is explained. Any thread may ask.
inline const std::vector<SlopeWords>& slope_words(const Model& model) {
  return model.slope_words.get([&] {
    std::vector<SlopeWords> words(model.rules.size());
    for (std::size_t at = 0; at < words.size(); ++at) {
      const CompiledRule& compiled = model.rules[at];
      const Slope* slope = std::get_if<Slope>(&compiled.rule->body);
      if (slope == nullptr || !compiled.curve) continue;
      Faults unsaid;
      Said said;
      Evaluator row(model, nullptr, 0, unsaid);
      row.enter(model.criterion(compiled.criterion).points.value_or(Rational(0)), nullptr);
      Telling told{row, compiled, said, {}, {}, is_percentage(compiled)};
      words[at] = {sides_words(told, slope->worse, true), sides_words(told, slope->better, false)};
    }
    return words;
  });
}

/// "每1个百分点扣0.5分" for the side that x is on.
inline Phrase side_of(Telling& told, const Slope& rule, bool worse) {
  if (!told.compiled.curve) return sides_words(told, worse ? rule.worse : rule.better, worse);
  const Model& model = told.row.model();
  const SlopeWords& words = slope_words(model)[static_cast<std::size_t>(&told.compiled - model.rules.data())];
  return worse ? words.worse : words.better;
}

/// The end of the slope's plateau that x is measured from.
inline std::optional<Rational> slope_reference(Telling& told, const Slope& rule) {
  if (rule.at) return number(told.row, *rule.at);
  const Target& target = *told.compiled.target;
  if (told.lower() && target.kind == Target::Kind::range) return number(told.row, *target.upper);
  if (told.compiled.better != Better::closer) return number(told.row, target.number);
  const auto range = range_of(told.row, *told.compiled.target);
  if (!range) return std::nullopt;
  const bool above = range->high && told.x > *range->high;
  return above || !range->low ? range->high : range->low;
}

/// True where x lies beyond a bound of its side; at the bound itself where that belongs to it.
inline bool is_beyond(Telling& told, const std::optional<Amount>& written, bool below, bool inclusive) {
  const Number bound = written ? number(told.row, *written) : Number{};
  if (!bound) return false;
  return (inclusive && told.x == *bound) || (below ? told.x < *bound : told.x > *bound);
}

inline void say(Telling& told, const Slope& rule) {
  const auto at = slope_reference(told, rule);
  const Rational base = points_amount(told.row, rule.base, told.row.points()).value_or(Rational(0));
  if (!at) return;
  const Rational gap = told.x - *at;
  const bool below = gap.sign() < 0;
  const std::string value = told.value(), reference = told.scale(*at);
  const Phrase away = distance(gap.abs(), told.percent);
  const bool worse = told.compiled.better == Better::closer ? told.score < base : (below != told.lower() && !gap.is_zero());
  if (gap.is_zero()) told.said.step("{0}，正是{1}", "{0} is exactly {1}", {value, reference});
  if (gap.sign() < 0) told.said.step("{0}，低于{1}共{2}", "{0} is {2} below {1}", {value, reference, away});
  if (gap.sign() > 0) told.said.step("{0}，高于{1}共{2}", "{0} is {2} above {1}", {value, reference, away});
  const auto& sides = worse ? rule.worse : rule.better;
  const bool cut = worse && (is_beyond(told, rule.zero_past, below, false) || is_beyond(told, rule.zero_from, below, true));
  if (cut) told.said.step("越过了不得分的界限，得0分", "beyond the bound from which nothing is given: 0 points");
  if (!cut && !gap.is_zero() && !sides.empty()) told.said.steps.push_back(side_of(told, rule, worse));
  const Rational change = told.score - base;
  if (!cut && change.sign() < 0)
    told.said.step("{0}分扣{1}分，得{2}分", "{0} points less {1} make {2}", {shown(base), shown(change.abs()), shown(told.score)});
  if (!cut && change.sign() > 0)
    told.said.step("{0}分加{1}分，得{2}分", "{0} points and {1} make {2}", {shown(base), shown(change), shown(told.score)});
  if (!cut && change.is_zero()) told.said.step("得{0}分", "gives {0} points", {shown(told.score)});
  if (worse && told.score < base)
    told.said.better("达到{0}得{1}分，还差{2}", "{1} points at {0}, {2} away", {reference, shown(base), away});
}

inline Phrase band_words(Telling& told, const Band& band) {
  const Number bound = band.bound ? number(told.row, *band.bound) : Number{};
  if (!bound) return {"其余", "otherwise"};
  const std::string at = told.scale(*bound);
  if (band.upwards) return band.strict ? phrase("高于{0}", "above {0}", {at}) : phrase("{0}以上（含）", "from {0}", {at});
  return band.strict ? phrase("低于{0}", "below {0}", {at}) : phrase("{0}以下（含）", "up to {0}", {at});
}

inline bool in_band(Telling& told, const Band& band) {
  const Number bound = band.bound ? number(told.row, *band.bound) : Number{};
  if (!bound) return !band.bound;
  if (band.strict) return band.upwards ? told.x > *bound : told.x < *bound;
  return band.upwards ? told.x >= *bound : told.x <= *bound;
}

inline void say(Telling& told, const Bands& rule) {
  const auto found = std::ranges::find_if(rule.bands, [&](const Band& band) { return in_band(told, band); });
  if (found == rule.bands.end()) told.said.step("{0}，不到最低一档，得0分", "{0} reaches no band: 0 points", {told.value()});
  if (found != rule.bands.end() && !rule.interpolate) {
    told.said.step("{0}在“{1}”一档，得{2}分", "{0} is in the band \"{1}\": {2} points",
                   {told.value(), band_words(told, *found), shown(told.score)});
  }
  if (found != rule.bands.end() && rule.interpolate) {
    told.said.step("{0}在“{1}”一档，与上一档之间按比例，得{2}分", "{0} is in the band \"{1}\", in proportion to the next: {2} points",
                   {told.value(), band_words(told, *found), shown(told.score)});
  }
  if (found == rule.bands.begin()) return;
  const Band& next = *(found - 1);
  const Number points = points_amount(told.row, next.points);
  const Number bound = next.bound ? number(told.row, *next.bound) : Number{};
  if (!points || !bound) return;
  told.said.better("到“{0}”得{1}分，还差{2}", "{1} points in the band \"{0}\", {2} away",
                   {band_words(told, next), shown(*points), distance((*bound - told.x).abs(), told.percent)});
}

inline void say(Telling& told, const Cases& rule) {
  const auto which = case_that_holds(told.row, rule);
  if (!which) return;
  const bool none = *which == rule.cases.size();
  if (none) told.said.step("各条都不符合，得0分", "none of the cases holds: 0 points");
  if (none) return;
  const auto& when = rule.cases[*which].when;
  if (when) told.said.step("符合“{0}”", "\"{0}\" holds", {print(*when)});
  if (!when) told.said.step("其他各条都不符合", "none of the other cases holds");
  told.branch(*which);
}

inline void say(Telling& told, const RankPoints& rule) {
  const Place& place = place_of(told.row, told.compiled);
  const auto count = [](std::int64_t number) { return std::to_string(number); };
  told.said.step("{0}，在{1}个中列第{2}名", "{0} is place {2} of {1}", {told.value(), count(place.cohort), count(place.place)});
  if (place.tied > 1) {
    const char* zh[] = {"{0}个并列，同按这一名次", "{0}个并列，取所占各名次的平均", "{0}个并列，按最后一个名次"};
    const char* en[] = {"{0} are tied and share it", "{0} are tied: the mean over the places they fill",
                        "{0} are tied: the last of the places they fill"};
    told.said.step(zh[static_cast<int>(rule.ties)], en[static_cast<int>(rule.ties)], {count(place.tied)});
  }
  told.said.step("得{0}分", "gives {0} points", {shown(told.score)});
  const Number next = place.place > 1 ? points_at(told.row, rule, place.place - 1, place.cohort) : Number{};
  if (next && *next > told.score) told.said.better("第{0}名得{1}分", "{1} points at place {0}", {count(place.place - 1), shown(*next)});
}

inline void say(Telling& told, const Relative& rule) {
  static const Phrase names[] = {
      {"最优值", "the best"}, {"平均值", "the mean"}, {"中位数", "the median"}, {"总和", "the sum"}, {"参照值", "the reference"}};
  const Rational to =
      (rule.expression ? number(told.row, *rule.expression) : figure(told.row, told.compiled.figures[0])).value_or(Rational(1));
  const Phrase name = names[static_cast<int>(rule.to)];
  const bool undivided = told.lower() ? told.x.sign() <= 0 : to.is_zero();
  if (undivided) told.said.step("{0}，不超过0，得{1}分", "{0} is not above 0: {1} points", {told.value(), shown(told.score)});
  if (undivided) return;
  const Rational share = told.lower() ? to / told.x : told.x / to;
  if (told.lower()) told.said.step("{2}{1} ÷ {0} = {3}", "{2}, {1}, ÷ {0} = {3}", {told.value(), told.scale(to), name, shown(share)});
  if (!told.lower()) told.said.step("{0} ÷ {2}{1} = {3}", "{0} ÷ {2}, {1}, = {3}", {told.value(), told.scale(to), name, shown(share)});
  told.said.step("满分{0}分，得{1}分", "of {0} points: {1}", {shown(told.row.points()), shown(told.score)});
}

inline void say(Telling& told, const Efficacy& rule) {
  const auto numbers = efficacy_numbers(rule, told.compiled, told.row);
  if (!numbers) return;
  told.said.step("{0}，不允许值{1}，满意值{2}", "{0}, between the unacceptable {1} and the satisfactory {2}",
                 {told.value(), told.scale(numbers->low), told.scale(numbers->high)});
  if (numbers->high == numbers->low) {
    told.said.step("两值相同，得满分{0}分", "both are the same: full points, {0}", {shown(told.score)});
    return;
  }
  const Rational t = (told.x - numbers->low) / (numbers->high - numbers->low);
  const std::string base = shown(numbers->base, true);
  if (rule.exponential)
    told.said.step("指数功效系数：{0}分 × {1}^(1 − {2})，得{3}分", "exponential efficacy: {0} × {1}^(1 − {2}) = {3} points",
                   {shown(told.row.points()), base, shown(t), shown(told.score)});
  if (!rule.exponential)
    told.said.step("功效系数：{0}分 × ({1} + {4} × {2})，得{3}分", "efficacy: {0} × ({1} + {4} × {2}) = {3} points",
                   {shown(told.row.points()), base, shown(t), shown(told.score), shown(Rational(1) - numbers->base, true)});
}

inline void say(Telling& told, const Tally& rule) {
  const Rational base = points_amount(told.row, rule.base, 0).value_or(Rational(0));
  const auto items = tally_items(told.row, told.compiled, rule).value_or(std::vector<TallyItem>{});
  const Events& events = told.row.run().evidence.events;
  if (items.empty()) told.said.step("没有“{0}”，得{1}分", "no \"{0}\": {1} points", {rule.event, shown(base)});
  for (const auto& item : items) {
    std::string entry;
    for (const int field : told.compiled.table_fields)
      entry += " " + events.fields[static_cast<std::size_t>(field)].text(item.event).value_or("");
    if (!item.key.empty()) entry += " " + item.key;
    const std::string what = events.dates[item.event].text() + " " + rule.event + entry;
    const Phrase count = item.count == Rational(1) ? Phrase("") : phrase("{0}次", " × {0}", {item.count.text()});
    if (item.counted) told.said.step("{0}{1}：{2}分", "{0}{1}: {2} points", {what, count, shown(item.amount)});
    if (!item.counted)
      told.said.step("{0}{1}：同一事项只计最高的，不计", "{0}{1}: only the highest of the same counts, this one does not", {what, count});
  }
  if (!items.empty()) told.said.step("从{0}分起，得{1}分", "from {0} points on: {1}", {shown(base), shown(told.score)});
}

inline void say(Telling& told, const Levels& rule) {
  const auto level = level_given(told.row, told.compiled);
  told.said.step("等次“{0}”，得{1}分", "level \"{0}\": {1} points", {level.value_or(""), shown(told.score)});
  const LevelPoints* next = nullptr;
  Rational least;
  for (const auto& other : rule.levels) {
    const Number points = points_amount(told.row, other.points);
    if (points && *points > told.score && (next == nullptr || *points < least)) next = &other, least = *points;
  }
  if (next != nullptr) told.said.better("“{0}”得{1}分", "{1} points for \"{0}\"", {next->level, shown(least)});
}

inline void say(Telling& told, const Panel& rule) {
  const Number out_of = rule.out_of ? number(told.row, *rule.out_of) : Number{told.row.points()};
  const auto groups = panel_groups(told.row, told.compiled, rule, out_of.value_or(Rational(1)));
  if (!groups) return;
  for (const auto& group : *groups) {
    const Phrase who = group.name.empty() ? Phrase{"评委", "raters"} : phrase("“{0}”", "\"{0}\"", {group.name});
    const std::string count = std::to_string(group.marks.size());
    if (!group.mean) told.said.step("{0}没有足够的评议（{1}个）", "{0}: too few marks ({1})", {who, count});
    if (!group.mean) continue;
    const Phrase trim = rule.trim == 0
                            ? Phrase("")
                            : phrase("，去掉最高、最低各{0}个", ", without the {0} highest and lowest", {std::to_string(rule.trim)});
    told.said.step("{0}{1}个评议{2}，平均{3}，权重{4}", "{0}: {1} marks{2}, mean {3}, weight {4}",
                   {who, count, trim, shown(*group.mean), shown(group.weight, true)});
  }
  told.said.step("按{0}分折算，得{1}分", "scaled to {0} points: {1}", {shown(told.row.points()), shown(told.score)});
}

inline void say(Telling& told, const Discretion& rule) {
  const auto mark = discretion_mark(told.row, told.compiled, rule);
  if (!mark) return;
  if (!mark->given) told.said.step("没有打分，按0分", "no mark was given: 0");
  if (mark->given)
    told.said.step("在{0}到{1}之间酌情给{2}分", "{2} at discretion, between {0} and {1}",
                   {shown(mark->from), shown(mark->to), shown(mark->mark.value_or(Rational(0)))});
  told.said.step("得{0}分", "gives {0} points", {shown(told.score)});
}

inline void say(Telling& told, const Formula& rule) {
  told.said.step("按算式 {0}，得{1}分", "by the formula {0}: {1} points", {print(rule.expression), shown(told.score)});
}

inline void say(Telling& told, const ResultFigure& rule) {
  for (const auto* figure : result_rows(told.row, rule)) {
    const Number value = rule.field == "rank" ? figure->rank : figure->total;
    told.said.step("“{0}”{1}：{2}", "\"{0}\" {1}: {2}",
                   {rule.scheme, text_of(figure->period, told.row.model().scheme.calendar), value ? shown(*value) : "—"});
  }
  const Number out_of = number(told.row, rule.out_of);
  told.said.step("满分{0}，折算得{1}分", "out of {0}, scaled to {1} points", {out_of ? shown(*out_of) : "", shown(told.score)});
}

inline Number say_rule(Evaluator& row, int rule, Said& said) {
  const CompiledRule& compiled = compiled_rule(row, rule);
  const Number score = score_rule(row, rule);
  if (!score) said.step("缺少数据，不能按规则计分", "data are missing: the rule cannot be applied");
  if (!score) return score;
  const bool has_value = is_curve(compiled) || std::holds_alternative<RankPoints>(compiled.rule->body) ||
                         std::holds_alternative<Efficacy>(compiled.rule->body) || std::holds_alternative<Threshold>(compiled.rule->body);
  row.look_at(&*compiled.value);
  const Rational x = has_value ? row.number(*compiled.value).value_or(Rational(0)) : Rational(0);
  Telling told{row, compiled, said, x, *score, is_percentage(compiled)};
  std::visit([&](const auto& one) { say(told, one); }, compiled.rule->body);
  row.look_at(&*compiled.value);
  return score;
}

}  // namespace kaohe::engine
