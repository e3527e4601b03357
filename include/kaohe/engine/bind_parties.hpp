#pragma once

// What the scheme's parties tell of the units: attributes, and who stands right above whom. Bodies of Binder that bind.hpp leaves to
// this file.

#include <kaohe/engine/bind.hpp>

namespace kaohe::engine {

/// What a party says of itself under that name; nothing where it says nothing.
inline std::optional<std::string> attribute_of(const Party& party, const std::string& name) {
  const auto written = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  if (name == "title") return written(party.title);
  if (name == "kind") return written(party.kind);
  if (name == "type") return written(party.type);
  if (name == "under") return party.under ? written(party.under->name) : std::nullopt;
  const auto found = std::ranges::find(party.attributes, name, &std::pair<std::string, std::string>::first);
  return found == party.attributes.end() ? std::nullopt : written(found->second);
}

/// Fills in what the table of units does not say, and tells where the two do not say the same. False where no party has the attribute.
inline bool Binder::party_attribute(const std::string& name, CellsBuilder& cells) {
  bool known = false;
  for (const Party& party : model_.scheme.parties) {
    const auto unit = unit_numbers_.find(party.id);
    auto text = attribute_of(party, name);
    if (!unit || !text) continue;
    known = true;
    const auto written = cells.text(*unit);
    if (written && *written != *text)
      findings_.push_back(
          make_finding("K0733", TablePlace{tables_.units->name, cells.row(*unit), name}, {party.id, name, std::string(*written), *text}));
    if (written) continue;
    cells.put(*unit, 0, text);
  }
  return known;
}

inline void Binder::superiors() {
  for (const Party& party : model_.scheme.parties) {
    if (!party.under) continue;
    const auto unit = unit_numbers_.find(party.id);
    const auto above = unit_numbers_.find(party.under->name);
    if (!unit || !above) continue;
    out_.superiors.resize(out_.units.size(), -1);
    out_.superiors[*unit] = static_cast<int>(*above);
  }
}

}  // namespace kaohe::engine
