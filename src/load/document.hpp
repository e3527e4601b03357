#pragma once

#include <kaohe/base/finding.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::load {

/// A node of a YAML or JSON document with its place. Aliases are expanded; scalars keep the text they were written as.
struct Node {
  struct Entry;

  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  std::string text;     // of a scalar
  bool quoted = false;  // a scalar in quotes or a block scalar: always a text
  SourceSpan where;     // the scalar as written, with its quotes, as far as its first line goes; the first character of a collection
  std::vector<Node> items;
  std::vector<Entry> entries;  // in written order, keys unique

  const Node* find(std::string_view key) const;

  /// The place of the text's first character: behind the opening quote, where there is one.
  SourceSpan text_where() const;
};

struct Node::Entry {
  std::string key;
  SourceSpan key_where;
  Node value;
};

/// Reads one document. Nothing comes back where the text is no document; then `findings` has an error.
///
/// The work is bounded: texts beyond 4 MiB, nesting beyond 64, more than 400,000 nodes after aliases, and cycles of
/// aliases are findings. So are invalid UTF-8, NUL and other control characters, duplicate keys (the first one stays),
/// keys that are no scalars, several documents in one text, merge keys and tags. What an alias repeats has the places
/// where it was written.
std::optional<Node> read_document(std::string_view text, std::string_view file, Findings& findings);

}  // namespace kaohe::load
