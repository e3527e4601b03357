#include "src/load/checks.hpp"

#include "src/load/reader.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

class TestCheck {
 public:
  explicit TestCheck(const Check& check) : check_(check) {
    for (const auto& veto : check.scheme().vetoes) vetoes_.push_back(veto.id);
    for (const auto& grade : check.scheme().grades) grades_.push_back(grade.name);
  }

  void unit(const TestUnit& unit) const {
    for (const TestCell& cell : unit.observations) input(cell.name);
    for (const TestCell& cell : unit.expected.scores) criterion(cell.name);
    for (const TestCell& cell : unit.expected.figures) figure(cell);
    if (!unit.expected.vetoes) return;
    for (const Named& id : *unit.expected.vetoes) veto(id);
  }

 private:
  // `x@2013` is x, of an earlier period.
  void input(const Named& column) const {
    const std::string id = column.name.substr(0, column.name.find('@'));
    const auto& inputs = check_.inputs();
    if (std::ranges::count(inputs, std::string_view(id)) == 0) check_.report("K0243", column.where, {Phrase(id), nearest_of(id, inputs)});
  }

  void criterion(const Named& id) const {
    if (check_.criterion_of(id.name) == nullptr)
      check_.report("K0546", id.where, {Phrase(id.name), nearest_of(id.name, check_.criterion_ids())});
  }

  void figure(const TestCell& cell) const {
    if (cell.name.name != "grade" || !cell.value || std::ranges::count(grades_, std::string_view(*cell.value)) > 0) return;
    check_.report("K0545", cell.name.where, {Phrase(*cell.value), nearest_of(*cell.value, grades_)});
  }

  void veto(const Named& id) const {
    if (std::ranges::count(vetoes_, std::string_view(id.name)) == 0)
      check_.report("K0398", id.where, {Phrase(id.name), nearest_of(id.name, vetoes_)});
  }

  const Check& check_;
  std::vector<std::string_view> vetoes_, grades_;
};

}  // namespace

void check_rule_tests(const Check& check) {
  const TestCheck tests(check);
  for (const auto& test : check.scheme().tests) {
    for (const auto& unit : test.units) tests.unit(unit);
  }
}

}  // namespace kaohe::load
