#pragma once

#include <kaohe/base/texts.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// A column of texts as they stand in a table; nothing where the cell is null. Copies share the texts.
///
/// Thread safety: one thread at a time; copies are independent of each other.
class TextCells {
 public:
  TextCells() = default;
  TextCells(std::initializer_list<std::optional<std::string_view>> cells) {
    for (const auto& cell : cells) push_back(cell);
  }
  template <class Iterator, class End>
  TextCells(Iterator first, End last) {
    for (; first != last; ++first) push_back(*first);
  }
  TextCells(const std::vector<std::optional<std::string>>& cells) : TextCells(cells.begin(), cells.end()) {}

  std::size_t size() const { return texts_.size(); }
  bool empty() const { return texts_.empty(); }

  /// Valid as long as this or a copy is there and does not grow. Pre: row < size().
  std::optional<std::string_view> operator[](std::size_t row) const {
    if (row < missing_.size() && missing_[row]) return std::nullopt;
    return texts_[row];
  }

  void push_back(std::optional<std::string_view> cell) {
    if (!cell) {
      missing_.resize(size());
      missing_.push_back(true);
    }
    texts_.push_back(cell.value_or(""));
  }

  /// The cells, with an empty text for what is missing.
  const Texts& texts() const { return texts_; }

  friend bool operator==(const TextCells& a, const TextCells& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t row = 0; row < a.size(); ++row) {
      if (a[row] != b[row]) return false;
    }
    return true;
  }

 private:
  Texts texts_;
  std::vector<bool> missing_;  // of the rows up to the last that is
};

}  // namespace kaohe
