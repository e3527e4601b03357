// Progress of targets and what is expected of them. Days are counted by hand: 2014 has 365; January to March 90, January to June 181.

#include "plan/planning.hpp"
#include "test.hpp"

#include <kaohe/plan/breakdown.hpp>
#include <kaohe/plan/progress.hpp>
#include <kaohe/plan/reasons.hpp>

namespace kaohe {
namespace {

using test::listed;
using test::Planning;

/// The targets of the one item of 2014 with one indicator.
class Targets {
 public:
  explicit Targets(const std::string& targets)
      : planning_(
            "indicators: {trees: {rollup: sum}}\nparties: [{id: 县}, {id: 东乡, under: 县}, {id: 一村, under: 东乡}, {id: 二村, under: "
            "东乡}, "
            "{id: 西乡, under: 县}]\n"
            "plan: [{id: a, period: 2014, targets: [" +
            targets + "]}]\n") {
    REQUIRE(listed(planning_.findings) == "");
  }

  const TargetSeries& series() const { return planning_["a"].series.at(0); }
  std::string progress(const std::optional<Rational>& value) const { return progress_of(series(), value).text(); }
  std::string expected(const Date& on) const { return expected_of(series(), Date(2014, 1, 1), on).text(); }
  bool met(const Rational& value) const { return is_met(series().last(), value); }

  std::string part(const std::string& party, const std::optional<Rational>& value) const {
    const auto own = series_of(series(), party, planning_.parties());
    return own ? own->last().number.text() + ": " + progress_of(*own, value).text() : "none";
  }

