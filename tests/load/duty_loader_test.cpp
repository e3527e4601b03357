#include "load_text.hpp"
#include "test.hpp"

#include <string>

using kaohe::Duty;
using kaohe::Recurrence;
using kaohe::test::head;
using kaohe::test::listed;
using kaohe::test::load_text;

namespace {

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";

/// The findings for a duty on line 5, whose keys begin in column 11.
std::string found(const std::string& duty) { return kaohe::test::found_in(leaf + "duties: [{" + duty + "}]\n"); }

}  // namespace

TEST_CASE("a duty says what, how often, by when and by whom", "[load][duty]") {
  const auto loaded =
      load_text(head + leaf +
                "duties:\n"
                "  - {id: drill, title: 应急演练, what: 演练, at_least: 2, per: term, by: day 20, per_party: school, tags: 安全,\n"
                "     source: 第三条, lead: 教育局, assist: [公安局, 消防大队]}\n"
                "  - {id: report, what: 月报, per: 2 months}\n");
  REQUIRE(listed(loaded.findings) == "");
  REQUIRE(loaded.scheme.duties.size() == 2);
  const Duty& drill = loaded.scheme.duties[0];
  CHECK(drill.id == "drill");
  CHECK(drill.title == "应急演练");
  CHECK(drill.what.name == "演练");
  CHECK(drill.at_least == 2);
  CHECK(drill.per == Recurrence{Recurrence::Unit::terms, 1});
  CHECK(drill.by_day == 20);
  CHECK(drill.per_party == "school");
  CHECK(drill.tags == std::vector<std::string>{"安全"});
  CHECK(drill.source == "第三条");
  CHECK(drill.lead.at(0).name == "教育局");
  CHECK(drill.assist.at(1).name == "消防大队");
  const Duty& report = loaded.scheme.duties[1];
  CHECK(report.at_least == 1);
  CHECK(report.per == Recurrence{Recurrence::Unit::months, 2});
  CHECK(report.per_written == "2 months");
  CHECK_FALSE(report.by_day);
  CHECK(report.per_party.empty());
}

TEST_CASE("mistakes in a duty are found where they stand", "[load][duty]") {
  struct Wrong {
    const char *what, *duty, *found;
  };
  const auto wrong = GENERATE(values<Wrong>({
      {"nothing that does it", "id: d, per: month", "K0204 5:10"},
      {"no recurrence", "id: d, what: e", "K0204 5:10"},
      {"an unknown key", "id: d, what: e, per: month, per_partys: school", "K0202 5:39"},
      {"a recurrence nobody knows", "id: d, what: e, per: monthly", "K0645 5:32"},
      {"terms that are counted", "id: d, what: e, per: 2 terms", "K0645 5:32"},
      {"a day that is only a number", "id: d, what: e, per: month, by: 5", "K0646 5:43"},
      {"day 0", "id: d, what: e, per: month, by: day 0", "K0646 5:43"},
      {"a day without end", "id: d, what: e, per: month, by: day 12345678901", "K0646 5:43"},
      {"less than nothing", "id: d, what: e, per: month, at_least: -1", "K0217 5:49"},
      {"nothing at all", "id: d, what: e, per: month, at_least: 0", "K0217 5:49"},
      {"half of it", "id: d, what: e, per: month, at_least: 0.5", "K0217 5:49"},
      {"an id of a criterion", "id: a, what: e, per: month", "K0213 5:15"},
      {"nobody who leads", "id: d, what: e, per: month, lead: []", "K0420 5:45"},
  }));
  CAPTURE(wrong.what);
  CHECK(found(wrong.duty) == wrong.found);
}

TEST_CASE("duties are a list, which other documents may lengthen", "[load][duty]") {
  CHECK(kaohe::test::found_in(leaf + "duties: {id: d, what: e, per: month}\n") == "K0205 5:9");
  const auto loaded = load_text(head + leaf + "uses: more.yaml\nduties: [{id: c, what: e, per: month}]\n",
                                {{"more.yaml", "duties: [{id: d, what: e, per: week}]\n"}});
  CHECK(listed(loaded.findings) == "");
  CHECK(loaded.scheme.duties.size() == 2);
}
