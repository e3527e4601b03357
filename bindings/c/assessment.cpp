#include "asking.hpp"

#include <kaohe/base/text.hpp>
#include <kaohe/pins.hpp>
#include <kaohe/report.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace kaohe::c {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

constexpr std::string_view score_prefix = "score:";

/// A column of decimals by name; null where there is none.
const NumberColumn* decimals(const Assessment& it, std::string_view name) {
  if (name == "total") return &it.total;
  if (name == "base") return &it.base;
  if (name == "adjustments") return &it.adjustments;
  if (name.starts_with(score_prefix)) name.remove_prefix(score_prefix.size());
  const auto found = std::ranges::find(it.criteria, name, &CriterionName::id);
  return found == it.criteria.end() ? nullptr : &it.scores()[static_cast<std::size_t>(found - it.criteria.begin())];
}

double number_at(const NumberColumn& column, std::size_t row) { return column.missing(row) ? missing : column.at(row).approximate(); }

double rank_at(const Assessment& it, std::size_t row) { return it.ranks[row] == 0 ? missing : static_cast<double>(it.ranks[row]); }

/// A word about a unit, empty where there is none; nothing where the column is not known.
std::optional<std::string> word(const Assessment& it, std::size_t row, std::string_view name) {
  if (name == "unit") return std::string(it.units[row]);
  if (name == "title") return std::string(it.titles[row]);
  if (name == "group") return it.groups[row];
  if (name == "grade") return it.grades[row];
  if (name != "grade_computed") return std::nullopt;
  const auto found = it.computed_grades.find(row);
  return found == it.computed_grades.end() ? "" : found->second;
}

const LabelLists* lists(const Assessment& it, std::string_view name) {
  if (name == "vetoes") return &it.vetoes;
  if (name == "gates") return &it.gates;
  if (name == "measures") return &it.measures;
  if (name == "bars") return &it.bars;
  if (name == "missing") return &it.missing;
  return name == "not_applicable" ? &it.not_applicable : nullptr;
}

/// A figure as a text, empty where there is none; nothing where the column is not known.
std::optional<std::string> figure(const Assessment& it, std::size_t row, std::string_view name) {
  if (name == "rank") return it.ranks[row] == 0 ? "" : std::to_string(it.ranks[row]);
  if (auto found = word(it, row, name)) return found;
  if (const auto* column = lists(it, name)) return row < column->size() ? joined((*column)[row]) : "";
  const NumberColumn* column = decimals(it, name);
  if (column == nullptr) return std::nullopt;
  return column->missing(row) ? "" : column->at(row).text();
}

bool has_column(const Assessment& it, std::string_view name) {
  constexpr std::string_view words[] = {"rank", "unit", "title", "group", "grade", "grade_computed"};
  return std::ranges::find(words, name) != std::end(words) || lists(it, name) != nullptr || decimals(it, name) != nullptr;
}

bool has_row(const kaohe_assessment* assessment, std::int64_t row) noexcept {
  return assessment != nullptr && row >= 0 && row < static_cast<std::int64_t>(assessment->shared->units.size());
}

const CriterionName* criterion_at(const kaohe_assessment* assessment, std::int64_t index) noexcept {
  if (index < 0 || index >= kaohe_assessment_criteria(assessment)) return nullptr;
  return &assessment->shared->criteria[static_cast<std::size_t>(index)];
}

kaohe_status no_column(std::string_view name) { return fail(KAOHE_E_NOT_FOUND, "there is no column " + std::string(name)); }

/// A text about one unit, in a language.
template <class Tell>
kaohe_status about_unit(const kaohe_assessment* assessment, std::int64_t row, kaohe_language language, kaohe_text** out, const Tell& tell) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    if (!chosen) return KAOHE_E_ARGUMENT;
    if (!has_row(assessment, row)) return fail(KAOHE_E_ARGUMENT, "there is no unit in that row");
    return hand_over(tell(assessment->shared->explain(static_cast<std::size_t>(row)), *chosen), out);
  });
}

bool has_observations_alone(const kaohe_evidence& evidence) {
  const EvidenceTables& it = evidence.tables;
  const PartyTables& parties = evidence.parties;
  const bool others = it.events || it.ratings || it.units || it.history || it.decisions;
  return it.observations && !others && !parties.parties && !parties.posts && !parties.responsibilities;
}

}  // namespace

