#include "src/load/checks.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace kaohe::load {

namespace {

// A unit takes the first grade that takes it: one without conditions takes everybody who is left.
void check_reachable(const std::vector<Grade>& grades, const Check& check) {
  const auto open = std::ranges::find_if(grades, [](const Grade& grade) { return !grade.from && !grade.requires_; });
  if (open == grades.end()) return;
  for (auto later = open + 1; later != grades.end(); ++later)
    check.report("K0507", later->where, {Phrase(later->name), Phrase(open->name)});
}

bool comparable(const Grade& a, const Grade& b) { return a.from && b.from && a.from->percent() == b.from->percent(); }

void check_cut_offs(const Grade& better, const Grade& worse, const Check& check) {
  if (!comparable(better, worse)) return;
  const auto high = check.value(better.from);
  const auto low = check.value(worse.from);
  if (!high || !low) return;
  if (*low > *high)
    check.report("K0505", *worse.from, {Phrase(worse.name), Phrase(low->text()), Phrase(better.name), Phrase(high->text())});
}

// Of two grades from the same total on, the second is for those whom a condition keeps out of the first.
void check_twins(const Grade& better, const Grade& worse, const Check& check) {
  const auto cut_off = check.value(worse.from);
  if (!comparable(better, worse) || better.requires_ || !cut_off || check.value(better.from) != cut_off) return;
  check.report("K0506", *worse.from, {Phrase(worse.name), Phrase(better.name), Phrase(cut_off->text())});
}

void check_names(const std::vector<Grade>& grades, const Check& check) {
  std::set<std::string_view> names;
  for (const auto& grade : grades) {
    const bool again = !names.insert(grade.name).second;
    if (again && !grade.name.empty()) check.report("K0504", grade.where, {Phrase(grade.name)});
  }
}

}  // namespace

void check_grades(const Check& check) {
  const auto& grades = check.scheme().grades;
  check_names(grades, check);
  for (std::size_t i = 1; i < grades.size(); ++i) check_cut_offs(grades[i - 1], grades[i], check);
}

void check_grades_are_given(const Scheme& scheme, Findings& findings) {
  const std::set<std::string> none_broken;
  const Check check(scheme, none_broken, findings);
  for (std::size_t i = 1; i < scheme.grades.size(); ++i) check_twins(scheme.grades[i - 1], scheme.grades[i], check);
  check_reachable(scheme.grades, check);
}

}  // namespace kaohe::load
