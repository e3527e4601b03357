#include "src/load/checks.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace kaohe::load {

namespace {

using Place = std::vector<Grade>::const_iterator;

/// Which grades a total leads to, when all the rest is left to the units.
class Ladder {
 public:
  explicit Ladder(const Check& check) : check_(check), scheme_(check.scheme()), grades_(scheme_.grades) {}

  void check_names() const {
    std::set<std::string_view> names;
    for (const auto& grade : grades_) {
      const bool again = !names.insert(grade.name).second;
      if (again && !grade.name.empty()) check_.report("K0504", grade.where, {Phrase(grade.name)});
    }
  }

  void check_cut_offs() const {
    for (auto worse = grades_.begin(); worse != grades_.end(); ++worse) {
      if (worse != grades_.begin()) check_cut_offs(worse - 1, worse);
    }
  }

  // A unit takes the first grade that takes it: one that takes everybody leaves nobody to those behind it.
  void check_reachable() const {
    const auto open = std::ranges::find_if(grades_, [](const Grade& grade) { return !grade.from && !grade.requires_; });
    if (open == grades_.end() || may_leave_out(open)) return;
    for (auto later = open + 1; later != grades_.end(); ++later) {
      if (!is_given_otherwise(*later)) check_.report("K0507", later->where, {Phrase(later->name), Phrase(open->name)});
    }
  }

 private:
  // Of two grades from the same total on, the second is for those whom the first leaves out.
  void check_cut_offs(Place better, Place worse) const {
    if (!better->from || !worse->from || better->from->percent() != worse->from->percent()) return;
    const auto high = check_.value(better->from);
    const auto low = check_.value(worse->from);
    if (!high || !low) return;
    if (*low > *high)
      check_.report("K0505", *worse->from, {Phrase(worse->name), Phrase(low->text()), Phrase(better->name), Phrase(high->text())});
    if (*low == *high && !may_leave_out(better) && !is_given_otherwise(*worse))
      check_.report("K0506", *worse->from, {Phrase(worse->name), Phrase(better->name), Phrase(low->text())});
  }

  // A gate on a grade closes every better one, too.
  bool may_leave_out(Place grade) const {
    const auto closes = [&](const Gate& gate) { return gate.purpose == Gate::Purpose::grade && stands_from(grade, gate.subject.name); };
    return grade->requires_ || !grade->quotas.empty() || std::ranges::any_of(scheme_.gates, closes);
  }

  bool stands_from(Place grade, std::string_view name) const {
    return std::any_of(grade, grades_.end(), [&](const Grade& other) { return other.name == name; });
  }

  bool is_given_otherwise(const Grade& grade) const {
    const auto by_veto = [&](const Veto& veto) {
      return veto.effect.grade_down > 0 || (veto.effect.grade && veto.effect.grade->name == grade.name);
    };
    const auto by_name = [&](const auto& giver) { return giver.grade.name == grade.name; };
    return std::ranges::any_of(scheme_.vetoes, by_veto) || std::ranges::any_of(scheme_.direct, by_name) ||
           std::ranges::any_of(scheme_.decisions, by_name);
  }

  const Check& check_;
  const Scheme& scheme_;
  const std::vector<Grade>& grades_;
};

}  // namespace

void check_grades(const Check& check) {
  const Ladder ladder(check);
  ladder.check_names();
  ladder.check_cut_offs();
  ladder.check_reachable();
}

}  // namespace kaohe::load
