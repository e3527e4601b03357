#include "src/load/mend.hpp"

#include <kaohe/base/text.hpp>

#include <algorithm>
#include <utility>

namespace kaohe::load {

namespace {

constexpr int widest_gap = 200;
constexpr std::size_t most_entries = 200;  // no mapping with known keys has more, unless it is meant to keep us busy

// The blanks after the comma are put back, so that columns stay right.
void join(Node& value, const Node::Entry& rest) {
  const int end = value.where.column + value.where.length;
  const int gap = std::clamp(rest.key_where.column - end - 1, 0, widest_gap);
  value.text += "," + std::string(static_cast<std::size_t>(gap), ' ') + rest.key;
  value.where.length = rest.key_where.column + rest.key_where.length - value.where.column;
}

bool is_stray(const Node::Entry& entry, std::span<const std::string_view> known) {
  const bool unknown = std::ranges::count(known, std::string_view(entry.key)) == 0;
  return entry.value.kind == Node::Kind::null && unknown && !nearest(entry.key, known);
}

bool goes_on(const Node& value, const Node::Entry& next) {
  return value.kind == Node::Kind::scalar && !value.quoted && value.where.line == next.key_where.line;
}

void report_joins(const Node& mended, const Node& written, Findings& findings) {
  for (const auto& entry : mended.entries) {
    if (entry.value.text == written.find(entry.key)->text) continue;
    findings.push_back(make_finding("K0226", entry.value.where, {Phrase(entry.key), Phrase(entry.value.text)}));
  }
}

}  // namespace

std::optional<Node> mend_texts(const Node& mapping, std::span<const std::string_view> known, Findings& findings) {
  const auto stray = [&](const Node::Entry& entry) { return is_stray(entry, known); };
  if (mapping.entries.size() > most_entries || std::ranges::none_of(mapping.entries, stray)) return std::nullopt;
  Node mended = mapping;
  mended.entries.clear();
  for (const auto& entry : mapping.entries) {
    if (!mended.entries.empty() && stray(entry) && goes_on(mended.entries.back().value, entry)) {
      join(mended.entries.back().value, entry);
    } else {
      mended.entries.push_back(entry);
    }
  }
  report_joins(mended, mapping, findings);
  return mended;
}

}  // namespace kaohe::load
