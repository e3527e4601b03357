#pragma once

// The rules of examples/county-2011/scheme.yaml, put together in C++. A word that names nothing else is a text, as it is there: 乡镇.

#include <kaohe/scheme/build.hpp>

#include <string>
#include <utility>
#include <vector>

namespace county_2011 {

using namespace kaohe;
using namespace kaohe::build;

inline std::vector<Indicator> indicators() {
  return {
      {.id = "pupils_3_6", .title = "3—6周岁在园幼儿", .unit = "人", .rollup = Rollup::sum},
      {.id = "children_3_6", .title = "3—6周岁幼儿", .unit = "人", .rollup = Rollup::sum},
      {.id = "kindergarten",
       .title = "3—6周岁幼儿入园率",
       .unit = "%",
       .value = name("pupils_3_6") / name("children_3_6"),
       .target = at_least(number("60%")),
       .rollup = Rollup::ratio},
      {.id = "last_year_rate", .title = "学前一年幼儿入园率", .unit = "%", .target = at_least(number("93%"))},
      {.id = "centre", .title = "公办中心幼儿园建设进度"},
      {.id = "primary", .title = "小学适龄人口入学率", .unit = "%", .target = at_least(number("99.5%"))},
      {.id = "junior", .title = "初中适龄人口入学率", .unit = "%", .target = at_least(number("98.5%"))},
      {.id = "disabled", .title = "残疾儿童少年入学率", .unit = "%", .target = at_least(number("85%"))},
      {.id = "dropouts", .title = "辍学人数", .unit = "人", .rollup = Rollup::sum},
      {.id = "pupils", .title = "在校学生", .unit = "人", .rollup = Rollup::sum},
      {.id = "dropout",
       .title = "学生辍学率",
       .unit = "%",
       .value = name("dropouts") / name("pupils"),
       .target = at_most(number("1.5%")),
       .rollup = Rollup::ratio},
      {.id = "promotion", .title = "初中毕业生升入高中阶段的比例", .unit = "%", .target = at_least(number("85%"))},
      {.id = "building", .title = "新建、改造校舍面积", .unit = "平方米", .rollup = Rollup::sum},
      {.id = "investment", .title = "校舍投资", .unit = "万元", .rollup = Rollup::sum},
      {.id = "per_pupil", .title = "生均校舍投资", .unit = "万元", .value = name("investment") / name("pupils"), .rollup = Rollup::ratio},
      {.id = "schools", .title = "中小学校数", .unit = "所", .rollup = Rollup::sum},
      {.id = "connected", .title = "实现班班通的学校数", .unit = "所", .rollup = Rollup::sum},
      {.id = "network",
       .title = "班班通学校占比",
       .unit = "%",
       .value = name("connected") / name("schools"),
       .target = at_least(number("15%")),
       .rollup = Rollup::ratio},
      {.id = "general", .title = "普通高中招生", .unit = "人", .rollup = Rollup::sum},
      {.id = "vocational", .title = "中等职业学校招生", .unit = "人", .rollup = Rollup::sum},
      {.id = "ratio",
       .title = "职普比",
       .value = call("sum", {name("vocational")}) / call("sum", {name("general")}),
       .target = about(Term(4) / 6)},
      {.id = "resources", .title = "本学段教学资源库建设进度", .target = at_least(Term(1) / 3)},
      {.id = "recruits", .title = "补充教师到岗人数", .unit = "人", .rollup = Rollup::sum},
      {.id = "progress", .title = "学业水平等级推进达标率", .unit = "%"},
  };
}

/// What falls short of the target takes so much for each step.
inline Slope worse(const char* each, const char* take, Steps steps = Steps::prorated) {
  return {.worse = {{.each = number(each), .points = number(take), .steps = steps}}};
}

inline Band from(const char* bound, const char* points) { return {.bound = number(bound), .points = number(points)}; }
inline Band up_to(const char* bound, int points) { return {.bound = number(bound), .upwards = false, .points = Term(points)}; }
inline Band otherwise() { return {.points = Term(0)}; }

inline Criterion preschool() {
  return {
      .id = "preschool",
      .title = "学前教育",
      .points = points(20),
      .criteria = {
          {.id = "kindergarten", .title = "3—6周岁入园率", .scorer = "基教股", .points = points(8), .rules = rule(worse("1pp", "0.5"))},
          {.id = "last_year_rate",
           .title = "学前一年入园率",
           .scorer = "基教股",
           .points = points(6),
           .rules = rule(Bands{{from("93%", "6"), from("88%", "4.5"), from("83%", "3"), otherwise()}})},
          {.id = "centre",
           .title = "公办中心幼儿园",
           .scorer = "计财股",
           .points = points(6),
           .rules = rule(Levels{{{"建成", number("100%")}, {"主体完工", number("60%")}, {"在建", number("30%")}, {"未动工", Term(0)}}})},
      }};
}

inline Criterion compulsory() {
  Slope dropout = worse("0.1pp", "0.4");
  dropout.zero_past = number("3%");
  return {.id = "compulsory",
          .title = "义务教育",
          .scorer = "基教股",
          .points = points(24),
          .criteria = {{.id = "primary", .title = "小学入学率", .points = points(5), .rules = rule(worse("0.1pp", "0.5", Steps::started))},
                       {.id = "junior", .title = "初中入学率", .points = points(5), .rules = rule(worse("0.1pp", "0.5", Steps::started))},
                       {.id = "disabled",
                        .title = "残疾儿童少年入学率",
                        .points = points(4),
                        .missing = MissingPolicy::exempt,
                        .rules = rule(Proportion{.of = number("85%")})},
                       {.id = "dropout", .title = "辍学率", .points = points(10), .rules = rule(dropout)}},
          .rescale = true};
}

inline Criterion conditions() {
  return {.id = "conditions",
          .title = "办学条件",
          .scorer = "计财股",
          .points = points(16),
          .criteria = {
              {.id = "building", .title = "校舍面积", .points = points(6), .rules = rule(Proportion{.of = name("unit.building_task")})},
              {.id = "investment", .title = "校舍投资", .points = points(4), .rules = rule(Proportion{.of = name("unit.investment_task")})},
              {.id = "per_pupil", .title = "生均校舍投资", .points = points(2), .rules = rule(Relative{.to = Relative::To::mean})},
              {.id = "network", .title = "班班通", .points = points(4), .rules = rule(threshold(at_least(number("15%"))))},
          }};
}

inline Criterion township() {
  return {.id = "township",
          .title = "乡镇业务目标",
          .points = points(60),
          .when = name("unit.type") == name("乡镇"),
          .criteria = {preschool(), compulsory(), conditions()}};
}

inline Criterion senior() {
  return {.id = "senior",
          .title = "高中阶段招生",
          .points = points(40),
          .when = in(name("unit.kind"), {name("普高"), name("中职")}),
          .criteria = {{.id = "intake",
                        .title = "招生任务",
                        .points = points(25),
                        .value = call("if", {name("unit.kind") == name("中职"), name("vocational"), name("general")}),
                        .rules = rule(Proportion{.of = name("unit.intake_task"), .from = number("80%")})},
                       {.id = "ratio", .title = "职普比", .points = points(15), .rules = rule(threshold(about(Term(4) / 6)))}}};
}

inline Criterion junior_school() {
  using Kind = Efficacy::Bound::Kind;
  return {.id = "junior_school",
          .title = "初中巩固与升学",
          .points = points(40),
          .when = name("unit.kind") == name("初中"),
          .criteria = {
              {.id = "promotion",
               .title = "升学率",
               .points = points(25),
               .rules = rule(Efficacy{.low = {Kind::number, number("70%")}, .high = {Kind::number, number("85%")}, .exponential = true})},
              {.id = "junior_dropout",
               .title = "辍学率",
               .points = points(15),
               .value = name("dropout"),
               .better = Better::lower,
               .rules = rule(Proportion{.of = number("1.5%")})},
          }};
}

inline Criterion primary_school() {
  return {.id = "primary_school",
          .title = "小学巩固",
          .points = points(40),
          .when = name("unit.kind") == name("小学"),
          .value = name("dropout"),
          .better = Better::lower,
          .rules = rule(Bands{.bands = {up_to("0.1%", 40), up_to("0.5%", 36), up_to("1.5%", 24), otherwise()}, .interpolate = true})};
}

inline Criterion special_school() {
  using Kind = Efficacy::Bound::Kind;
  return {.id = "special_school",
          .title = "特殊教育",
          .points = points(40),
          .when = name("unit.kind") == name("特教"),
          .value = name("disabled"),
          .rules = rule(Efficacy{.low = {Kind::number, number("60%")}, .high = {Kind::number, number("85%")}, .base = number("50%")})};
}

inline Criterion school() {
  return {.id = "school",
          .title = "县直学校业务目标",
          .points = points(60),
          .when = name("unit.type") == name("县直学校"),
          .criteria = {{.id = "by_kind",
                        .title = "各类学校目标",
                        .points = points(40),
                        .criteria = {senior(), junior_school(), primary_school(), special_school()},
                        .alternatives = true},
                       {.id = "resources",
                        .title = "教学资源库",
                        .scorer = "教研室",
                        .points = points(20),
                        .when = in(name("unit.kind"), {name("普高"), name("初中")}),
                        .rules = rule(Proportion{.of = Term(1) / 3})}},
          .rescale = true};
}

inline Criterion business() {
  return {.id = "business", .title = "业务目标", .points = points(60), .criteria = {township(), school()}, .alternatives = true};
}

inline Criterion training() {
  return {.id = "training",
          .title = "安全培训",
          .scorer = "安全办",
          .points = points(9),
          .criteria = {{.id = "trained_teachers",
                        .title = "教师培训面",
                        .points = points(100),
                        .weight = number("30%"),
                        .rules = rule(Proportion{.of = number("30%")})},
                       {.id = "trained_heads",
                        .title = "校长、行政干部培训面",
                        .points = points(100),
                        .weight = number("30%"),
                        .rules = rule(Proportion{.of = number("40%")})},
                       {.id = "trained_safety",
                        .title = "安全工作人员培训面",
                        .points = points(100),
                        .weight = number("40%"),
                        .rules = rule(threshold(at_least(number("80%"))))}},
          .combine = Combine::weighted};
}

inline Criterion safety() {
  Tally hazards{.event = "hazard", .table_by = {"kind"}, .base = number("100%")};
  hazards.points.table = {entry("一般隐患", number("-0.5")), entry("重大隐患", -2)};
  hazards.times = {{.when = name("status") == name("逾期未改"), .factor = Term(2)}};
  return {.id = "safety", .title = "校园安全", .scorer = "安全办", .points = points(7), .rules = rule(hazards)};
}

inline Criterion team() {
  Slope recruits = worse("1", "1");
  recruits.at = name("unit.recruit_task");
  return {.id = "team",
          .title = "队伍与安全",
          .points = points(20),
          .criteria = {{.id = "recruits",
                        .title = "教师补充",
                        .scorer = "人事股",
                        .points = points(4),
                        .better = Better::closer,
                        .rules = rule(recruits)},
                       training(),
                       safety()}};
}

/// Points by level, for each event the highest of those that tell the same thing.
inline Tally highest(const char* event, const char* by, std::vector<std::pair<const char*, const char*>> levels) {
  Tally tally{.event = event, .highest = true, .by = by};
  for (const auto& [level, points] : levels) tally.points.table.push_back(entry(level, number(points)));
  return tally;
}

inline Criterion quality() {
  return {.id = "quality",
          .title = "质量与管理",
          .points = points(20),
          .criteria = {{.id = "progress",
                        .title = "等级推进",
                        .scorer = "教研室",
                        .points = points(10),
                        .rules = rule(RankPoints{.first = Term(10), .step = number("-0.4")})},
                       {.id = "research",
                        .title = "课题立项",
                        .scorer = "教研室",
                        .points = points(5),
                        .rules = rule(highest("project", "topic", {{"省级", "3"}, {"市级", "1.5"}}))},
                       {.id = "review",
                        .title = "综合评议",
                        .points = points(5),
                        .rules = rule(Panel{.groups = {{"局领导", number("50%")}, {"督学", number("30%")}, {"家长代表", number("20%")}},
                                            .out_of = Term(100)})}}};
}

inline std::vector<Criterion> adjustments() {
  const Slope more_places{.at = number("60%"),
                          .base = Term(0),
                          .better = {{.each = number("5pp"), .points = number("0.5"), .steps = Steps::whole, .at_most = Term(2)}}};
  const Term x = name("x");
  const Term more_network = call("if", {x > number("15%"), call("min", {1, (x - number("15%")) * 5}), 0});
  return {
      {.id = "awards",
       .title = "表彰加分",
       .at_most = Term(5),
       .rules = rule(highest("award", "honour", {{"国家级", "3"}, {"省级", "2"}, {"市级", "1"}}))},
      {.id = "more_places",
       .title = "入园率超额",
       .when = name("unit.type") == name("乡镇"),
       .value = name("kindergarten"),
       .rules = rule(more_places)},
      {.id = "more_network",
       .title = "班班通超额",
       .when = name("unit.type") == name("乡镇"),
       .value = name("network"),
       .rules = rule(Formula{more_network})},
      {.id = "late_reports",
       .title = "迟报扣分",
       .at_least = Term(-1),
       .rules = rule(Tally{.event = "late_report", .points = each(number("-0.2"))})},
      {.id = "cooperation", .title = "日常工作", .scorer = "局办公室", .rules = rule(Discretion{.from = Term(-3), .to = Term(2)})},
  };
}

inline Scheme scheme() {
  Scheme scheme;
  scheme.id = "county-2011";
  scheme.title = "2011年度教育工作目标考核";
  scheme.source = "县教育局2011年工作计划要点";
  scheme.period = "2011";
  scheme.days = parse_period("2011");
  scheme.groups = "type";
  scheme.indicators = indicators();
  scheme.root = {.id = scheme.id, .title = scheme.title, .criteria = {business(), team(), quality()}};
  scheme.adjustments = adjustments();
  scheme.grades = {{.name = "优秀", .from = Term(90), .requires_ = call("share", {name("safety")}) >= number("80%")},
                   {.name = "良好", .from = Term(80)},
                   {.name = "合格", .from = Term(60)},
                   {.name = "不合格"}};
  return scheme;
}

}  // namespace county_2011
