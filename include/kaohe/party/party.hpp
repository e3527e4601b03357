#pragma once

#include <kaohe/base/named.hpp>
#include <kaohe/calendar/date.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// Somebody who answers for something or is assessed (责任主体): a unit, an office, a person.
struct Party {
  std::string id{};
  std::string title{};
  std::string kind{};  // city, county, township, village, school, office, person: free words
  std::string type{};
  std::optional<Named> under{};
  std::optional<Date> from{}, to{};  // the first and the last day it exists
  std::vector<std::pair<std::string, std::string>> attributes{};
  SourceSpan where{};

  friend bool operator==(const Party&, const Party&) = default;
};

/// Who holds a post, from when to when, both days included; without a date, from ever or for ever.
struct Holder {
  std::string person{};
  std::optional<Date> from{}, to{};
  bool acting = false;  // and then answers beside a holder of the same day
  SourceSpan where{};

  friend bool operator==(const Holder&, const Holder&) = default;
};

/// A post of a party (岗位), which answers whoever holds it.
struct Post {
  std::string id{};
  std::string title{};
  Named party{};
  std::string role{};  // head, deputy, office_head: free words
  std::vector<Holder> holders{};
  SourceSpan where{};

  friend bool operator==(const Post&, const Post&) = default;
};

}  // namespace kaohe
