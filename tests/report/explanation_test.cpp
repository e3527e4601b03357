#include <kaohe/report.hpp>
#include <test.hpp>

using kaohe::Explanation;
using kaohe::Language;
using kaohe::Rational;

namespace {

Explanation rate() {
  Explanation it;
  it.id = "enrolment";
  it.title = "入园率";
  it.kind = "leaf";
  it.points = Rational(20);
  it.score = Rational(19);
  it.value = "0.93";
  it.inputs = {{"pupils", "930", {"观测表第3行", "observations row 3"}}, {"children", "", {}}};
  it.steps = {{"低于目标2个百分点,扣1分", "2 pp below the target, 1 point off"}};
  it.ahead = {{"再提高2个百分点,多得1分", "2 pp more would give 1 point more"}};
  it.source = "要点第二条";
  it.scorer = "基教股";
  it.answers = {{"first", "县局", "head", "王某", true, 0, 1}, {"assist", "一小", "", "", false, 1, 0}};
  it.terms.weight = Rational(1, 3);
  it.terms.at_least = Rational(0);
  it.terms.at_most = Rational(20);
  it.terms.mode = kaohe::Rounding::half_even;
  it.terms.digits = 4;
  return it;
}

Explanation leaf(const char* id, std::optional<Rational> score, Explanation::State state = Explanation::State::scored) {
  Explanation it;
  it.id = it.title = id;
  it.kind = "leaf";
  it.score = std::move(score);
  it.state = state;
  return it;
}

Explanation whole() {
  Explanation it;
  it.id = "county";
  it.title = "总分";
  it.kind = "total";
  it.points = Rational(100);
  it.score = Rational(35, 2);
  it.combine = "sum";
  it.children = {rate(), leaf("安全", Rational(-3, 2)), leaf("档案", Rational(0), Explanation::State::missing),
                 leaf("寄宿", std::nullopt, Explanation::State::not_applicable)};
  return it;
}

}  // namespace

TEST_CASE("an explanation for people is an indented tree that adds up", "[report][explanation]") {
  CHECK(to_text(whole(), Language::zh) ==
        "总分 [county]: 17.5 / 100 分\n"
        "  相加: 19 - 1.5 + 0 = 17.5\n"
        "  入园率 [enrolment]: 19 / 20 分\n"
        "    值: 0.93\n"
        "    数据: pupils = 930（观测表第3行）\n"
        "    数据: children = 缺\n"
        "    计算: 低于目标2个百分点,扣1分\n"
        "    改进: 再提高2个百分点,多得1分\n"
        "    依据: 要点第二条\n"
        "    评分: 基教股\n"
        "    责任: 王某（first，县局，代理）、一小（assist）\n"
        "  安全: -1.5 分\n"
        "  档案: 0 分（缺数据）\n"
        "  寄宿: 不适用");
  CHECK(to_text(whole(), Language::en) ==
        "总分 [county]: 17.5 / 100 points\n"
        "  sum: 19 - 1.5 + 0 = 17.5\n"
        "  入园率 [enrolment]: 19 / 20 points\n"
        "    value: 0.93\n"
        "    input: pupils = 930 (observations row 3)\n"
        "    input: children = missing\n"
        "    how: 2 pp below the target, 1 point off\n"
        "    ahead: 2 pp more would give 1 point more\n"
        "    source: 要点第二条\n"
        "    scorer: 基教股\n"
        "    answers: 王某 (first, 县局, acting), 一小 (assist)\n"
        "  安全: -1.5 points\n"
        "  档案: 0 points (data missing)\n"
        "  寄宿: not applicable");
}

TEST_CASE("a coefficient stands in the sum, and what does not count is left out of it", "[report][explanation]") {
  Explanation it = whole();
  it.children = {leaf("考核项", Rational(80)), leaf("加减分", Rational(-3)), leaf("参考", Rational(50))};
  it.children[0].terms.coefficient = Rational(9, 10);
  it.children[2].terms.counts = false;
  CHECK(to_text(it, Language::zh).find("相加: 0.9 × 80 - 3 = 69\n") != std::string::npos);
}

TEST_CASE("a single part is not added up, and nothing is said below what does not apply", "[report][explanation]") {
  Explanation it = whole();
  it.children = {leaf("安全", Rational(3)), whole()};
  it.children[1].state = Explanation::State::not_applicable;
  it.children[1].steps = {{"没有寄宿生", "no boarders"}};
  CHECK(to_text(it, Language::zh) ==
        "总分 [county]: 17.5 / 100 分\n"
        "  安全: 3 分\n"
        "  总分 [county]: 不适用\n"
        "    计算: 没有寄宿生");
}

TEST_CASE("a title cannot steer the terminal", "[report][explanation]") {
  CHECK(to_text(leaf("\x1b[31m甲\n乙", Rational(1)), Language::zh) == "\uFFFD[31m甲 乙: 1 分");
}

TEST_CASE("how a section that is no sum combines its parts is left to its steps", "[report][explanation]") {
  Explanation it = whole();
  it.combine = "weighted";
  it.steps = {{"各项得分率加权", "by their weights"}};
  CHECK(to_text(it, Language::en).starts_with("总分 [county]: 17.5 / 100 points\n  how: by their weights\n  入园率"));
}

TEST_CASE("a sum of many parts is told by its number", "[report][explanation]") {
  Explanation it = whole();
  it.children.assign(13, leaf("项", Rational(1, 4)));
  CHECK(to_text(it, Language::zh).find("相加: 13项 = 3.25\n") != std::string::npos);
  CHECK(to_text(it, Language::en).find("sum: 13 parts = 3.25\n") != std::string::npos);
}

TEST_CASE("an explanation as JSON is complete", "[report][explanation]") {
  CHECK(to_json(rate(), Language::en) ==
        R"({
  "id": "enrolment",
  "title": "入园率",
  "kind": "leaf",
  "state": "scored",
  "points": "20",
  "score": "19",
  "value": "0.93",
  "inputs": [
    {
      "name": "pupils",
      "value": "930",
      "origin": "observations row 3"
    },
    {
      "name": "children",
      "value": null,
      "origin": null
    }
  ],
  "steps": [
    "2 pp below the target, 1 point off"
  ],
  "ahead": [
    "2 pp more would give 1 point more"
  ],
  "combine": null,
  "terms": {
    "adjusting": false,
    "counts": true,
    "weight": "1/3",
    "attainable": null,
    "coefficient": null,
    "at_least": "0",
    "at_most": "20",
    "veto_points": null,
    "ceiling": null,
    "rounding": {
      "mode": "half_even",
      "digits": 4
    }
  },
  "source": "要点第二条",
  "scorer": "基教股",
  "answers": [
    {
      "role": "first",
      "party": "县局",
      "post": "head",
      "person": "王某",
      "acting": true
    },
    {
      "role": "assist",
      "party": "一小",
      "post": null,
      "person": null,
      "acting": false
    }
  ],
  "children": []
})");
  const std::string json = to_json(whole(), Language::zh);
  CHECK(json.find("\"combine\": \"sum\"") != std::string::npos);
  CHECK(json.find("\"state\": \"not_applicable\",\n      \"points\": null,\n      \"score\": null") != std::string::npos);
}
