#pragma once

#include <src/report/json_text.hpp>

#include <kaohe/number/rational.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::report {

/// Appends JSON to a text, value by value, indented or on one line. It builds no tree, so that want of memory is an exception like any
/// other: a tree of nlohmann-json asks for memory even while it is taken apart.
///
/// Pre: every begin_ has its end_; in an object every value has its key before it.
class JsonWriter {
 public:
  static constexpr int on_one_line = -1;

  explicit JsonWriter(std::string& out, int indent = on_one_line) : out_(out), indent_(indent) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }

  JsonWriter& key(std::string_view name) {
    item();
    append_string(out_, name);
    out_ += indent_ == on_one_line ? ":" : ": ";
    keyed_ = true;
    return *this;
  }

  void text(std::string_view text) {
    value();
    append_string(out_, text);
  }
  void text_or_null(std::string_view text) {
    value();
    append_string_or_null(out_, text);
  }
  void number_or_null(const std::optional<Rational>& number) { text_or_null(number ? number->text() : ""); }
  void whole(std::int64_t number) { word(std::to_string(number)); }
  void yes_no(bool yes) { word(yes ? "true" : "false"); }
  void null() { word("null"); }

 private:
  void begin(char bracket) {
    value();
    out_ += bracket;
    empty_.push_back(true);
  }

  void end(char bracket) {
    const bool empty = empty_.back();
    empty_.pop_back();
    if (!empty) line();
    out_ += bracket;
  }

  void word(std::string_view written) {
    value();
    out_ += written;
  }

  void value() {
    if (!keyed_) item();
    keyed_ = false;
  }

  /// Parts an entry from the one before it.
  void item() {
    if (empty_.empty()) return;
    if (!empty_.back()) out_ += ',';
    empty_.back() = false;
    line();
  }

  void line() {
    if (indent_ == on_one_line) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_) * empty_.size(), ' ');
  }

  std::string& out_;
  int indent_;
  std::vector<bool> empty_;  // what is open, the innermost last
  bool keyed_ = false;
};

}  // namespace kaohe::report
