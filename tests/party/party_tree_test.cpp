#include <kaohe/party/party_tree.hpp>

#include "test.hpp"

#include <string>
#include <vector>

using kaohe::Date;
using kaohe::Party;
using kaohe::PartyTree;
using kaohe::Period;

namespace {

Party party(const std::string& id, const std::string& under = "") {
  Party made;
  made.id = id;
  if (!under.empty()) made.under = kaohe::Named{under, {}};
  return made;
}

std::string ids(const PartyTree& tree, std::span<const std::size_t> list) {
  std::string text;
  for (const std::size_t at : list) text += (text.empty() ? "" : " ") + tree[at].id;
  return text;
}

}  // namespace

TEST_CASE("parties are found by id, with who is above and below", "[party][tree]") {
  const std::vector<Party> parties{party("一小", "城关镇"), party("县"), party("城关镇", "县"), party("二小", "城关镇"),
                                   party("城南乡", "县")};
  const PartyTree tree(parties);
  CHECK(tree.find("城关镇") == 2);
  CHECK(tree.find("城北乡") == PartyTree::none);
  CHECK(tree.above(tree.find("一小")) == tree.find("城关镇"));
  CHECK(tree.above(tree.find("县")) == PartyTree::none);
  CHECK(ids(tree, tree.below(tree.find("县"))) == "城关镇 城南乡");
  CHECK(ids(tree, tree.all_below(tree.find("县"))) == "城关镇 一小 二小 城南乡");
  CHECK(ids(tree, tree.all_below(tree.find("二小"))).empty());
  CHECK(ids(tree, tree.order()) == "县 城关镇 一小 二小 城南乡");
}

TEST_CASE("an unknown superior is none", "[party][tree]") {
  const std::vector<Party> parties{party("一小", "城关镇")};
  CHECK(PartyTree(parties).above(0) == PartyTree::none);
}

TEST_CASE("circles of superiors are told and cut", "[party][tree]") {
  const std::vector<Party> parties{party("a", "c"), party("b", "a"), party("c", "b"), party("d", "c"), party("e", "e")};
  const PartyTree tree(parties);
  REQUIRE(tree.circles().size() == 2);
  CHECK(ids(tree, tree.circles()[0]) == "a c b");
  CHECK(ids(tree, tree.circles()[1]) == "e");
  CHECK(tree.order().size() == parties.size());
}

TEST_CASE("a hundred thousand parties one below the other are a tree like any other", "[party][tree]") {
  std::vector<Party> parties{party("0")};
  for (int i = 1; i < 100'000; ++i) parties.push_back(party(std::to_string(i), std::to_string(i - 1)));
  const PartyTree tree(parties);
  CHECK(tree.all_below(0).size() == 99'999);
  CHECK(tree.circles().empty());
}

TEST_CASE("a party stands in a period where it exists on at least half of its days", "[party][tree]") {
  struct Case {
    const char *from, *to;
    bool stands;
  };
  // September 2014 has 30 days, of which 15 are half
  const auto c = GENERATE(values<Case>({
      {"2014-09-01", "2014-09-30", true},
      {"2014-09-16", "", true},   // 15 days
      {"2014-09-17", "", false},  // 14 days
      {"", "2014-09-15", true},   // 15 days
      {"", "2014-09-14", false},  // 14 days
      {"", "2014-08-31", false},  // none
      {"2014-10-01", "", false},  // none
      {"2014-09-08", "2014-09-22", true},
      {"2014-09-08", "2014-09-21", false},
      {"", "", true},
  }));
  CAPTURE(c.from, c.to);
  Party one = party("一小");
  one.from = Date::parse(c.from);
  one.to = Date::parse(c.to);
  CHECK(exists_in(one, Period(Date(2014, 9, 1), Date(2014, 9, 30))) == c.stands);
}
