#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/base/text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe::expression {

/// Bytes of a text, the end left out.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The text of an expression and its place in a document.
class Source {
 public:
  /// Pre: `text` is valid UTF-8 and outlives the source.
  Source(std::string_view text, SourceSpan where) : text_(text), where_(std::move(where)), columns_(text.size() + 1) {
    int column = where_.column;
    for (std::size_t at = 0; at < text.size(); ++column) {
      const std::size_t next = at + character_or_replacement(text, at).length;
      for (; at < next; ++at) columns_[at] = column;
    }
    columns_[text.size()] = column;
  }

  std::string_view text() const { return text_; }
  std::string_view text(Stretch at) const { return text_.substr(at.begin, at.end - at.begin); }

  /// What an author reads back: long texts are cut.
  std::string shown(Stretch at) const {
    constexpr std::size_t longest = 40;
    const std::string_view whole = text(at);
    return count_characters(whole) <= longest ? std::string(whole) : std::string(substring(whole, 0, longest)) + "…";
  }

  /// Columns count characters; a text of several lines keeps its first line's number.
  SourceSpan span(Stretch at) const { return {where_.file, where_.line, columns_[at.begin], columns_[at.end] - columns_[at.begin]}; }

 private:
  std::string_view text_;
  SourceSpan where_;
  std::vector<int> columns_;
};

}  // namespace kaohe::expression
