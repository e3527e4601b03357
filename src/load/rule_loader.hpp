#pragma once

#include "src/load/reader.hpp"

#include <kaohe/scheme/rules.hpp>

#include <optional>
#include <vector>

namespace kaohe::load {

/// Reads what stands under `rule:`, one rule or a list of them (docs/scheme-format.md, section 5). A rule with errors is left out.
std::vector<Rule> load_rules(const Node& node, Findings& findings);

/// Reads one mapping that holds a rule's name and what stands beside it.
std::optional<Rule> load_rule(const Node& node, Findings& findings);

/// A rule in place of one with errors: it keeps the leaf's place in the tree, so that what refers to it finds it.
inline Rule stand_in_rule(const SourceSpan& where) { return {Formula{constant(0)}, std::nullopt, std::nullopt, where}; }

/// `better: higher | lower | closer`.
std::optional<Better> read_better(const Fields& fields);

}  // namespace kaohe::load