 private:
  Planning planning_;
};

Targets one(const std::string& target) { return Targets("{indicator: trees, target: \"" + target + "\"}"); }

TEST_CASE("progress towards an amount is the value's share of it, at most the whole", "[plan][progress]") {
  const Targets targets = one(">= 5000");
  CHECK(targets.progress(Rational(0)) == "0");
  CHECK(targets.progress(Rational(2050)) == "0.41");
  CHECK(targets.progress(Rational(5000)) == "1");
  CHECK(targets.progress(Rational(6000)) == "1");
  CHECK(targets.progress(Rational(-50)) == "0");
  CHECK(targets.progress(std::nullopt) == "0");
}

TEST_CASE("each kind of target is met in its own way", "[plan][progress]") {
  struct Case {
    const char* target;
    Rational value;
    const char* progress;
    bool met;
  };
  const Case cases[]{
      {"= 4", 5, "1", true},
      {"= 4", 3, "0.75", false},
      {"> 5", 5, "1", false},
      {"> 5", 6, "1", true},
      {"> 5", 4, "0.8", false},
      {"<= 2", 2, "1", true},
      {"<= 2", 3, "0", false},
      {"< 2", 2, "0", false},
      {"< 2", 1, "1", true},
      {"~ 5000", 4750, "1", true},
      {"~ 5000", 4749, "0.9498", false},
      {"~ 5000 ± 1%", 4750, "0.95", false},
      {"~ 5000", 5251, "1", false},
      {"4:6", {2, 3}, "1", true},
      {"4:6", {1, 3}, "0.5", false},
      {">= 60%", {3, 10}, "0.5", false},
      {">= 0", 0, "1", true},
      {">= 0", -1, "0", false},
      {">= -5", -10, "0", false},
      {"> 0", 0, "0", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.target, c.value.text());
    CHECK(one(c.target).progress(c.value) == c.progress);
    CHECK(one(c.target).met(c.value) == c.met);
  }
}

TEST_CASE("a range is met between its ends, and what is above it is the whole without meeting it", "[plan][progress]") {
  const Targets targets("{indicator: trees, target: 30..40}");
  CHECK(targets.progress(Rational(15)) == "0.5");
  CHECK(targets.progress(Rational(45)) == "1");
  CHECK(targets.met(40));
  CHECK(!targets.met(45));
}

TEST_CASE("a state is reached at 1, not before", "[plan][progress]") {
  const Planning planning(
      "indicators: {trees: {rollup: min}}\nplan: [{id: a, period: 2014, targets: [{indicator: trees, target: done}]}]\n");
  const TargetSeries& series = planning["a"].series.at(0);
  CHECK(progress_of(series, Rational(1)) == Rational(1));
  CHECK(progress_of(series, Rational(1, 2)) == Rational(0));
  CHECK(progress_of(series, std::nullopt) == Rational(0));
}

TEST_CASE("what is expected grows evenly by days from the eve of the first day to the last", "[plan][progress]") {
  const Targets targets = one(">= 5000");
  CHECK(targets.expected(Date(2013, 12, 31)) == "0");
  CHECK(targets.expected(Date(2014, 1, 1)) == "1/365");
  CHECK(targets.expected(Date(2014, 3, 14)) == "0.2");  // 31 + 28 + 14 = 73 of 365
  CHECK(targets.expected(Date(2014, 12, 30)) == "364/365");
  CHECK(targets.expected(Date(2014, 12, 31)) == "1");
  CHECK(targets.expected(Date(2015, 3, 1)) == "1");
}

TEST_CASE("milestones are shares of the last target, and what is expected grows from one to the next", "[plan][progress]") {
  const Targets targets(R"({indicator: trees, target: ">= 2000", by: 2014-03-31}, {indicator: trees, target: ">= 5000", by: 2014-10-31})");
  CHECK(targets.expected(Date(2014, 2, 14)) == "0.2");  // 45 of 90 days to 40 %
  CHECK(targets.expected(Date(2014, 3, 31)) == "0.4");
  CHECK(targets.expected(Date(2014, 7, 16)) == "0.7");  // 107 of the 214 days from 31 March to 31 October
  CHECK(targets.expected(Date(2014, 10, 31)) == "1");
  CHECK(targets.progress(Rational(2500)) == "0.5");
}

TEST_CASE("of ceilings and states each milestone counts for as much as the next", "[plan][progress]") {
  const Targets targets(R"({indicator: trees, target: "<= 10", by: 2014-06-30}, {indicator: trees, target: "<= 8"})");
  CHECK(targets.progress(Rational(11)) == "0");
  CHECK(targets.progress(Rational(9)) == "0.5");
  CHECK(targets.progress(Rational(8)) == "1");
  CHECK(targets.expected(Date(2014, 6, 30)) == "0.5");
  CHECK(targets.expected(Date(2014, 9, 30)) == "0.75");  // 92 of the 184 days of the second half
}

TEST_CASE("a party is asked for its part of the breakdown, a superior for those below it", "[plan][progress]") {
  const Targets targets(R"({indicator: trees, target: ">= 5000", breakdown: {一村: 1000, 二村: 1500, 西乡: 2500}})");
  CHECK(targets.part("一村", Rational(400)) == "1000: 0.4");
  CHECK(targets.part("东乡", Rational(500)) == "2500: 0.2");
  CHECK(targets.part("县", Rational(500)) == "5000: 0.1");
  CHECK(targets.part("四村", Rational(1)) == "none");
}

TEST_CASE("a milestone that is not broken down asks every party for the same share", "[plan][progress]") {
  const Targets targets(
      R"({indicator: trees, target: ">= 2000", by: 2014-03-31}, {indicator: trees, target: ">= 5000", breakdown: {东乡: 2000, 西乡: 3000}})");
  const PartyTree none(std::span<const Party>{});
  const auto own = series_of(targets.series(), "西乡", none);
  REQUIRE(own);
  CHECK(own->targets[0].number == Rational(1200));
  CHECK(own->last().number == Rational(3000));
}

TEST_CASE("the percentages that people read agree with one another", "[plan][progress]") {
  struct Case {
    const char* why;
    Rational expected, reached;
    const char* shown;
  };
  const Case cases[]{
      {"one digit is enough", {7, 12}, {41, 100}, "58.3% 41.0% 17.3"},
      {"58.35 and 41.04 would be 58.4 and 41.0, 17.31 apart", {5835, 10000}, {4104, 10000}, "58.35% 41.04% 17.31"},
      {"they differ, which one digit hides", {58333, 100000}, {58311, 100000}, "58.33% 58.31% 0.02"},
      {"a third and a sixth never agree: 33.333…, 16.666…, 16.666…", {1, 3}, {1, 6}, "33.3% 16.7% 16.6"},
      {"ahead", {41, 100}, {58, 100}, "41.0% 58.0% 17.0"},
      {"on time", {1, 3}, {1, 3}, "33.3% 33.3% 0.0"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.why);
    const detail::ShownProgress shown(c.expected, c.reached);
    CHECK(shown.expected + " " + shown.reached + " " + shown.between == c.shown);
  }
}

TEST_CASE("what is nearly all is not shown as all", "[plan][progress]") {
  CHECK(detail::percent_short_of_all(Rational(9996, 10000)) == "99.96%");
  CHECK(detail::percent_short_of_all(Rational(1)) == "100.0%");
  CHECK(detail::percent_short_of_all(Rational(82, 100)) == "82.0%");
}

}  // namespace
}  // namespace kaohe
