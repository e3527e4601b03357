#include <ctime>
#include <kaohe/report.hpp>
#include <kaohe/version.hpp>
#include <test.hpp>

using kaohe::Assessment;
using kaohe::NumberColumn;
using kaohe::Rational;
using kaohe::to_json;

namespace {

NumberColumn column(int digits, const std::vector<std::optional<Rational>>& numbers) {
  NumberColumn out(numbers.size(), digits);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (numbers[row]) out.set(row, *numbers[row]);
  }
  return out;
}

void give_scores(Assessment& assessment, std::vector<NumberColumn> scores) {
  assessment.scores = [kept = std::move(scores)]() -> const std::vector<NumberColumn>& { return kept; };
}

/// `rows` units, none of which has anything.
Assessment blank(std::size_t rows) {
  Assessment out;
  out.scheme = "s";
  out.units = out.titles = kaohe::Texts::empty_ones(rows);
  out.groups = kaohe::Labels::none_of(rows);
  out.base = out.adjustments = out.total = NumberColumn(rows, 4);
  out.grades = out.groups;
  out.ranks.resize(rows);
  out.vetoes = out.gates = out.measures = out.missing = out.not_applicable = kaohe::LabelLists(rows);
  give_scores(out, {});
  return out;
}

/// What an assessment that was put together by hand is made by.
const std::string made_by = "\"made_by\": {\"kaohe\": \"" + std::string(kaohe::version()) + "\", \"scheme\": null, \"evidence\": null}, ";

std::string total_of(const Rational& number, int digits) {
  Assessment it = blank(1);
  it.total = column(digits, {number});
  const std::string json = to_json(it);
  const std::size_t start = json.find("\"total\": \"") + 10;
  return json.substr(start, json.find('"', start) - start);
}

}  // namespace

TEST_CASE("an assessment as JSON has one unit a line and its keys in their order", "[report][assessment]") {
  Assessment it = blank(2);
  it.scheme = "county-2011";
  it.period = "2011";
  it.grouped = true;
  it.units = {"S1", "城\"关"};
  it.groups = {"镇", ""};
  it.base = column(4, {Rational(11923, 100), std::nullopt});
  it.adjustments = column(4, {Rational(0), std::nullopt});
  it.total = column(2, {Rational(11923, 100), std::nullopt});
  it.grades = {"优秀", ""};
  it.computed_grades = {{0, "良好"}};
  it.ranks = {1, 0};
  it.vetoes = kaohe::LabelLists(2, {"petition", "fraud"});
  it.vetoes.add(0, 0);
  it.vetoes.add(0, 1);
  it.gates = kaohe::LabelLists(2, {"register"});
  it.gates.add(1, 0);
  it.missing = kaohe::LabelLists(2, {"rate"});
  it.missing.add(0, 0);
  it.criteria = {{"rate", "入园率"}, {"安全", ""}};
  give_scores(it, {column(4, {Rational(35, 2), std::nullopt}), column(4, {Rational(-5), std::nullopt})});
  CHECK(
      to_json(it) ==
      "{\"scheme\": \"county-2011\", \"period\": \"2011\", " + made_by +
          "\"units\": {\n"
          " \"S1\": {\"unit\": \"S1\", \"group\": \"镇\", \"base\": \"119.23\", \"adjustments\": \"0\", \"total\": \"119.23\", \"grade\": "
          "\"优秀\", \"grade_computed\": \"良好\", "
          "\"rank\": 1, \"vetoes\": [\"petition\", \"fraud\"], \"gates\": [], \"measures\": [], \"scores\": {\"rate\": \"17.5\", \"安全\": "
          "\"-5\"}, "
          "\"missing\": [\"rate\"], \"not_applicable\": []},\n"
          " \"城\\\"关\": {\"unit\": \"城\\\"关\", \"group\": \"\", \"base\": null, \"adjustments\": null, \"total\": null, \"grade\": "
          "null, "
          "\"rank\": null, \"vetoes\": [], \"gates\": [\"register\"], \"measures\": [], \"scores\": {\"rate\": null, \"安全\": null}, "
          "\"missing\": [], \"not_applicable\": []}\n"
          "}, \"findings\": []}");
}

TEST_CASE("an assessment without units, groups and period says so", "[report][assessment]") {
  CHECK(to_json(blank(0)) == "{\"scheme\": \"s\", \"period\": null, " + made_by + "\"units\": {\n}, \"findings\": []}");
  CHECK(to_json(blank(1)).find("\"group\": null") != std::string::npos);
}

TEST_CASE("findings of an assessment speak both languages", "[report][assessment]") {
  Assessment it = blank(0);
  it.findings = {{kaohe::Severity::warning, "K0701", {}, {"events", 2, "date"}, {"怪", "odd"}, {"改", "mend"}}};
  CHECK(to_json(it) ==
        "{\"scheme\": \"s\", \"period\": null, " + made_by +
            "\"units\": {\n}, \"findings\": [\n"
            " {\"code\":\"K0701\",\"severity\":\"warning\",\"message\":\"怪\",\"message_en\":\"odd\",\"hint\":\"改\",\"hint_en\":\"mend\","
            "\"table\":\"events\",\"row\":2,\"column\":\"date\"}]}");
}

TEST_CASE("numbers are written as decimals without exponent or trailing zeros", "[report][assessment]") {
  CHECK(total_of(Rational(0), 4) == "0");
  CHECK(total_of(Rational(100), 4) == "100");
  CHECK(total_of(Rational(-1, 4), 4) == "-0.25");
  CHECK(total_of(Rational(1, 10000), 4) == "0.0001");
  CHECK(total_of(Rational(-5, 100), 2) == "-0.05");
  CHECK(total_of(Rational(1200), 0) == "1200");
  CHECK(total_of(Rational(1'000'000'000), 9) == "1000000000");
  CHECK(total_of(Rational(9'000'000'000'000'000'001), 4) == "9000000000000000001");  // beyond what a double holds
}

TEST_CASE("a hundred thousand units are written in seconds", "[report][assessment]") {
  constexpr std::size_t rows = 100'000;
  Assessment it = blank(rows);
  it.units = {};
  for (std::size_t row = 0; row < rows; ++row) it.units.push_back("学校" + std::to_string(row));
  NumberColumn scores(rows, 4);
  for (std::size_t row = 0; row < rows; ++row) scores.set(row, Rational(static_cast<std::int64_t>(row), 16));
  for (int i = 0; i < 10; ++i) it.criteria.push_back({"c" + std::to_string(i), ""});
  give_scores(it, std::vector<NumberColumn>(10, scores));
  const std::clock_t start = std::clock();
  CHECK(to_json(it).size() > 10'000'000);
  CHECK((std::clock() - start) / CLOCKS_PER_SEC < 5);
}
