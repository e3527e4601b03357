#include "src/load/conditions.hpp"
#include "src/load/reader.hpp"

#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

/// Finds texts beside `grade` that are no grade: a comparison with such a one never holds.
class GradeWords {
 public:
  explicit GradeWords(const Check& check) : check_(check) {}

  // The grades of earlier periods may have had other names.
  void check(const Expression& expression, bool earlier) const {
    const bool compares = expression.op == Op::equal || expression.op == Op::not_equal || expression.op == Op::in_list;
    if (compares) words_beside_grade(expression, earlier);
    for (const auto& child : expression.children) check(child, earlier || is_history(expression));
  }

 private:
  static constexpr std::array<std::string_view, 4> history{"prev", "last_year", "streak", "times_in"};

  static bool is_history(const Expression& expression) {
    return expression.op == Op::call && std::ranges::count(history, std::string_view(expression.text)) > 0;
  }

  static bool is_grade(const Expression& expression) { return expression.op == Op::name && expression.text == "grade"; }

  void words_beside_grade(const Expression& comparison, bool earlier) const {
    const Expression& left = comparison.children.front();
    const bool of_history = is_history(left) && !left.children.empty() && is_grade(left.children.front());
    if (!is_grade(left) && !of_history) return;
    for (std::size_t i = 1; i < comparison.children.size(); ++i) word(comparison.children[i], earlier || of_history);
  }

  void word(const Expression& word, bool earlier) const {
    const bool is_word = word.op == Op::text || (word.op == Op::name && word.text.find('.') == std::string::npos);
    if (!is_word) return;
    if (!earlier) return void(check_.grade({word.text, word.where}));
    if (check_.is_grade(word.text)) return;
    check_.report("K0528", word.where, {Phrase(word.text), nearest_of(word.text, check_.grade_names())});
  }

  const Check& check_;
};

/// What is to be said of a condition: what it belongs to, and whether one that always holds is worth a word.
struct Subject {
  Phrase name;
  bool may_always_hold = false;
};

class ConditionCheck {
 public:
  explicit ConditionCheck(const Check& check) : check_(check), words_(check), conditions_(check) {}

  void run() {
    const Scheme& scheme = check_.scheme();
    for (const auto& veto : scheme.vetoes) condition({called("否决", "the veto", veto.id)}, veto.when);
    for (const auto& gate : scheme.gates) condition({called("前置条件", "the gate", gate.id)}, gate.requires_);
    for (const auto& grade : scheme.grades) {
      if (grade.requires_) condition({called("等次", "the grade", grade.name)}, *grade.requires_);
    }
    for (const auto& direct : scheme.direct) condition({called("直接定等", "the direct grade", direct.grade.name)}, direct.when);
    for (const auto& measure : scheme.measures) condition({called("结果运用", "the measure", measure.id), true}, measure.when);
  }

 private:
  static Phrase called(std::string_view zh, std::string_view en, const std::string& name) {
    return phrase(std::string(zh) + "“{0}”", std::string(en) + " \"{0}\"", {Phrase(name)});
  }

  void condition(const Subject& subject, const Expression& condition) {
    const bool is_read = condition.where.line > 0;
    if (!is_read) return;
    words_.check(condition, false);
    if (!conditions_.can_hold(condition)) return check_.report("K0526", condition.where, {subject.name});
    if (!subject.may_always_hold && conditions_.always_holds(condition)) check_.report("K0527", condition.where, {subject.name});
  }

  const Check& check_;
  GradeWords words_;
  Conditions conditions_;
};

}  // namespace

void check_conditions(const Check& check) { ConditionCheck(check).run(); }

}  // namespace kaohe::load
