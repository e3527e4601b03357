#include "load_text.hpp"

#include <test.hpp>

using namespace kaohe;
using kaohe::test::found_in;

namespace {

const std::string scheme =
    "constants: {five: 5}\n"
    "indicators: {hazards: {}}\n"
    "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n"
    "grades: [{name: A, from: 6}, {name: B}]\n";

/// The findings for the condition of a veto, on line 8 at column 23.
std::string found(const std::string& condition) {
  return found_in(scheme + "vetoes: [{id: v, when: '" + condition + "', effect: {rank: last}}]\n");
}

constexpr const char* never = "K0526 8:25";
constexpr const char* always = "K0527 8:25";

void check_all(const std::vector<std::string>& conditions, const std::string& wanted) {
  for (const auto& condition : conditions) {
    CAPTURE(condition);
    CHECK(found(condition) == wanted);
  }
}

}  // namespace

TEST_CASE("a condition that is false of itself never holds", "[load][conditions]") {
  check_all({"0", "1 > 2", "no", "否", "not yes", "five > 6", "five + 1 == 5", "a > 1 and no", "0 > 1 or five < 3", "not (1 < 2 or a > 1)"},
            never);
}

TEST_CASE("counts start from 0 and are whole, places from 1", "[load][conditions]") {
  check_all({"count(e) < 0",      "count(e) <= -1",          "0 > count(e)",         "count(e) == -1",
             "count(e) == 0.5",   "count(e) + count(f) < 0", "-count(e) > 0",        "rank < 1",
             "rank == 1.5",       "max(count(e), 3) < 3",    "min(count(e), 3) > 3", "count(e) > 1 and count(e) < 2",
             "abs(a) < 0",        "prev(count(e)) < 0",      "mean(count(e)) < 0",   "rank(a) < 1",
             "streak(a > 1) < 0", "if(a > 1, 2, 3) > 3",     "known(a) > 1",         "known(a) == 2"},
            never);
  check_all({"count(e) > 0", "count(e) > 1 and count(e) < 3", "rank <= 1", "sum(e.amount) < 0", "a < 0",
             "mean(count(e)) > 1 and mean(count(e)) < 2", "count(e) - count(f) < 0", "min(count(e), 1) < 1", "growth(a) < 0", "a == 0.5",
             "share(a) > 1", "if(a > 1, 2, 3) > 2"},
            "");
}

TEST_CASE("no value is below one bound and above a higher one", "[load][conditions]") {
  check_all({"a >= 5 and a < 3",
             "a > 3 and a < 3",
             "a > 3 and a <= 3",
             "a == 3 and a == 4",
             "a == 3 and a != 3",
             "a == 3 and a > five",
             "3 > a and five < a",
             "a >= 5 and hazards > 2 and a < 3",
             "not (a < 5) and a < 3",
             "not (a >= 3 or hazards > 2) and a > 4",
             "(a > 5 or a > 6) and a < 3",
             "a in [1, 2] and a > 2",
             "a in [1, 2] and a == 3",
             "a in [1, 2] and not (a in [2, 1])",
             "a + hazards > 5 and a + hazards < 3",
             "a > hazards and a < hazards",
             "a > hazards and hazards >= a",
             "a > a",
             "a != a",
             "a > hazards and a == hazards"},
            never);
}

TEST_CASE("bounds that leave something between them are left alone", "[load][conditions]") {
  check_all({"a >= 3 and a <= 3", "a >= 3 and a < 5", "a > 3 or a < 3", "a != 3 and a != 4", "a in [1, 2] and a > 1",
             "(a > 5 or a < 1) and a < 3", "a >= hazards and a <= hazards", "a > 5 and hazards < 3", "prev(a) > 5 and a < 3",
             "a > 2 and a < 2.5"},
            "");
}

