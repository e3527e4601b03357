#include <kaohe/party/answers.hpp>

#include "test.hpp"

#include <string>
#include <vector>

using namespace kaohe;

namespace {

Party party(const std::string& id, const std::string& under = "", const std::string& kind = "") {
  Party made;
  made.id = id;
  made.kind = kind;
  if (!under.empty()) made.under = Named{under, {}};
  return made;
}

Post post(const std::string& id, const std::string& of, const std::string& role, const std::string& person) {
  return {id, "", {of, {}}, role, {{person, {}, {}, false, {}}}, {}};
}

ChainEntry entry(const std::string& role, const std::string& of, const std::string& held, std::optional<Rational> share = {}) {
  ChainEntry made;
  made.role = role;
  if (!of.empty()) made.party = Named{of, {}};
  if (!held.empty()) made.post = Named{held, {}};
  if (share) made.share = amount(*share);
  return made;
}

Thing thing(const std::string& id, std::size_t parent, std::vector<std::string> tags = {}) {
  return {id, parent, "", std::move(tags), {}, {}, {}};
}

std::string told(const Checked<Chain>& asked) {
  if (!asked) return asked.findings.at(0).code;
  std::string text = asked.value->subject + ":";
  for (const Answer& answer : asked.value->answers)
    text += " " + answer.role + "=" + answer.party + "/" + answer.post + "/" + answer.person + "*" + answer.share.text();
  for (const Finding& finding : asked.value->findings) text += " " + finding.code;
  return text;
}

const Date day(2014, 6, 1);

}  // namespace

TEST_CASE("the nearest chain holds as a whole", "[party][chain]") {
  const std::vector<Party> parties{party("县"), party("镇", "县"), party("校", "镇"), party("基教股", "县", "office")};
  const std::vector<Post> posts{post("p1", "校", "head", "张"), post("p2", "镇", "head", "李")};
  const std::vector<Responsibility> chains{
      {{{"t", {}}}, {entry("first", "", "head")}, "", {}},
      {{{"section", {}}, {"安全", {}}}, {entry("direct", "基教股", "")}, "责任书", {}},
      {{{"leaf", {}}},
       {entry("first", "镇", "head", Rational(1) / Rational(4)), entry("direct", "基教股", ""), entry("assist", "", "p1")},
       "",
       {}},
      {{{"县", {}}}, {entry("superior", "县", "")}, "", {}},
  };
  const PartyTree tree(parties);
  const PostBook book(posts, tree);
  const ChainBook chain_book(
      tree, book, chains,
      {thing("t", 0), thing("section", 0), thing("leaf", 1), thing("other", 1), thing("tagged", 0, {"安全"}), thing("free", 0)});
  const auto asked = [&](const char* id, const char* unit) { return told(answers_for(chain_book, id, day, unit)); };
  CHECK(asked("leaf", "校") == "leaf: first=镇/p2/李*0.25 direct=基教股//*0.375 assist=校/p1/张*0.375");
  CHECK(asked("other", "校") == "section: direct=基教股//*1");
  CHECK(asked("tagged", "校") == "安全: direct=基教股//*1");
  CHECK(asked("free", "校") == "t: first=校/p1/张*1");
  CHECK(asked("free", "") == "t: first=/head/*1 K0623");
  CHECK(asked("校", "") == "县: superior=县//*1");
  CHECK(asked("安全", "") == "安全: direct=基教股//*1");
  CHECK(asked("leav", "") == "K0625");
  CHECK(asked("leaf", "校校") == "K0626");
}

TEST_CASE("where nothing is written for a thing, the unit's chain holds", "[party][chain]") {
  const std::vector<Party> parties{party("县"), party("镇", "县"), party("校", "镇")};
  const std::vector<Responsibility> chains{{{{"镇", {}}}, {entry("first", "", "head")}, "", {}}};
  const PartyTree tree(parties);
  const PostBook book({}, tree);
  const ChainBook chain_book(tree, book, chains, {thing("t", 0), thing("leaf", 0)});
  CHECK(told(answers_for(chain_book, "leaf", day, "校")) == "镇: first=校/head/*1 K0621");
  CHECK(told(answers_for(chain_book, "leaf", day, "县")) == ": K0622");
}
