#include <kaohe/party/post_book.hpp>

#include "test.hpp"

#include <string>
#include <vector>

using namespace kaohe;

namespace {

Holder holder(const std::string& person, const char* from, const char* to, bool acting = false) {
  return {person, Date::parse(from), Date::parse(to), acting, {}};
}

Post post(const std::string& id, const std::string& party, const std::string& role, std::vector<Holder> holders = {}) {
  return {id, "", {party, {}}, role, std::move(holders), {}};
}

std::string told(const std::vector<Tenure>& tenures) {
  std::string text;
  for (const Tenure& tenure : tenures) {
    text += (text.empty() ? "" : ", ") + (tenure.holder != nullptr ? tenure.holder->person : "-") + " " + tenure.days.first().text() +
            ".." + tenure.days.last().text();
  }
  return text;
}

const Period year_2014(Date(2014, 1, 1), Date(2014, 12, 31));

}  // namespace

TEST_CASE("both the first and the last day belong to a holder", "[party][post]") {
  const Post head = post("p", "一小", "head", {holder("张", "", "2014-06-30"), holder("李", "2014-09-01", "")});
  CHECK(holder_on(head, Date(2014, 6, 30))->person == "张");
  CHECK(holder_on(head, Date(2014, 7, 1)) == nullptr);
  CHECK(holder_on(head, Date(2014, 8, 31)) == nullptr);
  CHECK(holder_on(head, Date(2014, 9, 1))->person == "李");
  CHECK(told(tenures(head, year_2014)) == "张 2014-01-01..2014-06-30, - 2014-07-01..2014-08-31, 李 2014-09-01..2014-12-31");
}

TEST_CASE("who acts answers before whom is absent", "[party][post]") {
  const Post head = post("p", "一小", "head", {holder("张", "", ""), holder("李", "2014-03-01", "2014-04-30", true)});
  CHECK(holder_on(head, Date(2014, 3, 1))->person == "李");
  CHECK(told(tenures(head, year_2014)) == "张 2014-01-01..2014-02-28, 李 2014-03-01..2014-04-30, 张 2014-05-01..2014-12-31");
}

TEST_CASE("a post that nobody ever held is vacant all the time", "[party][post]") {
  CHECK(told(tenures(post("p", "一小", "head"), year_2014)) == "- 2014-01-01..2014-12-31");
}

TEST_CASE("the posts of a party stand in written order", "[party][post]") {
  const std::vector<Party> parties{{"一小", "", "", "", {}, {}, {}, {}, {}}, {"二小", "", "", "", {}, {}, {}, {}, {}}};
  const std::vector<Post> posts{post("b", "一小", "deputy"), post("c", "二小", "head"), post("a", "一小", "deputy"),
                                post("d", "三小", "head")};
  const PartyTree tree(parties);
  const PostBook book(posts, tree);
  REQUIRE(book.of_party(0).size() == 2);
  CHECK(book[book.of_party(0)[0]].id == "b");
  CHECK(book[book.of_party(0)[1]].id == "a");
  CHECK(book.find("d") == 3);
  CHECK(book.party_of(3) == PartyTree::none);
  CHECK(book.has_role("deputy"));
  CHECK_FALSE(book.has_role("office_head"));
}
