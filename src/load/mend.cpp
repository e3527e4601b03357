#include "src/load/mend.hpp"

#include <kaohe/base/text.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace kaohe::load {

namespace {

constexpr int widest_gap = 200;
constexpr std::size_t most_parts = 50;

int open_brackets(const std::string& text) {
  int open = 0;
  char quote = '\0';
  for (const char c : text) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++open;
    } else if (c == ')') {
      --open;
    }
  }
  return open;
}

bool is_split(const Node::Entry& entry) {
  return entry.value.kind == Node::Kind::scalar && !entry.value.quoted && open_brackets(entry.value.text) > 0;
}

bool is_remainder(const Node::Entry& entry) { return entry.value.kind == Node::Kind::null; }

void join(Node& value, const Node::Entry& rest) {
  const int end = value.where.column + value.where.length;
  const bool same_line = rest.key_where.line == value.where.line;
  const int gap = same_line ? std::clamp(rest.key_where.column - end - 1, 0, widest_gap) : 1;
  value.text += "," + std::string(static_cast<std::size_t>(gap), ' ') + rest.key;
  if (same_line) value.where.length = rest.key_where.column + rest.key_where.length - value.where.column;
}

// Takes as many of the following empty keys as the brackets need; none, where they do not close.
std::size_t remainder_length(const std::vector<Node::Entry>& entries, std::size_t split) {
  std::string text = entries[split].value.text;
  for (std::size_t next = split + 1; next < std::min(entries.size(), split + most_parts) && is_remainder(entries[next]); ++next) {
    text += "," + entries[next].key;
    if (open_brackets(text) == 0) return next - split;
  }
  return 0;
}

// Joins the `parts` entries after `first` to it, and moves the whole to the end of `mended`.
void join_parts(std::vector<Node::Entry>& entries, std::size_t first, std::size_t parts, std::vector<Node::Entry>& mended,
                Findings& findings) {
  Node::Entry& entry = entries[first];
  for (std::size_t part = 1; part <= parts; ++part) join(entry.value, entries[first + part]);
  if (parts > 0) findings.push_back(make_finding("K0226", entry.value.where, {Phrase(entry.key), Phrase(entry.value.text)}));
  mended.push_back(std::move(entry));
}

template <class Parts>
void mend_entries(std::vector<Node::Entry>& entries, Findings& findings, Parts parts_after) {
  std::vector<Node::Entry> mended;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t parts = parts_after(i);
    join_parts(entries, i, parts, mended, findings);
    i += parts;
  }
  entries = std::move(mended);
}

bool ends_on_line_of(const Node& value, const Node::Entry& next) {
  return value.kind == Node::Kind::scalar && !value.quoted && value.where.line == next.key_where.line;
}

bool is_stray(const Node::Entry& entry, std::span<const std::string_view> known) {
  return is_remainder(entry) && std::ranges::count(known, std::string_view(entry.key)) == 0 && !nearest(entry.key, known);
}

}  // namespace

void mend_brackets(Node& node, Findings& findings) {
  const auto parts = [&](std::size_t i) { return is_split(node.entries[i]) ? remainder_length(node.entries, i) : 0; };
  if (std::ranges::any_of(node.entries, is_split)) mend_entries(node.entries, findings, parts);
  for (auto& entry : node.entries) mend_brackets(entry.value, findings);
  for (auto& item : node.items) mend_brackets(item, findings);
}

std::optional<Node> mend_texts(const Node& mapping, std::span<const std::string_view> known, Findings& findings) {
  const auto& entries = mapping.entries;
  const auto parts = [&](std::size_t i) {
    std::size_t count = 0;
    while (i + count + 1 < entries.size() && count < most_parts && ends_on_line_of(entries[i].value, entries[i + count + 1]) &&
           is_stray(entries[i + count + 1], known)) {
      ++count;
    }
    return count;
  };
  std::size_t first = 0;
  while (first < entries.size() && parts(first) == 0) ++first;
  if (first == entries.size()) return std::nullopt;
  Node mended = mapping;
  mend_entries(mended.entries, findings, parts);
  return mended;
}

}  // namespace kaohe::load
