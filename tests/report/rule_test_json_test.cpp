#include <kaohe/report.hpp>
#include <test.hpp>

using namespace kaohe;

TEST_CASE("a report on tests as JSON has one test a line and what is not reached", "[report][tests]") {
  RuleTestReport report;
  report.tests.push_back({"满分", {"办法.yaml", 9, 3, 5}, {}});
  report.tests.push_back({"零分", {"办法.yaml", 12, 3, 5}, {{Severity::error, "K0830", {"办法.yaml", 14, 5, 5}, {}, {"错", "wrong"}, {}}}});
  report.reach.push_back({Reach::Part::veto, {"办法.yaml", 3, 1, 2}, {"否决", "the veto"}, true});
  report.reach.push_back({Reach::Part::case_, {"办法.yaml", 4, 1, 2}, {"情形", "the case"}, false});
  report.reach.push_back({Reach::Part::direct, {"办法.yaml", 5, 1, 2}, {"直接", "directly"}, false});
  CHECK(to_json(report, Language::en) ==
        "{\"passed\": false, \"tests\": [\n"
        " {\"name\": \"满分\", \"file\": \"办法.yaml\", \"line\": 9, \"column\": 3, \"length\": 5, \"passed\": true, \"findings\": []},\n"
        " {\"name\": \"零分\", \"file\": \"办法.yaml\", \"line\": 12, \"column\": 3, \"length\": 5, \"passed\": false, \"findings\": [\n"
        " {\"code\":\"K0830\",\"severity\":\"error\",\"message\":\"wrong\",\"file\":\"办法.yaml\",\"line\":14,\"column\":5,\"length\":5}\n"
        "]}\n"
        "], \"reached\": 1, \"reachable\": 3, \"unreached\": [\n"
        " {\"part\": \"case\", \"words\": \"the case\", \"file\": \"办法.yaml\", \"line\": 4, \"column\": 1, \"length\": 2},\n"
        " {\"part\": \"direct\", \"words\": \"directly\", \"file\": \"办法.yaml\", \"line\": 5, \"column\": 1, \"length\": 2}\n"
        "]}");
  CHECK(to_json(RuleTestReport{}, Language::zh) ==
        "{\"passed\": true, \"tests\": [\n], \"reached\": 0, \"reachable\": 0, \"unreached\": [\n]}");
}

TEST_CASE("the parts of the rules as JSON say which of them a test reaches", "[report][tests]") {
  const std::vector<Reach> parts{{Reach::Part::veto, {"办法.yaml", 3, 1, 2}, {"否决", "the veto"}, true},
                                 {Reach::Part::grade, {"办法.yaml", 4, 1, 2}, {"等次", "the grade"}, false}};
  CHECK(to_json(parts, Language::zh) ==
        "[\n {\"part\": \"veto\", \"words\": \"否决\", \"file\": \"办法.yaml\", \"line\": 3, \"column\": 1, \"length\": 2, \"reached\": "
        "true},\n"
        " {\"part\": \"grade\", \"words\": \"等次\", \"file\": \"办法.yaml\", \"line\": 4, \"column\": 1, \"length\": 2, \"reached\": "
        "false}\n]");
  CHECK(to_json(std::vector<Reach>{}, Language::zh) == "[\n]");
}
