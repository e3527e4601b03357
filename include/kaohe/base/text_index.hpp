#pragma once

#include <kaohe/base/texts.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe {

/// Texts without repetition, each with its number. Beside the texts it takes 4 to 8 bytes a text, where a map of strings takes a hundred.
class TextIndex {
 public:
  const Texts& texts() const { return texts_; }
  std::size_t size() const { return texts_.size(); }

  std::optional<std::size_t> find(std::string_view text) const {
    if (places_.empty()) return std::nullopt;
    const std::uint32_t number = places_[place_of(text)];
    return number == none ? std::nullopt : std::optional<std::size_t>(number);
  }

  /// Room for so many texts.
  void reserve(std::size_t count) {
    while (places_.size() < 2 * count) grow();
  }

  /// The number of a text, and whether it is new.
  std::pair<std::size_t, bool> add(std::string_view text) {
    if (2 * (size() + 1) > places_.size()) grow();
    std::uint32_t& number = places_[place_of(text)];
    if (number != none) return {number, false};
    number = static_cast<std::uint32_t>(size());
    texts_.push_back(text);
    return {number, true};
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// Where the text is, or would be: the first free place from its hash on. Pre: a place is free.
  std::size_t place_of(std::string_view text) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(text)&mask;
    while (places_[at] != none && texts_[places_[at]] != text) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    places_.assign(places_.empty() ? 16 : 2 * places_.size(), none);
    for (std::size_t number = 0; number < size(); ++number) places_[place_of(texts_[number])] = static_cast<std::uint32_t>(number);
  }

  Texts texts_;
  std::vector<std::uint32_t> places_;  // the number of the text there; a power of two of them, half of them free
};

}  // namespace kaohe