TEST_CASE("no word is two words", "[load][conditions]") {
  check_all({"unit.type == 高中 and unit.type == 初中", "unit.type in [高中, 初中] and unit.type == 小学",
             "unit.boarding == 是 and unit.boarding == 否", "unit.type == 高中 and unit.type != 高中",
             "unit.type in [高中, 初中] and not (unit.type in [初中, 高中, 小学])", "unit.boarding == 是 and unit.boarding == 高中",
             "grade == A and grade == B", "unit.opened >= \"2014-05-01\" and unit.opened < \"2014-01-01\"",
             "unit.opened > \"2014-05-01\" and unit.opened < \"2014-05-02\"", "unit.level >= \"省级\""},
            never);
  check_all({"unit.type == 高中 or unit.type == 初中", "unit.type != 高中 and unit.type != 初中",
             "unit.boarding == 是 and unit.boarding == yes", "unit.boarding == 是 and unit.boarding == \"1\"",
             "unit.size == 1 and unit.size == \"1\"", "unit.type == hazards and unit.type == \"hazards\"",
             "unit.opened >= \"2014-01-01\" and unit.opened < \"2014-05-01\"", "unit.type == 高中 and unit.level == 初中"},
            "");
}

TEST_CASE("what a filter never lets through is never counted", "[load][conditions]") {
  check_all({"count(e, kind == A and kind == B) >= 1", "count(e, level in [1, 2] and level > 2) > 0", "sum(e.amount, 1 > 2) > 0",
             "count(e, count > 5 and count < 3) == 1", "count(e, five > 6) >= 1"},
            never);
  check_all({"count(e, kind == A or kind == B) >= 1", "count(e, kind == A and level == B) >= 1", "count(e, rank < 1) >= 1",
             "count(e, kind == five and kind == 5) >= 1", "count(e, kind == A) >= 1 and count(e, kind == B) >= 1"},
            "");
}

TEST_CASE("what never held never held in a row", "[load][conditions]") {
  check_all({"times_in(a > 1, 2) >= 3", "times_in(a > 1, 3) > 3", "times_in(a > 1, five) == 6", "streak(count(e) < 0) >= 1",
             "times_in(a > 5 and a < 3, 3) >= 1", "streak(a > 1) >= 2 and streak(a > 1) < 2"},
            never);
  check_all({"times_in(a > 1, 3) >= 3", "streak(a > 1) >= 2", "times_in(a > 1, 2) == 1"}, "");
}

TEST_CASE("a condition that nothing can fail always holds", "[load][conditions]") {
  check_all({"1", "yes", "1 < 2", "count(e) >= 0", "count(e) > -1", "0 <= count(e)", "not (count(e) < 0)", "count(e) >= 0 and five == 5",
             "min(count(e), -1) < 0", "a > 1 or count(e) >= 0"},
            always);
}

TEST_CASE("what may be missing does not always hold", "[load][conditions]") {
  check_all(
      {"abs(a) >= 0", "rank >= 1", "a >= 3 or a < 3", "prev(count(e)) >= 0", "a == a", "mean(count(e)) >= 0", "count(e) >= 0 and a > 1"},
      "");
}

TEST_CASE("conditions of gates, grades, direct grades and measures are looked at, too", "[load][conditions]") {
  CHECK(found_in(scheme + "gates: [{id: g, for: assessment, requires: count(e) < 0}]\n") == "K0526 8:44");
  CHECK(found_in(scheme + "gates: [{id: g, for: assessment, requires: count(e) >= 0}]\n") == "K0527 8:44");
  CHECK(found_in(scheme + "direct: [{grade: A, when: a > 5 and a < 3}]\n") == "K0526 8:27");
  CHECK(found_in(scheme + "direct: [{grade: A, when: yes}]\n") == "K0527 8:27");
  CHECK(found_in(scheme + "measures: [{id: m, when: rank < 1}]\n") == "K0526 8:26");
  CHECK(found_in(scheme + "measures: [{id: m, when: yes, amount: 100 * share(a)}]\n") == "");
  const auto requires_ = [](const std::string& condition) {
    return found_in("criteria: [{id: a, points: 9, rule: {threshold: done}}]\ngrades: [{name: A, requires: " + condition +
                    "}, {name: B}]\n");
  };
  CHECK(requires_("rank < 1") == "K0526 5:30");
  CHECK(requires_("count(e) >= 0") == "K0527 5:30");
}

TEST_CASE("a condition that cannot be searched to its end is left alone", "[load][conditions]") {
  std::string all = "a > 1";
  for (int i = 0; i < 20; ++i) all += " and (unit.k" + std::to_string(i) + " == 1 or unit.k" + std::to_string(i) + " == 2)";
  CHECK(found(all + " and (a < 1 or a > 5)") == "");
  CHECK(found(all + " and a < 1") == never);
}
