#include <kaohe/base/labels.hpp>
#include <kaohe/base/text_cells.hpp>
#include <kaohe/base/text_index.hpp>
#include <kaohe/base/texts.hpp>

#include "test.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace kaohe;

TEST_CASE("texts are what they were made of, with a NUL behind each", "[base][texts]") {
  Texts texts{"", "城关镇", ""};
  texts.push_back("东山乡");
  REQUIRE(texts.size() == 4);
  CHECK(std::vector<std::string>(texts.begin(), texts.end()) == std::vector<std::string>{"", "城关镇", "", "东山乡"});
  CHECK(std::string(texts.c_str(0)).empty());
  CHECK(texts.c_str(1) == std::string("城关镇"));
  CHECK(std::ranges::find(texts, "东山乡") - texts.begin() == 3);
  CHECK(Texts::empty_ones(2) == Texts{"", ""});
}

TEST_CASE("a copy of texts keeps what it had when the other grows", "[base][texts]") {
  Texts texts{"a", "b"};
  const Texts copy = texts;
  texts.push_back("c");
  CHECK(copy == Texts{"a", "b"});
  CHECK(texts == Texts{"a", "b", "c"});
}

TEST_CASE("an empty cell is not a missing one", "[base][texts]") {
  TextCells cells{"a", std::nullopt, ""};
  cells.push_back("d");
  REQUIRE(cells.size() == 4);
  CHECK(cells[0] == "a");
  CHECK_FALSE(cells[1].has_value());
  CHECK(cells[2] == "");
  CHECK(cells[3] == "d");
  CHECK(cells == TextCells(std::vector<std::optional<std::string>>{"a", std::nullopt, "", "d"}));
  CHECK_FALSE(cells == TextCells{"a", "", "", "d"});
}

TEST_CASE("an index numbers texts as they come, and finds them among many", "[base][texts]") {
  TextIndex index;
  CHECK_FALSE(index.find("u0"));
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < 5000; ++i) {
      const auto [number, fresh] = index.add("u" + std::to_string(i));
      REQUIRE((number == i && fresh == (round == 0)));
    }
  }
  CHECK(index.size() == 5000);
  CHECK(index.find("u4999") == 4999);
  CHECK_FALSE(index.find("u5000"));
}

TEST_CASE("numbers of texts are the same in order and out of it", "[base][texts]") {
  TextIndex index;
  for (const char* const text : {"2", "9", "10", "99"}) index.add(text);  // in order: shorter ones first
  CHECK((index.find("2") == 0 && index.find("9") == 1 && index.find("10") == 2 && index.find("99") == 3));
  CHECK_FALSE((index.find("1") || index.find("11") || index.find("100") || index.find("")));
  CHECK(index.add("10") == std::pair<std::size_t, bool>(2, false));
  CHECK(index.add("1") == std::pair<std::size_t, bool>(4, true));  // out of order from here on
  CHECK(index.add("99") == std::pair<std::size_t, bool>(3, false));
  CHECK(index.add("100") == std::pair<std::size_t, bool>(5, true));
  CHECK((index.find("2") == 0 && index.find("1") == 4 && index.find("100") == 5));
  CHECK_FALSE(index.find("11"));
}

TEST_CASE("labels and lists of them", "[base][texts]") {
  const Labels labels{"A", "", "A", "B"};
  CHECK(labels.names == std::vector<std::string>{"A", "B"});
  CHECK((labels[1].empty() && labels[2] == "A" && labels[3] == "B"));
  CHECK(Labels::none_of(2) == Labels{"", ""});
  LabelLists lists(3, {"x", "y"});
  lists.add(2, 1);
  lists.add(0, 0);
  lists.add(2, 0);
  lists.settle();
  CHECK(lists.all() == std::vector<std::vector<std::string>>{{"x"}, {}, {"x", "y"}});
  CHECK(lists[2] == std::vector<std::string>{"x", "y"});
  CHECK(lists[1].empty());
}
