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
    for (const SeriesStanding& of : standing_.series) append_target(of, said, "{0}，达到目标“{1}”", "{0}, the target \"{1}\" is met");
    if (!said.empty()) return said;
    if (!planned_.children.empty()) return {"下级任务都已完成", "everything below is done"};
    return phrase("{0}到期，没有写目标", "ended on {0}; no target is written", {detail::day_words(planned_.last, on_)});
  }

  Phrase overdue() const {
    const std::string days = std::to_string(days_between(planned_.last, on_));
    Phrase said = phrase("应于{0}完成，已过{1}天，实际完成{2}",
                         days == "1" ? "due on {0}, {1} day ago; {2} is done" : "due on {0}, {1} days ago; {2} is done",
                         {detail::day_words(planned_.last, on_), days, detail::percent_short_of_all(standing_.progress)});
    for (const SeriesStanding& of : standing_.series) {
      if (!of.met()) append_target(of, said, "{0}，未达到目标“{1}”", "{0}, the target \"{1}\" is not met");
    }
    append_missing(said);
    return said;
  }

  Phrase under_way() const {
    const Phrase day = detail::day_words(on_, on_);
    if (standing_.series.empty() && planned_.children.empty())
      return phrase("没有写目标，按时间到{0}过了{1}", "no target is written; by {0} {1} of its time has passed",
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

  static void append_target(const SeriesStanding& of, Phrase& said, const char* zh, const char* en) {
    if (of.figure.value) detail::append(said, phrase(zh, en, {detail::value_words(of), target_words(of.series.last())}));
  }

  void append_missing(Phrase& said) const {
    for (const SeriesStanding& of : standing_.series) {
      const std::string& title = title_of(*of.series.indicator);
      const std::string count = std::to_string(of.figure.missing.size());
      if (!of.figure.value)
        detail::append(said, phrase("“{0}”没有数据", "there are no data of \"{0}\"", {title}));
      else if (!of.figure.missing.empty())
        detail::append(
            said, phrase("“{0}”缺{1}个单位的数据",
                         count == "1" ? "\"{0}\" lacks the data of {1} party" : "\"{0}\" lacks the data of {1} parties", {title, count}));
    }
  }

  const PlannedItem& planned_;
  const Standing& standing_;
  const Date& on_;
};

}  // namespace kaohe
