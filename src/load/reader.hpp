#pragma once

// Typed access to the keys of a mapping. Whatever a document has wrong in kind, name or presence becomes a finding here.

#include "src/load/document.hpp"

#include <kaohe/base/finding.hpp>
#include <kaohe/expression/amount.hpp>
#include <kaohe/expression/tree.hpp>
#include <kaohe/number/rational.hpp>
#include <kaohe/plan/target.hpp>
#include <kaohe/scheme/veto.hpp>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaohe::load {

/// More findings than this are not listed, and nothing that takes time is found out for them.
inline constexpr std::size_t most_findings = 1000;

/// The nearest of `known`, as the end of a sentence: ", did you mean "x"?"; empty where none is near.
Phrase nearest_of(std::string_view word, std::span<const std::string_view> known);

/// Whether there is an error among the findings from number `before` on: a reader that made one has nothing to hand over.
bool has_errors_since(const Findings& findings, std::size_t before);

/// Names in quotes, parted as each language does it.
Phrase list_of(std::span<const std::string_view> names);

/// Whether the node is of that kind; else a finding that calls it `name`.
bool is_kind(const Node& node, Node::Kind kind, const Phrase& name, Findings& findings);

/// The readers of single values. Each adds a finding, calls the value `name` in it, and gives nothing where the value is of no use.
std::optional<std::string> read_text(const Node& node, const Phrase& name, Findings& findings);
std::vector<std::string> read_texts(const Node& node, const Phrase& name, Findings& findings);  // a list of texts, or one
std::optional<Named> read_named(const Node& node, const Phrase& name, Findings& findings);      // a text that is not empty
std::vector<Named> read_named_list(const Node& node, const Phrase& name, Findings& findings);   // a list of them that is not empty, or one
std::optional<Expression> read_expression(const Node& node, const Phrase& name, Findings& findings);
std::optional<Amount> read_amount(const Node& node, const Phrase& name, Findings& findings);
std::optional<Target> read_target(const Node& node, const Phrase& name, Findings& findings);
std::optional<bool> read_yes_no(const Node& node, const Phrase& name, Findings& findings);
std::optional<std::int64_t> read_whole(const Node& node, const Phrase& name, std::int64_t low, std::int64_t high, Findings& findings);

/// Which of `choices` a text is; nothing and a finding where it is none of them.
std::optional<std::size_t> read_choice(const Node& node, const Phrase& name, std::span<const std::string_view> choices, Findings& findings);

/// One mapping of a document, read key by key.
///
/// `known` names every key it may hold: `key!` must be there, `key?` may stay without a value. Unknown, missing and empty keys are
/// findings at once, so that a reader only asks for what it needs. The node must outlive it; what it gives out lives as long as it does.
class Fields {
 public:
  using Keys = std::span<const std::string_view>;
  template <class T>
  using Choices = std::initializer_list<std::pair<std::string_view, T>>;

  Fields(const Node& node, const Phrase& name, Keys known, Findings& findings);
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  Fields(const Node& node, const Phrase& name, std::initializer_list<std::string_view> known, Findings& findings)
      : Fields(node, name, Keys(known.begin(), known.size()), findings) {}

  /// The value of a key; null where the key is not there or has no value.
  const Node* find(std::string_view key) const;

  /// Whether the key is written, with a value or without.
  bool has(std::string_view key) const { return node().find(key) != nullptr; }

  /// The value's place, else the mapping's.
  const SourceSpan& where(std::string_view key) const;

  std::string text(std::string_view key) const;  // empty where not written
  std::optional<std::string> text_if(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  std::optional<Named> named(std::string_view key) const;
  std::optional<Expression> expression(std::string_view key) const;
  std::optional<Amount> amount(std::string_view key) const;
  std::optional<Target> target(std::string_view key) const;
  std::optional<bool> yes_no(std::string_view key) const;
  std::optional<std::int64_t> whole(std::string_view key, std::int64_t low, std::int64_t high) const;

  /// The items of a list, the node of a mapping; nothing where it is something else.
  std::span<const Node> items(std::string_view key) const;
  const Node* mapping(std::string_view key) const;

  template <class T>
  std::optional<T> choice(std::string_view key, Choices<T> choices) const {
    const Node* node = find(key);
    if (node == nullptr) return std::nullopt;
    std::vector<std::string_view> words;
    for (const auto& [word, meaning] : choices) words.push_back(word);
    const auto index = read_choice(*node, Phrase(key), words, findings_);
    if (!index) return std::nullopt;
    return (choices.begin() + *index)->second;
  }

  /// The mapping, with its texts mended.
  const Node& node() const { return mended_ ? *mended_ : node_; }
  Findings& findings() const { return findings_; }

 private:
  void check_entry(const Node::Entry& entry, Keys known, Keys names) const;
  void check_unknown(const Node::Entry& entry, Keys names) const;
  void check_versions(Keys names) const;

  const Node& node_;
  std::optional<Node> mended_;
  Findings& findings_;
};

}  // namespace kaohe::load
