#pragma once

#include "src/load/reader.hpp"

#include <kaohe/scheme/rules.hpp>

#include <string_view>
#include <vector>

// The bodies of the rules, as they stand under the rule's name. What is missing in them after an error is left empty: load_rule() drops it.

namespace kaohe::load {

RuleBody read_threshold(const Node& body, Findings& findings);
RuleBody read_proportion(const Node& body, Findings& findings);
RuleBody read_slope(const Node& body, Findings& findings);
RuleBody read_bands(const Node& body, Findings& findings);
RuleBody read_cases(const Node& body, Findings& findings);
RuleBody read_rank(const Node& body, Findings& findings);
RuleBody read_relative(const Node& body, Findings& findings);
RuleBody read_efficacy(const Node& body, Findings& findings);
RuleBody read_tally(const Node& body, Findings& findings);
RuleBody read_levels(const Node& body, Findings& findings);
RuleBody read_panel(const Node& body, Findings& findings);
RuleBody read_discretion(const Node& body, Findings& findings);
RuleBody read_formula(const Node& body, Findings& findings);
RuleBody read_result(const Node& body, Findings& findings);

/// A table of levels and their points, under `name`.
std::vector<LevelPoints> read_level_points(const Node& node, const Phrase& name, Findings& findings);

/// A required number: after an error any will do, since the rule is dropped.
inline Amount number_of(const Fields& fields, std::string_view key) { return fields.amount(key).value_or(Amount{}); }

}  // namespace kaohe::load
