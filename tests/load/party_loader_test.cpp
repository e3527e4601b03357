#include "load/load_text.hpp"

#include "test.hpp"

#include <kaohe/expression/constant.hpp>

using namespace kaohe;
using kaohe::test::found_in;
using kaohe::test::head;
using kaohe::test::load_text;

namespace {

const std::string leaf = "criteria: [{id: a, points: 9, rule: {threshold: done}}]\n";

Scheme read(const std::string& text) {
  const auto loaded = load_text(head + leaf + text);
  CHECK(kaohe::test::listed(loaded.findings).empty());
  return loaded.scheme;
}

}  // namespace

TEST_CASE("a party has its keys, and every other key is an attribute", "[load][party]") {
  const auto parties =
      read(
          "parties: [{id: 县}, {id: 一小, title: 第一小学, kind: school, type: 高中, under: 县, from: 2001-09-01, to: 2014-07-31,"
          " size: 1200, 寄宿: 是}]\n")
          .parties;
  REQUIRE(parties.size() == 2);
  const Party& school = parties[1];
  CHECK(school.id == "一小");
  CHECK(school.title == "第一小学");
  CHECK(school.kind == "school");
  CHECK(school.type == "高中");
  CHECK(school.under.value().name == "县");
  CHECK(school.from == Date(2001, 9, 1));
  CHECK(school.to == Date(2014, 7, 31));
  CHECK(school.attributes == std::vector<std::pair<std::string, std::string>>{{"size", "1200"}, {"寄宿", "是"}});
  CHECK(school.where.line == 5);
  CHECK_FALSE(parties[0].under);
}

TEST_CASE("a post has its holders in written order", "[load][party]") {
  const auto posts =
      read(
          "posts: [{id: p, title: 校长, party: 一小, role: head, holders: [{person: 张明, to: 2014-07-31}, {person: 李华, from: "
          "2014-06-01, acting: yes}]}]\n")
          .posts;
  REQUIRE(posts.size() == 1);
  CHECK(posts[0].title == "校长");
  CHECK(posts[0].party.name == "一小");
  CHECK(posts[0].role == "head");
  REQUIRE(posts[0].holders.size() == 2);
  CHECK(posts[0].holders[0].person == "张明");
  CHECK_FALSE(posts[0].holders[0].from);
  CHECK_FALSE(posts[0].holders[0].acting);
  CHECK(posts[0].holders[1].from == Date(2014, 6, 1));
  CHECK(posts[0].holders[1].acting);
}

TEST_CASE("a chain has its subjects and its entries in written order", "[load][party]") {
  const auto chains =
      read(
          "responsibilities: [{for: [a, 安全], source: 责任书, chain: [{role: first, post: head}, {role: lead, party: 教育局, "
          "share: 2/5}]}, {for: a, chain: [{role: direct, party: 财政局}]}]\n")
          .responsibilities;
  REQUIRE(chains.size() == 2);
  REQUIRE(chains[0].subjects.size() == 2);
  CHECK(chains[0].subjects[1].name == "安全");
  CHECK(chains[0].source == "责任书");
  REQUIRE(chains[0].chain.size() == 2);
  CHECK(chains[0].chain[0].post.value().name == "head");
  CHECK_FALSE(chains[0].chain[0].party);
  CHECK(constant_value(chains[0].chain[1].share.value().expression) == Rational(2, 5));
  CHECK(chains[1].subjects[0].name == "a");
}

TEST_CASE("what is wrong with parties, posts and chains is found at its place", "[load][party]") {
  struct Case {
    const char *what, *text, *found;
  };
  const auto c = GENERATE(values<Case>({
      {"no list", "parties: {id: v}\n", "K0205 5:10"},
      {"a party without id", "parties: [{title: 县}]\n", "K0204 5:11"},
      {"an attribute that is a list", "parties: [{id: v, phones: [1, 2]}]\n", "K0205 5:27"},
      {"a text that a comma split", "parties: [{id: v, title: 县,乡}]\n", "K0226 5:26"},
      {"an attribute without a value", "parties:\n  - id: v\n    size:\n", "K0202 7:5"},
      {"days in the wrong order", "parties: [{id: v, from: 2014-02-01, to: 2014-01-01}]\n", "K0351 5:25"},
      {"no such day", "posts: [{id: p, party: x, role: head, holders: [{person: 甲, from: 2014}]}]\n", "K0352 5:67"},
      {"a post twice", "posts: [{id: p, party: x, role: head}, {id: p, party: y, role: head}]\n", "K0213 5:45"},
      {"a post without role", "posts: [{id: p, party: x}]\n", "K0204 5:9"},
      {"a holder without name", "posts: [{id: p, party: x, role: head, holders: [{from: 2014-01-01}]}]\n", "K0204 5:49"},
      {"an unknown key", "responsibilities: [{for: [a], chain: [{role: first, post: head, shares: 1}]}]\n", "K0202 5:65"},
      {"a chain for nothing", "responsibilities: [{chain: [{role: first, post: head}]}]\n", "K0204 5:20"},
      {"a chain of nobody", "responsibilities: [{for: a, chain: []}]\n", "K0420 5:36"},
      {"an entry of nobody", "responsibilities: [{for: a, chain: [{role: first}]}]\n", "K0613 5:37"},
      {"chains that are a text", "responsibilities: 局长\n", "K0205 5:19"},
  }));
  CAPTURE(c.what);
  CHECK(found_in(leaf + c.text) == c.found);
}
