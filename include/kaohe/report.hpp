#pragma once

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/assessment/attribution.hpp>
#include <kaohe/assessment/explanation.hpp>
#include <kaohe/assessment/intervals.hpp>
#include <kaohe/assessment/plan_status.hpp>
#include <kaohe/assessment/rolled_up.hpp>
#include <kaohe/assessment/rule_test_report.hpp>
#include <kaohe/base/export.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/party/chain.hpp>
#include <kaohe/pins.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe {

/// The assessment as JSON, one unit on each line; the same bytes from C++, C, Python and the command. Findings are in both languages. Its
/// pins (see pins.hpp) are worked out for it.
KAOHE_EXPORT std::string to_json(const Assessment& assessment);

/// What a result was made by and from, as it stands in the assessment's JSON under `made_by`.
KAOHE_EXPORT std::string to_json(const Pins& pins);

/// The intervals as JSON, one unit on each line: ends as decimals, null where there is none.
KAOHE_EXPORT std::string to_json(const Intervals& intervals);

/// The explanation as JSON and as an indented tree of text.
KAOHE_EXPORT std::string to_json(const Explanation& explanation, Language language);
KAOHE_EXPORT std::string to_text(const Explanation& explanation, Language language);

/// How the tests beside the rules went, one on each line, and the parts of the rules that none of them reaches.
KAOHE_EXPORT std::string to_json(const RuleTestReport& report, Language language);

/// Every part of the rules that a test may come to, one on each line, and whether one does.
KAOHE_EXPORT std::string to_json(const std::vector<Reach>& parts, Language language);

/// The roll-up as JSON, of each indicator one party on each line: figures as decimals or fractions, null where there is none.
KAOHE_EXPORT std::string to_json(const RolledUp& up);

/// Who answers, one entry of the chain on each line: what nobody holds is null, shares are decimals or fractions.
KAOHE_EXPORT std::string to_json(const Chain& chain, Language language);

/// Who lost and won what, a part on each line: lost and won as decimals, `on` the day of the fact, null for what no dated event took.
KAOHE_EXPORT std::string to_json(const Attribution& attribution, Language language);

/// How a plan stands, an item, a duty's window or a matter on each line: shares as decimals or fractions, null where there is nothing; and
/// for people, as an indented list.
KAOHE_EXPORT std::string to_json(const PlanStatus& status, Language language);
KAOHE_EXPORT std::string to_text(const PlanStatus& status, Language language);

/// What a plan holds, as JSON: its items with the days they were laid out on, each with those below it, and what its duties ask for and
/// when. `laid_out` is how the plan stands on the last day there is, when every window has begun.
KAOHE_EXPORT std::string to_json(const std::vector<Item>& items, const PlanStatus& laid_out);

/// Deadlines as a JSON list, one on each line.
KAOHE_EXPORT std::string to_json(const std::vector<Deadline>& deadlines, Language language);

/// Findings as a JSON list, one on each line: code, severity, message, hint; file, line, column, length of a document or table, row, column
/// of a table. A key without a value is left out.
KAOHE_EXPORT std::string to_json(const Findings& findings, Language language);

/// A finding for a person: place, severity, code, message; the source line with a caret aligned for double-width text where
/// `source` (the text of the finding's document) is given; the hint. Without a line end at the end.
KAOHE_EXPORT std::string to_text(const Finding& finding, Language language, std::string_view source = {});

}  // namespace kaohe