std::optional<double> number_at(const Assessment& assessment, std::size_t row, std::string_view column) {
  if (column == "rank") return rank_at(assessment, row);
  const NumberColumn* numbers = decimals(assessment, column);
  return numbers == nullptr ? std::nullopt : std::optional(number_at(*numbers, row));
}

}  // namespace kaohe::c

using namespace kaohe::c;

const char* kaohe_assessment_scheme(const kaohe_assessment* assessment) {
  return assessment == nullptr ? nullptr : assessment->shared->scheme.c_str();
}

const char* kaohe_assessment_period(const kaohe_assessment* assessment) {
  return assessment == nullptr ? nullptr : assessment->shared->period.c_str();
}

int32_t kaohe_assessment_grouped(const kaohe_assessment* assessment) { return assessment != nullptr && assessment->shared->grouped; }

int32_t kaohe_assessment_graded(const kaohe_assessment* assessment) { return assessment != nullptr && assessment->shared->graded; }

int64_t kaohe_assessment_slow_values(const kaohe_assessment* assessment) {
  return assessment == nullptr ? 0 : static_cast<std::int64_t>(assessment->shared->slow_values);
}

int64_t kaohe_assessment_criteria(const kaohe_assessment* assessment) {
  return assessment == nullptr ? 0 : static_cast<std::int64_t>(assessment->shared->criteria.size());
}

const char* kaohe_assessment_criterion(const kaohe_assessment* assessment, int64_t index) {
  const auto* criterion = criterion_at(assessment, index);
  return criterion == nullptr ? nullptr : criterion->id.c_str();
}

const char* kaohe_assessment_criterion_title(const kaohe_assessment* assessment, int64_t index) {
  const auto* criterion = criterion_at(assessment, index);
  return criterion == nullptr ? nullptr : criterion->title.c_str();
}

int64_t kaohe_assessment_units(const kaohe_assessment* assessment) {
  return assessment == nullptr ? 0 : static_cast<std::int64_t>(assessment->shared->units.size());
}

const char* kaohe_assessment_unit(const kaohe_assessment* assessment, int64_t row) {
  return has_row(assessment, row) ? assessment->shared->units.c_str(static_cast<std::size_t>(row)) : nullptr;
}

