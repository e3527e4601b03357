#include <kaohe/report.hpp>

#include "test.hpp"

using namespace kaohe;

TEST_CASE("a chain as JSON: who answers, what nobody holds as null", "[report][chain]") {
  Chain chain;
  chain.subject = "safety";
  chain.source = "责任书第三条";
  chain.answers.push_back({"first", "一小", "一小校长", "张明", true, 0, Rational(1, 3)});
  chain.answers.push_back({"direct", "基教股", "", "", false, 1, Rational(2, 3)});
  chain.findings.push_back(make_finding("K0620", SourceSpan{"s.yaml", 3, 1, 2}, {"一小副校长", "2014-06-01"}));
  const std::string json = to_json(chain, Language::en);
  CHECK(
      json.starts_with("{\"subject\": \"safety\", \"source\": \"责任书第三条\", \"answers\": [\n"
                       " {\"role\": \"first\", \"party\": \"一小\", \"post\": \"一小校长\", \"person\": \"张明\", \"acting\": true, "
                       "\"entry\": 0, \"share\": \"1/3\"},\n"
                       " {\"role\": \"direct\", \"party\": \"基教股\", \"post\": null, \"person\": null, \"acting\": false, \"entry\": 1, "
                       "\"share\": \"2/3\"}], \"findings\": [\n {\"code\":\"K0620\",\"severity\":\"warning\","));
  CHECK(json.find("vacant on 2014-06-01") != std::string::npos);
  CHECK(to_json(Chain{}, Language::zh) == "{\"subject\": null, \"source\": null, \"answers\": [], \"findings\": []}");
}
