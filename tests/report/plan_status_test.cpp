#include <kaohe/report.hpp>
#include <test.hpp>

using namespace kaohe;

namespace {

/// A plan of two items, one below the other, with a duty and a matter.
PlanStatus status() {
  PlanStatus made{"county", Date(2014, 7, 31), "", {}, {"site", "build"}, {}, {}, {}};
  const Period year(Date(2014, 1, 1), Date(2014, 12, 31));
  ItemStatus top{"green",        "绿化",         Item::Kind::goal,           0,  year, year.last(), ItemState::on_track,
                 Rational(1, 2), Rational(1, 3), {"正常推进", "going well"}, {}, {},   {},          {}};
  ItemStatus site{"site",
                  "",
                  Item::Kind::task,
                  1,
                  year,
                  Date(2014, 6, 30),
                  ItemState::overdue,
                  Rational(41, 100),
                  Rational(1),
                  {"应于6月30日完成", "due on 2014-06-30"},
                  {},
                  {"money"},
                  {"build"},
                  {}};
  site.targets.push_back(
      {"trees", "植树", ">= 5000", Date(2014, 6, 30), Rational(2050), {"西乡"}, Rational(41, 100), false, {"植树2050亩", "2050"}});
  site.chain.answers.push_back({"first", "东乡", "东乡长", "王强", true, 0, Rational(1)});
  made.items = {top, site};
  DutyRecord record{{Period(Date(2014, 6, 1), Date(2014, 6, 30)), Period(Date(2014, 6, 1), Date(2014, 6, 30)), Date(2014, 6, 5), 2},
                    "东乡",
                    2,
                    Rational(1),
                    Rational(1),
                    Rational(1)};
  DutyStatus duty{"patrol", "巡山", "green", "patrol", {Rational(2), Rational(1), Rational(1), Rational(1)}, {}};
  duty.windows.push_back({record, true, site.chain});
  record.window.last = Date(2014, 8, 5);
  record.late = Rational(0);
  duty.windows.push_back({record, false, {}});
  made.duties.push_back(duty);
  made.matters.push_back({"notice", "限期整改", "西乡", Date(2014, 7, 1), Date(2014, 7, 11), Matter::State::overdue, {}});
  return made;
}

}  // namespace

TEST_CASE("a plan's status as JSON, an item, a window, a matter a line", "[report][plan]") {
  CHECK(
      to_json(status(), Language::zh) ==
      "{\"scheme\": \"county\", \"on\": \"2014-07-31\", \"party\": null, \"items\": [\n"
      " {\"id\": \"green\", \"title\": \"绿化\", \"kind\": \"goal\", \"depth\": 0, \"from\": \"2014-01-01\", \"to\": \"2014-12-31\", "
      "\"last\": \"2014-12-31\", \"state\": \"on_track\", \"progress\": \"0.5\", \"expected\": \"1/3\", \"reason\": \"正常推进\", "
      "\"targets\": [], \"waits_for\": [], \"blocks\": [], \"answers\": []},\n"
      " {\"id\": \"site\", \"title\": null, \"kind\": \"task\", \"depth\": 1, \"from\": \"2014-01-01\", \"to\": \"2014-12-31\", "
      "\"last\": \"2014-06-30\", \"state\": \"overdue\", \"progress\": \"0.41\", \"expected\": \"1\", \"reason\": \"应于6月30日完成\", "
      "\"targets\": [{\"indicator\": \"trees\", \"title\": \"植树\", \"target\": \">= 5000\", \"by\": \"2014-06-30\", \"value\": \"2050\", "
      "\"met\": false, \"progress\": \"0.41\", \"missing\": [\"西乡\"], \"reason\": \"植树2050亩\"}], "
      "\"waits_for\": [\"money\"], \"blocks\": [\"build\"], \"answers\": [{\"role\": \"first\", \"party\": \"东乡\", \"post\": \"东乡长\", "
      "\"person\": \"王强\", \"acting\": true, \"entry\": 0, \"share\": \"1\"}]}], \"critical_chain\": [\"site\", \"build\"], \"duties\": "
      "[\n"
      " {\"id\": \"patrol\", \"title\": \"巡山\", \"item\": \"green\", \"what\": \"patrol\", \"asked\": \"2\", \"done\": \"1\", \"late\": "
      "\"1\", "
      "\"missing\": \"1\", \"windows\": [\n"
      "  {\"from\": \"2014-06-01\", \"to\": \"2014-06-30\", \"last\": \"2014-06-05\", \"party\": \"东乡\", \"asked\": 2, \"done\": \"1\", "
      "\"late\": \"1\", \"missing\": \"1\", \"over\": true, \"answers\": [{\"role\": \"first\", \"party\": \"东乡\", \"post\": \"东乡长\", "
      "\"person\": \"王强\", \"acting\": true, \"entry\": 0, \"share\": \"1\"}]},\n"
      "  {\"from\": \"2014-06-01\", \"to\": \"2014-06-30\", \"last\": \"2014-08-05\", \"party\": \"东乡\", \"asked\": 2, \"done\": \"1\", "
      "\"late\": \"0\", \"missing\": \"1\", \"over\": false, \"answers\": []}]}], \"matters\": [\n"
      " {\"measure\": \"notice\", \"title\": \"限期整改\", \"unit\": \"西乡\", \"opened\": \"2014-07-01\", \"last\": \"2014-07-11\", "
      "\"state\": \"overdue\", \"answers\": []}], \"findings\": []}");
}

