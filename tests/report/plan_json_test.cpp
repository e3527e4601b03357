#include <kaohe/report.hpp>
#include <test.hpp>

using namespace kaohe;

namespace {

const Period year(Date(2014, 1, 1), Date(2014, 12, 31));
const Period june(Date(2014, 6, 1), Date(2014, 6, 30));

/// An item with another below it that has two targets, one of them dated.
std::vector<Item> items() {
  Item site;
  site.id = "site";
  site.kind = Item::Kind::measure;
  site.due = Date(2014, 6, 30);
  site.lead = {{"东乡", {}}};
  site.tags = {"水利"};
  site.targets.resize(2);
  site.targets[0].indicator.name = "trees";
  site.targets[0].target.written = ">= 5000";
  site.targets[1].indicator.name = "trees";
  site.targets[1].target.written = ">= 2000";
  site.targets[1].by = Date(2014, 3, 31);
  Item top;
  top.id = "green";
  top.title = "绿化";
  top.source = "计划一";
  top.period = year;
  top.kind = Item::Kind::goal;
  top.depends_on = {{"money", {}}};
  top.items = {site};
  return {top};
}

ItemStatus laid_out(std::string id, const Date& last) {
  ItemStatus status{std::move(id), "", Item::Kind::task, 0, year, last, ItemState::on_track, {}, {}, {}, {}, {}, {}, {}};
  return status;
}

/// 东乡 and 西乡 owe the window of June, and nobody that of May.
DutyStatus duty() {
  const auto window = [](const Period& days, const char* party, std::int64_t asked) {
    return DutyWindowStatus{{{days, days, days.last(), 2}, party, asked, {}, {}, {}}, true, {}};
  };
  const Period may(Date(2014, 5, 1), Date(2014, 5, 31));
  return {"patrol", "", "green", "巡山", {}, {window(may, "东乡", 0), window(june, "东乡", 2), window(june, "西乡", 2)}};
}

}  // namespace

TEST_CASE("a plan as JSON holds its items with their days and what its duties ask for", "[report][plan]") {
  PlanStatus status{"county", Date::latest(), "", {}, {}, {duty()}, {}, {}};
  status.items = {laid_out("green", year.last()), laid_out("site", june.last())};
  CHECK(to_json(items(), status) == R"({
 "items": [
  {
   "id": "green",
   "title": "绿化",
   "kind": "goal",
   "source": "计划一",
   "first": "2014-01-01",
   "last": "2014-12-31",
   "only_due": false,
   "targets": [],
   "lead": [],
   "assist": [],
   "depends_on": [
    "money"
   ],
   "tags": [],
   "items": [
    {
     "id": "site",
     "title": null,
     "kind": "measure",
     "source": null,
     "first": "2014-01-01",
     "last": "2014-06-30",
     "only_due": true,
     "targets": [
      {
       "indicator": "trees",
       "target": ">= 5000",
       "by": "2014-06-30",
       "dated": false
      },
      {
       "indicator": "trees",
       "target": ">= 2000",
       "by": "2014-03-31",
       "dated": true
      }
     ],
     "lead": [
      "东乡"
     ],
     "assist": [],
     "depends_on": [],
     "tags": [
      "水利"
     ],
     "items": []
    }
   ]
  }
 ],
 "duties": [
  {
   "id": "patrol",
   "title": null,
   "item": "green",
   "what": "巡山",
   "windows": [
    {
     "first": "2014-06-01",
     "last": "2014-06-30",
     "asked": 2,
     "parties": [
      "东乡",
      "西乡"
     ]
    }
   ]
  }
 ]
})");
}
