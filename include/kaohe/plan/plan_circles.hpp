#pragma once

#include <kaohe/plan/plan_tree.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace kaohe {

/// What must be done before an item is: what it depends on and, where it has no targets, what is below it. What stands above or below it in
/// the plan is not asked for by `depends_on`.
inline std::vector<std::size_t> needs_of(const PlanTree& plan, std::size_t at) {
  std::vector<std::size_t> needs;
  for (const std::size_t needed : plan[at].depends_on) {
    const bool apart = needed == at || (!plan.is_above(needed, at) && !plan.is_above(at, needed));
    if (apart) needs.push_back(needed);
  }
  if (plan[at].series.empty()) needs.insert(needs.end(), plan[at].children.begin(), plan[at].children.end());
  return needs;
}

namespace detail {

/// Walks from item to item along what they need, and notes where it comes back to.
class CircleSearch {
 public:
  explicit CircleSearch(const PlanTree& plan) : plan_(plan), marks_(plan.size(), Mark::unseen) {}

  std::vector<std::vector<std::size_t>> run() {
    for (std::size_t at = 0; at < plan_.size(); ++at) {
      if (marks_[at] == Mark::unseen) walk(at);
    }
    return std::move(circles_);
  }

 private:
  enum class Mark : unsigned char { unseen, on_the_way, done };

  struct Step {
    std::size_t at;
    std::vector<std::size_t> needs;
    std::size_t next = 0;
  };

  // Without recursion: a chain of items may be as long as a document.
  void walk(std::size_t from) {
    enter(from);
    while (!way_.empty()) {
      Step& step = way_.back();
      if (step.next == step.needs.size()) {
        marks_[step.at] = Mark::done;
        way_.pop_back();
        continue;
      }
      const std::size_t need = step.needs[step.next++];
      if (marks_[need] == Mark::unseen)
        enter(need);
      else if (marks_[need] == Mark::on_the_way)
        note_circle(need);
    }
  }

  void enter(std::size_t at) {
    marks_[at] = Mark::on_the_way;
    way_.push_back({at, needs_of(plan_, at)});
  }

  void note_circle(std::size_t back_to) {
    std::vector<std::size_t> circle;
    for (auto step = std::ranges::find(way_, back_to, &Step::at); step != way_.end(); ++step) circle.push_back(step->at);
    circles_.push_back(std::move(circle));
  }

  const PlanTree& plan_;
  std::vector<Mark> marks_;
  std::vector<Step> way_;
  std::vector<std::vector<std::size_t>> circles_;
};

}  // namespace detail

/// Items that wait for one another, each list a way round: an item, what it needs, what that needs, back to the first.
inline std::vector<std::vector<std::size_t>> circles_of(const PlanTree& plan) { return detail::CircleSearch(plan).run(); }

}  // namespace kaohe
