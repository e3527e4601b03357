#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// One of a few names for every row, or none.
struct Labels {
  static constexpr std::int32_t none = -1;

  std::vector<std::string> names;
  std::vector<std::int32_t> rows;  // the number of the name of each row
  std::size_t blank = 0;           // so many rows without a name, in place of `rows`

  Labels() = default;
  explicit Labels(std::vector<std::string> known) : names(std::move(known)) {}
  Labels(std::initializer_list<std::string> row_by_row) {
    for (const std::string& name : row_by_row) push_back(name);
  }

  static Labels none_of(std::size_t rows) {
    Labels made;
    made.blank = rows;
    return made;
  }

  std::size_t size() const { return rows.empty() ? blank : rows.size(); }

  /// Empty where the row has none. Pre: row < size().
  const std::string& operator[](std::size_t row) const {
    static const std::string nothing;
    return rows.empty() || rows[row] == none ? nothing : names[static_cast<std::size_t>(rows[row])];
  }

  friend bool operator==(const Labels& a, const Labels& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t row = 0; row < a.size(); ++row) {
      if (a[row] != b[row]) return false;
    }
    return true;
  }

  void push_back(const std::string& name) {
    if (name.empty()) return rows.push_back(none);
    const auto found = std::ranges::find(names, name);
    rows.push_back(static_cast<std::int32_t>(found - names.begin()));
    if (found == names.end()) names.push_back(name);
  }
};

/// A list of a few names for every row; most lists are empty.
class LabelLists {
 public:
  LabelLists() = default;
  explicit LabelLists(std::size_t rows) : rows_(rows) {}
  LabelLists(std::size_t rows, std::vector<std::string> names)
      : LabelLists(rows, std::make_shared<const std::vector<std::string>>(std::move(names))) {}
  LabelLists(std::size_t rows, std::shared_ptr<const std::vector<std::string>> names) : rows_(rows), names_(std::move(names)) {}

  std::size_t size() const { return rows_; }

  /// Adds a name to the list of a row; where rows are not added in order, settle() is called at the end. Pre: row < size(), and there is
  /// such a name.
  void add(std::size_t row, std::size_t name) { entries_.emplace_back(static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(name)); }

  /// Each list is then in the order of the names.
  void settle() { std::ranges::sort(entries_); }

  /// Pre: row < size().
  std::vector<std::string> operator[](std::size_t row) const {
    std::vector<std::string> list;
    auto at = std::ranges::lower_bound(entries_, std::pair(static_cast<std::uint32_t>(row), std::uint32_t{0}));
    for (; at != entries_.end() && at->first == row; ++at) list.push_back((*names_)[at->second]);
    return list;
  }

  std::vector<std::vector<std::string>> all() const {
    std::vector<std::vector<std::string>> lists(size());
    for (const auto& [row, name] : entries_) lists[row].push_back((*names_)[name]);
    return lists;
  }

 private:
  std::size_t rows_ = 0;
  std::shared_ptr<const std::vector<std::string>> names_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries_;  // row and name
};

}  // namespace kaohe