TEST_CASE("a plan's status for people is an indented list", "[report][plan]") {
  CHECK(to_text(status(), Language::zh) ==
        "county，2014-07-31\n"
        "  绿化 [green]: 正常。正常推进\n"
        "    site: 逾期。应于6月30日完成\n"
        "      - 2014-06-30: 植树2050亩\n"
        "      影响: build\n"
        "      责任: 王强（first，东乡，代理）\n"
        "关键任务链: site → build\n"
        "  巡山 [patrol]: 应做2次，按时1次，迟做1次，缺1次\n"
        "    - 东乡，2014-06-05前应做2次，缺1次，迟做1次\n"
        "      责任: 王强（first，东乡，代理）\n"
        "    - 东乡，2014-08-05前要做2次，还差1次\n"
        "  限期整改，西乡: 2014-07-11到期，已逾期");
  CHECK(to_text(status(), Language::en) ==
        "county, 2014-07-31\n"
        "  绿化 [green]: on track; going well\n"
        "    site: overdue; due on 2014-06-30\n"
        "      - 2014-06-30: 2050\n"
        "      holds up: build\n"
        "      answers: 王强 (first, 东乡, acting)\n"
        "critical chain: site → build\n"
        "  巡山 [patrol]: 2 asked, 1 in time, 1 late, 1 missing\n"
        "    - 东乡, 2 by 2014-06-05: 1 missing, 1 late\n"
        "      answers: 王强 (first, 东乡, acting)\n"
        "    - 东乡, 2 by 2014-08-05: 1 still to do\n"
        "  限期整改, 西乡: due on 2014-07-11, overdue");
}

TEST_CASE("deadlines as JSON, one a line", "[report][plan]") {
  std::vector<Deadline> deadlines;
  CHECK(to_json(deadlines, Language::zh) == "[]");
  deadlines.push_back({Deadline::Kind::duty, Date(2014, 7, 5), "patrol", "巡山", "东乡", {"还差1次", "1 still to do"}, {}});
  deadlines.push_back({Deadline::Kind::item, Date(2014, 7, 31), "site", "选址", "", {"已完成41.0%", "41.0% is done"}, {}});
  CHECK(to_json(deadlines, Language::en) ==
        "[\n {\"kind\": \"duty\", \"on\": \"2014-07-05\", \"id\": \"patrol\", \"title\": \"巡山\", \"party\": \"东乡\", "
        "\"open\": \"1 still to do\", \"answers\": []},\n"
        " {\"kind\": \"item\", \"on\": \"2014-07-31\", \"id\": \"site\", \"title\": \"选址\", \"party\": null, "
        "\"open\": \"41.0% is done\", \"answers\": []}]");
}
