#include <kaohe/report.hpp>

#include "test.hpp"

using namespace kaohe;

TEST_CASE("a roll-up as JSON: a party a line, with those that have no figure", "[report][rollup]") {
  RolledUp up;
  up.scheme = "county";
  up.period = "2014";
  up.parties = {"镇", "一小", "二小"};
  up.sizes = {3, 1, 1};
  RolledIndicator rate;
  rate.id = "rate";
  rate.title = "入园率";
  rate.how = Rollup::ratio;
  rate.sums = rate.bases = NumberColumn(4, 0);
  rate.parts = {RollupPart::added, RollupPart::counted, RollupPart::missing};
  for (const std::size_t row : {0U, 1U, 3U}) {
    rate.sums.set(row, 1);
    rate.bases.set(row, 3);
  }
  up.indicators.push_back(rate);
  CHECK(to_json(up) ==
        "{\"scheme\": \"county\", \"period\": \"2014\", \"indicators\": {\n"
        " \"rate\": {\"title\": \"入园率\", \"rollup\": \"ratio\", \"all\": {\"value\": \"1/3\", \"missing\": [\"二小\"]}, \"parties\": {\n"
        "  \"镇\": {\"value\": \"1/3\", \"missing\": [\"二小\"]},\n"
        "  \"一小\": {\"value\": \"1/3\", \"missing\": []},\n"
        "  \"二小\": {\"value\": null, \"missing\": [\"二小\"]}}}\n"
        "}, \"findings\": []}");
}
