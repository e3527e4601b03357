#include <kaohe/report.hpp>

#include "test.hpp"

using namespace kaohe;

TEST_CASE("intervals as JSON: decimals as texts, no bound as null", "[report][interval]") {
  Intervals intervals;
  intervals.scheme = "county";
  intervals.grouped = intervals.graded = true;
  intervals.units.push_back({"城关镇", "", "镇", Rational(87, 2), {}, {"优秀", "良好"}, false, true, {"safety"}});
  intervals.units.push_back({"东山乡", "", "乡", {}, {}, {}, true, false, {}});
  intervals.findings.push_back(make_finding("K0815", SourceSpan{"s.yaml", 3, 1, 2}, {"", "城关镇"}));
  const std::string json = to_json(intervals);
  CHECK(json.starts_with(
      "{\"scheme\": \"county\", \"period\": null, \"units\": {\n"
      " \"城关镇\": {\"unit\": \"城关镇\", \"group\": \"镇\", \"lowest\": \"43.5\", \"highest\": null, \"grades\": [\"优秀\", \"良好\"], "
      "\"excluded\": false, \"may_be_excluded\": true, \"missing\": [\"safety\"]},\n"
      " \"东山乡\": {\"unit\": \"东山乡\", \"group\": \"乡\", \"lowest\": null, \"highest\": null, \"grades\": [], "
      "\"excluded\": true, \"may_be_excluded\": false, \"missing\": []}\n}, \"findings\": [\n {\"code\":\"K0815\""));
  intervals.grouped = false;
  intervals.units.resize(1);
  CHECK(to_json(intervals).find("\"group\": null") != std::string::npos);
}
