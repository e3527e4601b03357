#pragma once

#include <kaohe/base/text.hpp>
#include <kaohe/plan/item_status.hpp>
#include <kaohe/plan/standing.hpp>
#include <kaohe/plan/words.hpp>

#include <string>
#include <vector>

namespace kaohe {

namespace detail {

/// A value on the scale of its target, for people: 93%, 5200, ≈0.333333.
inline std::string shown_value(const Rational& value, const TargetSeries& series) {
  const bool percents = series.indicator->unit == "%" || series.last().written->target.number.percent();
  const Rational number = percents ? value * Rational(100) : value;
  const bool exact = number.is_finite_decimal() && round_to(number, 6, Rounding::half_up) == number;
  return (exact ? number.text() : "≈" + number.decimal(6)) + (percents ? "%" : "");
}

/// 苗木面积5200亩; a percent sign comes with the value.
inline Phrase value_words(const SeriesStanding& of) {
  const Indicator& indicator = *of.series.indicator;
  const std::string value = shown_value(*of.figure.value, of.series);
  const std::string unit = indicator.unit == "%" ? "" : indicator.unit;
  return {title_of(indicator) + value + unit, title_of(indicator) + " " + value + (unit.empty() ? "" : " " + unit)};
}

/// A target as it is written; of a part, its number with the sign.
inline std::string target_words(const SeriesStanding& of, const PlannedTarget& target) {
  const Target& written = target.written->target;
  if (!of.part) return written.written;
  const std::string number = as_written(target.number, written.number.percent());
  switch (written.kind) {
    case Target::Kind::at_least:
      return ">= " + number;
    case Target::Kind::at_most:
      return "<= " + number;
    case Target::Kind::equal:
      return "= " + number;
    case Target::Kind::greater:
      return "> " + number;
    case Target::Kind::less:
      return "< " + number;
    case Target::Kind::about:
      return "~ " + number;
    case Target::Kind::range:
    case Target::Kind::done:
      return written.written;
  }
  return {};
}

/// Whether a target of the series is met. Pre: there is a value.
inline Phrase met_words(const SeriesStanding& of, const PlannedTarget& target) {
  const std::string& title = title_of(*of.series.indicator);
  const bool met = is_met(target, *of.figure.value);
  if (target.kind() == Target::Kind::done)
    return met ? phrase("“{0}”已实现", "\"{0}\" is reached", {title}) : phrase("“{0}”尚未实现", "\"{0}\" is not reached", {title});
  return phrase(met ? "{0}，达到目标“{1}”" : "{0}，未达到目标“{1}”",
                met ? "{0}, the target \"{1}\" is met" : "{0}, the target \"{1}\" is not met", {value_words(of), target_words(of, target)});
}

/// What is not known of a figure; empty where all is.
inline Phrase missing_words(const SeriesStanding& of) {
  const std::string& title = title_of(*of.series.indicator);
  if (!of.figure.value) return phrase("“{0}”没有数据", "there are no data of \"{0}\"", {title});
  if (of.figure.missing.empty()) return {};
  const std::string count = std::to_string(of.figure.missing.size());
  const char* english = count == "1" ? "\"{0}\" lacks the data of {1} party" : "\"{0}\" lacks the data of {1} parties";
  return phrase("“{0}”缺{1}个单位的数据", english, {title, count});
}

}  // namespace detail

/// Says why an item is in its state on a day.
class Reasons {
 public:
  Reasons(const PlannedItem& planned, const Standing& standing, const Date& on) : planned_(planned), standing_(standing), on_(on) {}

  /// `waits_for`: titles of what it depends on and is not done.
  Phrase run(ItemState state, const std::vector<std::string>& waits_for) const {
    switch (state) {
      case ItemState::done:
        return done();
      case ItemState::overdue:
        return overdue();
      case ItemState::blocked:
        return phrase("要等{0}完成", "waits for {0}", {detail::quoted(waits_for)});
      case ItemState::not_started:
        return phrase("{0}开始", "begins on {0}", {detail::day_words(planned_.days.first(), on_)});
      case ItemState::on_track:
      case ItemState::at_risk:
        return under_way();
    }
    return {};
  }

 private:
  Phrase done() const {
    Phrase said;
    for (const SeriesStanding& of : standing_.series) detail::append(said, detail::met_words(of, of.series.last()));
    if (!said.empty()) return said;
    if (!planned_.children.empty()) return {"下级任务都已完成", "everything below is done"};
    return phrase("{0}到期，没有写目标", "ended on {0}; no target is written", {detail::day_words(planned_.last, on_)});
  }

  Phrase overdue() const {
    const std::string days = std::to_string(days_between(planned_.last, on_));
    const char* english = days == "1" ? "due on {0}, {1} day ago; {2} is done" : "due on {0}, {1} days ago; {2} is done";
    Phrase said = phrase("应于{0}完成，已过{1}天，实际完成{2}", english,
                         {detail::day_words(planned_.last, on_), days, detail::percent_short_of_all(standing_.progress)});
    for (const SeriesStanding& of : standing_.series) {
      if (of.figure.value && !of.met()) detail::append(said, detail::met_words(of, of.series.last()));
    }
    append_missing(said);
    return said;
  }

  Phrase under_way() const {
    const Phrase day = detail::day_words(on_, on_);
    if (standing_.series.empty() && planned_.children.empty())
      return phrase("没有写目标，到{0}时间已过{1}", "no target is written; by {0} {1} of its time has passed",
                    {day, detail::percent(standing_.expected, 1)});
    const detail::ShownProgress shown(standing_.expected, standing_.progress);
    Phrase said = phrase("{0}应完成{1}，实际{2}", "by {0} {1} should be done, {2} is", {day, shown.expected, shown.reached});
    if (standing_.progress < standing_.expected) {
      said.zh += "，落后" + shown.between + "个百分点";
      said.en += ": " + shown.between + " percentage points behind";
    } else if (standing_.expected < standing_.progress) {
      said.zh += "，超前" + shown.between + "个百分点";
      said.en += ": " + shown.between + " percentage points ahead";
    }
    append_missing(said);
    return said;
  }

  void append_missing(Phrase& said) const {
    for (const SeriesStanding& of : standing_.series) detail::append(said, detail::missing_words(of));
  }

  const PlannedItem& planned_;
  const Standing& standing_;
  const Date& on_;
};

}  // namespace kaohe
