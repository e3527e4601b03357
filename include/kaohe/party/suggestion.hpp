#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/base/text.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace kaohe {

/// Asks whether the nearest of many known names was meant. Lists of parties are long: after a number of comparisons nothing is asked any
/// more.
class Suggestion {
 public:
  explicit Suggestion(std::vector<std::string_view> known) : known_(std::move(known)) {}

  /// Stands before what else a hint says; empty where no name is near.
  Phrase operator()(std::string_view wanted) {
    if (left_ < known_.size()) return {};
    left_ -= known_.size();
    const auto near = nearest(wanted, known_);
    return near ? phrase("是不是“{0}”？", "Did you mean \"{0}\"? ", {Phrase(*near)}) : Phrase();
  }

  void add(std::string_view name) { known_.push_back(name); }

 private:
  std::vector<std::string_view> known_;
  std::size_t left_ = 1'000'000;
};

}  // namespace kaohe
