#pragma once

#include <kaohe/load.hpp>

#include <map>
#include <string>

namespace kaohe::test {

/// `K0202 4:1` for every finding, in order, parted by blanks and commas; the file in front where it is not the scheme's own.
inline std::string listed(const Findings& findings) {
  std::string list;
  for (const auto& finding : findings) {
    const std::string file = finding.where.file == "t.yaml" ? "" : finding.where.file + ":";
    list += (list.empty() ? "" : ", ") + finding.code + " " + file + std::to_string(finding.where.line) + ":" +
            std::to_string(finding.where.column);
  }
  return list;
}

inline LoadedScheme load_text(const std::string& text, const std::map<std::string, std::string>& others = {}) {
  return load_scheme(text, "t.yaml", [&](const std::string& name) -> std::optional<std::string> {
    const auto found = others.find(name);
    return found != others.end() ? std::optional(found->second) : std::nullopt;
  });
}

/// What every scheme needs, on three lines: what follows begins on line 4.
inline const std::string head = "kaohe: 1\nid: t\nmissing: zero\n";

/// The findings for a scheme of `head` and `rest`.
inline std::string found_in(const std::string& rest) { return listed(load_text(head + rest).findings); }

/// The findings for one leaf worth 10 points, whose rule begins on line 5 at column 9.
inline std::string found_in_rule(const std::string& rule) {
  return found_in("criteria: [{id: a, points: 10, rule:\n        " + rule + "}]\n");
}

/// The findings for an adjustment with the rule on line 5 at column 9.
inline std::string found_in_adjustment(const std::string& rule) {
  return found_in("adjustments: [{id: a, rule:\n        " + rule + "}]\n");
}

/// The rule of such a leaf. Pre: it loads.
inline Rule rule_of(const std::string& rule) {
  auto loaded = load_text(head + "criteria: [{id: a, points: 10, rule:\n        " + rule + "}]\n");
  return loaded.scheme.root.criteria.at(0).rules.at(0);
}

}  // namespace kaohe::test
