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

/// Adds a finding where a text is no UTF-8, or too long to be read in bounded time.
inline bool is_readable(std::string_view text, const SourceSpan& where, Findings& findings) {
  constexpr std::size_t longest = 10'000;
  if (const auto invalid = find_invalid_utf8(text)) {
    const int column = where.column + static_cast<int>(count_characters(text.substr(0, *invalid)));
    findings.push_back(make_finding("K0305", {where.file, where.line, column, 1}));
    return false;
  }
  const std::size_t length = count_characters(text);
  if (length > longest) findings.push_back(make_finding("K0302", where, {std::to_string(length), std::to_string(longest)}));
  return length <= longest;
}

/// The text of an expression or target and its place in a document.
class Source {
 public:
  /// Pre: is_readable(text), which outlives the source.
  Source(std::string_view text, SourceSpan where) : text_(text), where_(std::move(where)), columns_(text.size() + 1) {
    int column = where_.column;
    for (std::size_t at = 0; at < text.size(); ++column) {
      const std::size_t next = at + character_at(text, at).length;
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
