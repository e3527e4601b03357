#pragma once

#include <kaohe/base/texts.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {

/// Texts without repetition, each with its number. While they come in order, shorter ones first and those of one length by their bytes, as
/// codes and numbered names do, it holds nothing beside them; else 8 to 16 bytes a text, where a map of strings takes a hundred.
class TextIndex {
 public:
  TextIndex() = default;

  /// Of texts each of which comes behind the one before it: as they are, without a copy.
  static TextIndex of(const Texts& in_order) {
    TextIndex made;
    made.texts_ = in_order;
    return made;
  }

  /// Whether the text at `at` comes behind the one before it.
  static bool in_order(const Texts& texts, std::size_t at) { return at == 0 || before(texts[at - 1], texts[at]); }

  const Texts& texts() const { return texts_; }
  std::size_t size() const { return texts_.size(); }

  /// Holds the texts where others hold them. Pre: they are the same.
  void share(const Texts& same) { texts_ = same; }

  std::optional<std::size_t> find(std::string_view text) const {
    if (places_.empty()) return find_in_order(text);
    const std::uint32_t number = places_[place_of(text)];
    return number == none ? std::nullopt : std::optional<std::size_t>(number);
  }

  /// The number of a text, and whether it is new.
  std::pair<std::size_t, bool> add(std::string_view text) {
    if (places_.empty()) {
      if (size() == 0 || before(texts_[size() - 1], text)) {
        texts_.push_back(text);
        return {size() - 1, true};
      }
      if (const auto found = find_in_order(text)) return {*found, false};
    }
    if (2 * (size() + 1) > places_.size()) grow();
    std::uint32_t& number = places_[place_of(text)];
    if (number != none) return {number, false};
    number = static_cast<std::uint32_t>(size());
    texts_.push_back(text);
    return {number, true};
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  static bool before(std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

  /// Pre: they came in order.
  std::optional<std::size_t> find_in_order(std::string_view text) const {
    std::size_t first = 0;
    for (std::size_t count = size(); count > 0;) {
      const std::size_t half = count / 2;
      const bool behind = before(texts_[first + half], text);
      first = behind ? first + half + 1 : first;
      count = behind ? count - half - 1 : half;
    }
    return first < size() && texts_[first] == text ? std::optional(first) : std::nullopt;
  }

  /// Where the text is, or would be: the first free place from its hash on. Pre: a place is free.
  std::size_t place_of(std::string_view text) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(text)&mask;
    while (places_[at] != none && texts_[places_[at]] != text) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    places_.assign(std::bit_ceil(std::max<std::size_t>(16, 2 * (size() + 1))), none);
    for (std::size_t number = 0; number < size(); ++number) places_[place_of(texts_[number])] = static_cast<std::uint32_t>(number);
  }

  Texts texts_;
  std::vector<std::uint32_t> places_;  // the number of the text there; a power of two of them, half of them free; empty: in order
};

}  // namespace kaohe
