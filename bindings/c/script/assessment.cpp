#include "../handles.hpp"
#include "functions.hpp"
#include "things.hpp"

namespace kaohe::c::script {
namespace {

using Now = std::shared_ptr<const Scored>;

/// What an assessment is as long as it is asked, whatever updates come.
Now now(std::int64_t assessment) {
  return registry().get<HeldAssessment>(assessment, "assessment")->with([](const Now& it) { return it; });
}

Now scored(std::unique_ptr<kaohe_assessment, void (*)(kaohe_assessment*)> assessment) {
  std::unordered_map<std::string_view, std::int64_t> rows;
  const std::int64_t units = kaohe_assessment_units(assessment.get());
  for (std::int64_t row = 0; row < units; ++row) rows.emplace(kaohe_assessment_unit(assessment.get(), row), row);
  return std::make_shared<const Scored>(Scored{std::move(assessment), std::move(rows)});
}

/// One unit of an assessment.
struct Row {
  Now scored;
  std::int64_t number;

  const kaohe_assessment* assessment() const { return scored->assessment.get(); }
};

Row row_of(std::int64_t assessment, const std::string& unit) {
  auto scored = now(assessment);
  const auto found = scored->rows.find(unit);
  std::int64_t row = -1;
  if (found == scored->rows.end()) must(kaohe_assessment_find(scored->assessment.get(), unit.c_str(), &row));  // which says what is near
  if (found != scored->rows.end()) row = found->second;
  return {std::move(scored), row};
}

double number_of(const Row& row, const std::string& column) {
  const auto number = number_at(*row.assessment()->shared, static_cast<std::size_t>(row.number), column);
  if (!number) throw Refused{KAOHE_E_NOT_FOUND, "there is no column " + column};
  return *number;
}

std::string figure_of(const Row& row, const std::string& column) {
  return made_text([&](kaohe_text** out) { return kaohe_assessment_figure(row.assessment(), row.number, column.c_str(), out); });
}

/// With another value in place of one.
void update(std::int64_t assessment, const std::string& unit, const std::string& indicator, const std::string& period, Cell value) {
  const auto held = registry().get<HeldAssessment>(assessment, "assessment");
  Tables table;
  table.set(KAOHE_OBSERVATIONS, observation(0, unit, indicator, period, std::move(value)));
  const auto changes = table.evidence();
  held->with([&](Now& it) {
    std::unique_ptr<kaohe_assessment, void (*)(kaohe_assessment*)> updated(new kaohe_assessment{*it->assessment}, &kaohe_assessment_free);
    kaohe_findings* findings = nullptr;
    const kaohe_status status = kaohe_assessment_update(updated.get(), changes.get(), &findings);
    keep_findings(findings);
    must(status);
    it = scored(std::move(updated));
  });
}

}  // namespace

std::int64_t assess(std::int64_t scheme, std::int64_t evidence) {
  const auto rules = registry().get<HeldScheme>(scheme, "scheme");
  const auto tables = registry().get<HeldTables>(evidence, "evidence");
  const auto given = tables->with([](const Tables& it) { return it.evidence(); });
  kaohe_assessment* made = nullptr;
  kaohe_findings* findings = nullptr;
  const kaohe_status status = kaohe_scheme_assess(rules.get(), given.get(), nullptr, &made, &findings);
  std::unique_ptr<kaohe_assessment, void (*)(kaohe_assessment*)> assessment(made, &kaohe_assessment_free);
  keep_findings(findings);
  must(status);
  auto held = std::make_shared<Locked<Now>>();
  held->with([&](Now& it) { it = scored(std::move(assessment)); });
  return registry().add(std::move(held));
}

void update_number(std::int64_t assessment, const std::string& unit, const std::string& indicator, const std::string& period,
                   double number) {
  update(assessment, unit, indicator, period, cell_of(number));
}

void update_text(std::int64_t assessment, const std::string& unit, const std::string& indicator, const std::string& period,
                 const std::string& text) {
  update(assessment, unit, indicator, period, cell_of(text));
}

std::int32_t unit_count(std::int64_t assessment) { return static_cast<std::int32_t>(now(assessment)->rows.size()); }

std::string unit(std::int64_t assessment, std::int32_t index) {
  const auto scored = now(assessment);
  const char* name = kaohe_assessment_unit(scored->assessment.get(), std::int64_t{index} - 1);
  if (name == nullptr) throw Refused{KAOHE_E_ARGUMENT, "there is no unit of the index " + std::to_string(index)};
  return name;
}

double total(std::int64_t assessment, const std::string& unit) { return number_of(row_of(assessment, unit), "total"); }

double rank(std::int64_t assessment, const std::string& unit) { return number_of(row_of(assessment, unit), "rank"); }

double score(std::int64_t assessment, const std::string& unit, const std::string& criterion) {
  return number_of(row_of(assessment, unit), "score:" + criterion);
}

std::string grade(std::int64_t assessment, const std::string& unit) { return figure_of(row_of(assessment, unit), "grade"); }

std::string figure(std::int64_t assessment, const std::string& unit, const std::string& column) {
  return figure_of(row_of(assessment, unit), column);
}

std::int32_t figures(std::int64_t assessment, const std::string& column, double* numbers, std::int32_t capacity) {
  const auto scored = now(assessment);
  const auto count = static_cast<std::int32_t>(scored->rows.size());
  if (numbers == nullptr && capacity > 0) throw Refused{KAOHE_E_ARGUMENT, "numbers must not be NULL"};
  if (capacity < 0) throw Refused{KAOHE_E_ARGUMENT, "capacity must not be negative"};
  if (capacity >= count && numbers != nullptr) must(kaohe_assessment_numbers(scored->assessment.get(), column.c_str(), numbers, capacity));
  return count;
}

std::string explain(std::int64_t assessment, const std::string& unit, std::int32_t language) {
  const Row row = row_of(assessment, unit);
  return made_text([&](kaohe_text** out) { return kaohe_assessment_explain(row.assessment(), row.number, language, out); });
}

std::string assessment_json(std::int64_t assessment) {
  const auto scored = now(assessment);
  return made_text([&](kaohe_text** out) { return kaohe_assessment_json(scored->assessment.get(), out); });
}

}  // namespace kaohe::c::script
