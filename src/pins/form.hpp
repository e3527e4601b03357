#pragma once

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace kaohe::pins {

/// Texts in a row, each with its length before it, so that different rows never make the same bytes.
class Form {
 public:
  void text(std::string_view text) {
    count(text.size());
    out_ += text;
  }

  /// How many there are of what follows.
  void count(std::size_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out_.append(digits, end);
    out_ += ':';
  }

  /// There is nothing here, not even an empty text.
  void none() { out_ += '-'; }

  void clear() { out_.clear(); }
  const std::string& bytes() const { return out_; }

 private:
  std::string out_;
};

}  // namespace kaohe::pins
