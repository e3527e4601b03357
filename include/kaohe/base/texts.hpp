#pragma once

#include <gsl/assert>

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// Many texts one after the other in one buffer. Copies share it until one of them grows.
///
/// Thread safety: one thread at a time; copies are independent of each other.
class Texts {
 public:
  /// From each text to the next.
  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;  // it makes what it points at

    Iterator() = default;
    Iterator(const Texts* texts, std::size_t at) : texts_(texts), at_(at) {}

    std::string_view operator*() const { return (*texts_)[at_]; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return {texts_, at_++}; }
    friend std::ptrdiff_t operator-(const Iterator& a, const Iterator& b) {
      return static_cast<std::ptrdiff_t>(a.at_) - static_cast<std::ptrdiff_t>(b.at_);
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Texts* texts_ = nullptr;
    std::size_t at_ = 0;
  };

  Texts() = default;
  Texts(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) push_back(text);
  }

  /// So many empty texts, which take no room.
  static Texts empty_ones(std::size_t count) {
    Texts made;
    made.blank_ = count;
    return made;
  }

  std::size_t size() const { return blank_ + (held_ ? held_->ends.size() : 0); }
  bool empty() const { return size() == 0; }

  /// Valid as long as this or a copy is there and does not grow. Pre: at < size().
  std::string_view operator[](std::size_t at) const {
    Expects(at < size());
    if (at < blank_) return {};
    const std::size_t held = at - blank_;
    const std::size_t begin = held == 0 ? 0 : held_->ends[held - 1];
    return std::string_view(held_->text).substr(begin, held_->ends[held] - begin - 1);
  }

  /// The same, ending with a NUL.
  const char* c_str(std::size_t at) const { return at < blank_ ? "" : (*this)[at].data(); }

  void push_back(std::string_view text) {
    if (!held_ && text.empty()) {
      ++blank_;
      return;
    }
    if (!held_ || held_.use_count() > 1) held_ = held_ ? std::make_shared<Held>(*held_) : std::make_shared<Held>();
    held_->text += text;
    held_->text += '\0';
    held_->ends.push_back(held_->text.size());
  }

  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  friend bool operator==(const Texts& a, const Texts& b) {
    if (a.blank_ != b.blank_ || !a.held_ != !b.held_) return false;
    return a.held_ == b.held_ || *a.held_ == *b.held_;
  }

 private:
  struct Held {
    std::string text;               // each ends with a NUL
    std::vector<std::size_t> ends;  // of each text, where the next one begins

    friend bool operator==(const Held&, const Held&) = default;
  };

  std::size_t blank_ = 0;  // empty ones before those held, of which the first is not empty
  std::shared_ptr<Held> held_;
};

}  // namespace kaohe
