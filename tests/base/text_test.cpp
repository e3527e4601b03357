#include <array>
#include <kaohe/base/text.hpp>
#include <string>
#include <test.hpp>
#include <vector>

using kaohe::count_characters;
using kaohe::display_width;
using kaohe::nearest;

TEST_CASE("characters are counted, not bytes", "[base][text]") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("abc") == 3);
  CHECK(count_characters("入园率 ≥ 60%") == 9);
  CHECK(count_characters("𠮷😀") == 2);
  CHECK(kaohe::substring("入园率 ≥ 60%", 1, 2) == "园率");
  CHECK(kaohe::substring("入园", 1, 9) == "园");
  CHECK(kaohe::byte_of_character("入园率", 2) == 6);
}

TEST_CASE("what is not UTF-8 is found at its first byte", "[base][text]") {
  struct Case {
    const char* what;
    std::string text;
    std::optional<std::size_t> place;
  };
  const std::vector<Case> cases = {
      {"ASCII", "abc", std::nullopt},
      {"Chinese and emoji", "考核😀", std::nullopt},
      {"GBK for 考", "\xbf\xbc", 0},
      {"a continuation byte alone", "a\x80", 1},
      {"a cut character", "考\xe6\xa0", 3},
      {"overlong slash", "\xc0\xaf", 0},
      {"overlong in three bytes", "\xe0\x80\xaf", 0},
      {"a surrogate", "\xed\xa0\x80", 0},
      {"the last code", "\xf4\x8f\xbf\xbf", std::nullopt},
      {"beyond the last code", "\xf4\x90\x80\x80", 0},
      {"five bytes", "\xf8\x88\x80\x80\x80", 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(kaohe::find_invalid_utf8(c.text) == c.place);
  }
}

TEST_CASE("a character survives being written and read", "[base][text]") {
  for (const char32_t code : {U'a', U'é', U'核', U'\U0001F600'}) {
    const std::string text = kaohe::utf8(code);
    CHECK(kaohe::character_at(text, 0).code == code);
    CHECK(kaohe::character_at(text, 0).length == text.size());
  }
}

TEST_CASE("Chinese characters and full-width forms take two columns", "[base][text]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("入园率") == 6);
  CHECK(display_width("（%）") == 5);
  CHECK(display_width("，。：“”") == 8);  // UAX 11: “ and ” are ambiguous, one column here
  CHECK(display_width("가나") == 4);
  CHECK(display_width("ｶﾅ") == 2);  // half-width katakana
  CHECK(display_width("😀🚗") == 4);
  CHECK(display_width("𠮷") == 2);
}

TEST_CASE("combining marks and invisible characters take no column", "[base][text]") {
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("a\u200b\u200db") == 2);
  CHECK(display_width("❤\ufe0f") == 1);
}

TEST_CASE("the nearest name is found through slips of the hand", "[base][text]") {
  const std::array keys = {"points", "title", "criteria", "adjustments", "at_most", "at_least", "id", "入园率", "巩固率", "优秀"};
  CHECK(nearest("pionts", keys) == "points");
  CHECK(nearest("Points", keys) == "points");
  CHECK(nearest("tilte", keys) == "title");
  CHECK(nearest("criterias", keys) == "criteria");
  CHECK(nearest("at-most", keys) == "at_most");
  CHECK(nearest(" AT MOST ", keys) == "at_most");
  CHECK(nearest("ｉｄ", keys) == "id");
  CHECK(nearest("入学率", keys) == "入园率");
  CHECK(nearest("优良", keys) == "优秀");
}

TEST_CASE("a name that is near to nothing gets no suggestion", "[base][text]") {
  const std::array keys = {"points", "id", "at", "入园率"};
  CHECK(nearest("colour", keys) == std::nullopt);
  CHECK(nearest("is", keys) == std::nullopt);
  CHECK(nearest("人", keys) == std::nullopt);
  CHECK(nearest("毕业生人数", keys) == std::nullopt);
  CHECK(nearest(std::string(1'000'000, 'x'), keys) == std::nullopt);
  CHECK(nearest("points", std::vector<std::string>{}) == std::nullopt);
}

TEST_CASE("of equally near names the first is chosen", "[base][text]") {
  const std::vector<std::string> names = {"rate_b", "rate_a"};
  CHECK(nearest("rate_c", names) == "rate_b");
}
