#pragma once

#include <kaohe/base/finding.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace kaohe::engine {

/// What went wrong for some units while scoring: one finding a place and kind, with the first units it concerns.
///
/// Thread safety: one thread at a time; every worker has its own, merged afterwards. The outcome does not depend on the split.
class Faults {
 public:
  void add(Code code, const SourceSpan& where, Phrase what, std::size_t unit) {
    Entry& entry = entries_[{std::string(code.entry().code), where.file, where.line, where.column, what.zh}];
    if (entry.units.empty()) entry.made = {code, where, std::move(what)};
    entry.units.insert(unit);
  }

  bool empty() const { return entries_.empty(); }

  /// What was said about some units is taken back. `forgotten`: by unit, 1 for these.
  void forget(const std::vector<std::uint8_t>& forgotten) {
    for (auto& [key, entry] : entries_) std::erase_if(entry.units, [&](std::size_t unit) { return forgotten[unit] != 0; });
    std::erase_if(entries_, [](const auto& entry) { return entry.second.units.empty(); });
  }

  void merge(const Faults& other) {
    for (const auto& [key, theirs] : other.entries_) {
      Entry& mine = entries_[key];
      if (mine.units.empty()) mine.made = theirs.made;
      mine.units.insert(theirs.units.begin(), theirs.units.end());
    }
  }

  /// Findings with `{0}` what it is about and `{1}` the units it concerns, by their names.
  template <class Names>
  Findings findings(const Names& units) const {
    return findings_with([&](const Entry& entry) { return who(entry, units); });
  }

  /// The same while a scheme is compiled, when there are no units.
  Findings findings_of_scheme() const {
    return findings_with([](const Entry&) { return Phrase{"方案里写的数", "numbers of the scheme itself"}; });
  }

 private:
  struct Made {
    Code code = "K0801";
    SourceSpan where;
    Phrase what;
  };
  struct Entry {
    Made made;
    std::set<std::size_t> units;
  };

  static constexpr std::size_t shown = 3;

  template <class Who>
  Findings findings_with(const Who& who) const {
    Findings found;
    for (const auto& [key, entry] : entries_)
      found.push_back(make_finding(entry.made.code, entry.made.where, {entry.made.what, who(entry)}));
    return found;
  }

  /// The first few units by name, and how many there are.
  template <class Names>
  static Phrase who(const Entry& entry, const Names& units) {
    Phrase names;
    std::size_t named = 0;
    for (const std::size_t unit : entry.units) {
      if (named++ == shown) break;
      names.zh += (names.zh.empty() ? "" : "、") + std::string(units[unit]);
      names.en += (names.en.empty() ? "" : ", ") + std::string(units[unit]);
    }
    if (entry.units.size() <= shown) return names;
    const std::string count = std::to_string(entry.units.size());
    return {names.zh + "等" + count + "个单位", names.en + " and others, " + count + " units"};
  }

  std::map<std::tuple<std::string, std::string, int, int, std::string>, Entry> entries_;
};

}  // namespace kaohe::engine