kaohe_status kaohe_assessment_find(const kaohe_assessment* assessment, const char* unit, int64_t* out) {
  return guarded([&]() -> kaohe_status {
    const auto wanted = text_of(unit, "unit");
    if (!wanted) return KAOHE_E_ARGUMENT;
    if (assessment == nullptr || out == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment and out must not be NULL");
    const auto& units = assessment->shared->units;
    const auto found = std::ranges::find(units, *wanted);
    if (found != units.end()) {
      *out = found - units.begin();
      return KAOHE_OK;
    }
    const auto near = kaohe::nearest(*wanted, units);
    const std::string hint = near ? "; did you mean " + *near + "?" : "";
    return fail(KAOHE_E_NOT_FOUND, "no unit is called " + std::string(*wanted) + hint);
  });
}

kaohe_status kaohe_assessment_numbers(const kaohe_assessment* assessment, const char* column, double* out, int64_t capacity) {
  return guarded([&]() -> kaohe_status {
    const auto name = text_of(column, "column");
    if (!name) return KAOHE_E_ARGUMENT;
    if (assessment == nullptr || out == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment and out must not be NULL");
    const kaohe::Assessment& it = *assessment->shared;
    if (capacity < static_cast<int64_t>(it.units.size())) return fail(KAOHE_E_ARGUMENT, "capacity is less than the number of units");
    const kaohe::NumberColumn* numbers = decimals(it, *name);
    if (numbers == nullptr && *name != "rank") return no_column(*name);
    for (std::size_t row = 0; row < it.units.size(); ++row) out[row] = numbers == nullptr ? rank_at(it, row) : number_at(*numbers, row);
    return KAOHE_OK;
  });
}

kaohe_status kaohe_assessment_ranks(const kaohe_assessment* assessment, int64_t* out, int64_t capacity) {
  if (assessment == nullptr || out == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment and out must not be NULL");
  const auto& ranks = assessment->shared->ranks;
  if (capacity < static_cast<int64_t>(ranks.size())) return fail(KAOHE_E_ARGUMENT, "capacity is less than the number of units");
  std::ranges::copy(ranks, out);
  return KAOHE_OK;
}

kaohe_status kaohe_assessment_texts(const kaohe_assessment* assessment, const char* column, kaohe_texts** out) {
  return making(out, [&]() -> kaohe_status {
    const auto name = text_of(column, "column");
    if (!name) return KAOHE_E_ARGUMENT;
    if (assessment == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment must not be NULL");
    const kaohe::Assessment& it = *assessment->shared;
    if (!has_column(it, *name)) return no_column(*name);
    auto texts = std::make_unique<kaohe_texts>();
    for (std::size_t row = 0; row < it.units.size(); ++row) {
      std::string text = *figure(it, row, *name);
      texts->texts.push_back(text.empty() ? std::nullopt : std::optional(std::move(text)));
    }
    *out = texts.release();
    return KAOHE_OK;
  });
}

kaohe_status kaohe_assessment_figure(const kaohe_assessment* assessment, int64_t row, const char* column, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto name = text_of(column, "column");
    if (!name) return KAOHE_E_ARGUMENT;
    if (!has_row(assessment, row)) return fail(KAOHE_E_ARGUMENT, "there is no unit in that row");
    auto found = figure(*assessment->shared, static_cast<std::size_t>(row), *name);
    if (!found) return no_column(*name);
    return hand_over_unless_empty(std::move(*found), out);
  });
}

kaohe_status kaohe_assessment_json(const kaohe_assessment* assessment, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    if (assessment == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment must not be NULL");
    return hand_over(to_json(*assessment->shared), out);
  });
}

kaohe_status kaohe_assessment_explain(const kaohe_assessment* assessment, int64_t row, kaohe_language language, kaohe_text** out) {
  return about_unit(assessment, row, language, out, [](const kaohe::Explanation& it, kaohe::Language in) { return to_text(it, in); });
}

kaohe_status kaohe_assessment_explain_json(const kaohe_assessment* assessment, int64_t row, kaohe_language language, kaohe_text** out) {
  return about_unit(assessment, row, language, out, [](const kaohe::Explanation& it, kaohe::Language in) { return to_json(it, in); });
}

kaohe_status kaohe_assessment_attribution(const kaohe_assessment* assessment, kaohe_language language, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    const auto chosen = language_of(language);
    if (!chosen) return KAOHE_E_ARGUMENT;
    if (assessment == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment must not be NULL");
    return hand_over(to_json(assessment->shared->attribute(), *chosen), out);
  });
}

kaohe_status kaohe_assessment_made_by(const kaohe_assessment* assessment, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    if (assessment == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment must not be NULL");
    return hand_over(to_json(kaohe::pins_of(*assessment->shared)), out);
  });
}

kaohe_status kaohe_assessment_findings(const kaohe_assessment* assessment, kaohe_findings** out) {
  return making(out, [&]() -> kaohe_status {
    if (assessment == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment must not be NULL");
    *out = new kaohe_findings{assessment->shared->findings};
    return KAOHE_OK;
  });
}

kaohe_status kaohe_assessment_update(kaohe_assessment* assessment, const kaohe_evidence* changes, kaohe_findings** found) {
  if (found != nullptr) *found = nullptr;
  return guarded([&]() -> kaohe_status {
    if (assessment == nullptr || changes == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment and changes must not be NULL");
    if (!has_observations_alone(*changes)) return fail(KAOHE_E_ARGUMENT, "changes must be observations, and no other table");
    kaohe::EvidenceTable table = *changes->tables.observations;
    table.name = "changes";  // so that findings do not take them for the observations
    auto checked = assessment->shared->updated(table);
    auto made = checked ? std::make_shared<const kaohe::Assessment>(std::move(*checked.value)) : nullptr;
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    assessment->shared = std::move(made);  // from here on nothing can fail
    return KAOHE_OK;
  });
}

void kaohe_assessment_free(kaohe_assessment* assessment) { delete assessment; }
