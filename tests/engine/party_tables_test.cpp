#include "engine/assessing.hpp"

#include <kaohe/engine/party_tables.hpp>

#include <string>

using namespace kaohe;
using kaohe::testing::table;

namespace {

const std::string document = R"(
kaohe: 1
id: county
missing: zero
parties:
  - {id: 县, kind: county, size: 3}
posts:
  - {id: 县长, party: 县, role: head}
criteria:
  - {id: a, points: 10, rule: {threshold: ">= 1"}}
)";

Scheme scheme() { return load_scheme(document, "scheme.yaml").scheme; }

PartyTables parties(std::string_view text) { return {table("parties.csv", text), {}, {}}; }
PartyTables posts(std::string_view text) { return {{}, table("posts.csv", text), {}}; }
PartyTables chains(std::string_view text) { return {{}, {}, table("chains.csv", text)}; }

/// Code, row and column of every finding.
std::string found(const PartyTables& tables) {
  std::string text;
  for (const Finding& finding : compile(scheme(), tables).findings) {
    const std::string place = finding.at.table + ":" + std::to_string(finding.at.row) + ":" + finding.at.column;
    text += (text.empty() ? "" : ", ") + finding.code + " " + place;
  }
  return text;
}

}  // namespace

TEST_CASE("parties, posts and chains of tables stand beside those of the document", "[engine][party]") {
  const PartyTables tables{
      table("parties", "party,title,kind,under,from,size\n镇,城关镇,township,县,,\n一小,第一小学,school,镇,2001-09-01,1200\n"),
      table("posts",
            "post,party,role,person,from,to,acting\n"
            "校长,一小,head,张明,,2014-07-31,\n"
            "校长,,,李华,2014-08-01,,\n"
            "校长,,,王芳,2014-10-01,2014-10-31,是\n"
            "县长,县,head,赵一,,,\n"
            "教导主任,一小,dean,,,,\n"),
      table("responsibilities",
            "for,role,post,party,share,source\n"
            "a;镇,first,head,,60%,责任书\n"
            "县,first,head,县,,\n"
            "a;镇,deputy,dean,,,\n")};
  Scheme made = scheme();
  CHECK(kaohe::testing::told(engine::add_parties(made, tables)).empty());
  REQUIRE(made.parties.size() == 3);
  CHECK(made.parties[2].id == "一小");
  CHECK(made.parties[2].under.value().name == "镇");
  CHECK(made.parties[2].from == Date(2001, 9, 1));
  CHECK(made.parties[2].attributes == std::vector<std::pair<std::string, std::string>>{{"size", "1200"}});
  REQUIRE(made.posts.size() == 3);
  CHECK(made.posts[0].holders.size() == 1);
  CHECK(made.posts[1].holders.size() == 3);
  CHECK(made.posts[2].holders.empty());
  REQUIRE(made.responsibilities.size() == 2);
  CHECK(made.responsibilities[0].subjects[1].name == "镇");
  CHECK(made.responsibilities[0].chain.size() == 2);
  const auto program = compile(scheme(), tables);
  INFO(kaohe::testing::told(program.findings));
  REQUIRE(program);
  const auto chain = program.value->answers_for("a", Date(2014, 10, 5), "一小");
  REQUIRE(chain.value->answers.size() == 2);
  CHECK(chain.value->source == "责任书");
  CHECK(chain.value->answers[0].person == "王芳");
  CHECK(chain.value->answers[0].acting);
  CHECK(chain.value->answers[0].share == Rational(3, 5));
  CHECK(chain.value->answers[1].post == "教导主任");
  CHECK(chain.value->answers[1].person.empty());
}

TEST_CASE("a table may say again what is known", "[engine][party]") {
  CHECK(found(parties("party,kind,size\n县,county,3\n县,county,\n")).empty());
  CHECK(found(posts("post,party,role,person\n县长,县,head,赵一\n县长,县,head,赵一\n")).empty());
}

TEST_CASE("faults of the tables have their row and column", "[engine][party]") {
  struct Case {
    const char* what;
    PartyTables tables;
    const char* found;
  };
  const std::vector<Case> cases{
      {"no column of ids", parties("id,title\n县,县\n"), "K0701 parties.csv:0:party"},
      {"no id", parties("party,title\n,镇\n"), "K0703 parties.csv:1:party"},
      {"a title that differs", parties("party,title\n县,某县\n"), "K0790 parties.csv:1:title"},
      {"an attribute that differs", parties("party,size\n县,4\n"), "K0790 parties.csv:1:size"},
      {"a party twice in the table", parties("party,kind\n镇,township\n镇,town\n"), "K0790 parties.csv:2:kind"},
      {"the id of a criterion", parties("party\na\n"), "K0792 parties.csv:1:party"},
      {"no date", parties("party,from\n镇,去年\n"), "K0716 parties.csv:1:from"},
      {"days in the wrong order", parties("party,from,to\n镇,2014-02-01,2014-01-31\n"), "K0351 parties.csv:1:from"},
      {"an unknown superior", parties("party,under\n镇,显\n"), "K0601 parties.csv:1:under"},
      {"a circle", parties("party,under\n甲,乙\n乙,甲\n"), "K0602 parties.csv:1:under"},
      {"a column of no use", posts("post,party,role,name\n镇长,县,head,赵一\n"), "K0793 posts.csv:0:name"},
      {"a post without role", posts("post,party,role\n镇长,县,\n"), "K0703 posts.csv:1:role"},
      {"a post of two parties", posts("post,party,role\n镇长,县,head\n镇长,镇,head\n"), "K0790 posts.csv:2:party"},
      {"a post of an unknown party", posts("post,party,role\n镇长,镇,head\n"), "K0601 posts.csv:1:party"},
      {"a holder without name", posts("post,party,role,person,from\n县长,县,head,,2014-01-01\n"), "K0703 posts.csv:1:person"},
      {"neither yes nor no", posts("post,party,role,person,acting\n县长,县,head,赵一,代\n"), "K0791 posts.csv:1:acting"},
      {"two holders of one day", posts("post,party,role,person\n县长,县,head,赵一\n县长,,,钱二\n"), "K0608 posts.csv:2:person"},
      {"a chain for nothing known", chains("for,role,party\nb,first,县\n"), "K0611 chains.csv:1:for"},
      {"a chain without role", chains("for,role,party\na,,县\n"), "K0703 chains.csv:1:role"},
      {"an entry of nobody", chains("for,role,party\na,first,\n"), "K0613 chains.csv:1:role"},
      {"an unknown party", chains("for,role,party\na,first,县\na,direct,局\n"), "K0601 chains.csv:2:party"},
      {"a share that is no number", chains("for,role,party,share\na,first,县,一半\n"), "K0705 chains.csv:1:share"},
      {"a share of sixty", chains("for,role,party,share\na,first,县,60\n"), "K0612 chains.csv:1:share"},
      {"shares of 90 %", chains("for,role,party,post,share\na,first,县,,60%\na,direct,县,head,30%\n"), "K0614 chains.csv:1:for"},
      {"two chains for one thing", chains("for,role,party\na,first,县\na;县,first,县\n"), "K0610 chains.csv:2:for"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(found(c.tables) == c.found);
  }
}
