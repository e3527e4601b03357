#pragma once

#include <kaohe/plan/plan_circles.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

namespace kaohe {

/// What unfinished items hold up.
///
/// An item holds up another that depends on it; and, where those above it are done only with it (none of them has targets of its own), what
/// depends on them.
///
/// Pre: nothing in the plan waits for itself.
class HeldUp {
 public:
  static constexpr std::size_t most = 1000;  // of what one item holds up, listed

  HeldUp(const PlanTree& plan, const std::vector<bool>& done) : directly_(plan.size()) {
    std::vector<std::vector<std::size_t>> waiting(plan.size());
    for (std::size_t at = 0; at < plan.size(); ++at) {
      for (const std::size_t needed : plan[at].depends_on) {
        if (!done[at]) waiting[needed].push_back(at);
      }
    }
    for (std::size_t at = 0; at < plan.size(); ++at) {
      if (!done[at]) gather(plan, waiting, at);
    }
  }

  /// The items that wait for one, directly or not, in the order of the plan; at most `most`, the nearest first found.
  std::vector<std::size_t> by(std::size_t from) const {
    std::vector<bool> seen(directly_.size(), false);
    std::vector<std::size_t> found;
    std::deque<std::size_t> open{from};
    seen[from] = true;
    for (; !open.empty() && found.size() < most; open.pop_front()) {
      for (const std::size_t next : directly_[open.front()]) {
        if (seen[next]) continue;
        seen[next] = true;
        found.push_back(next);
        open.push_back(next);
      }
    }
    std::ranges::sort(found);
    return found;
  }

  /// The longest way from one item held up to the next that begins at one of `late`, by the number of items; of equally long ones that of
  /// the items written first. Empty where nothing late holds anything up.
  std::vector<std::size_t> longest_from(const std::vector<std::size_t>& late) const {
    const auto lengths = lengths_to_the_end();
    std::size_t at = late.empty() ? PlanTree::none : late.front();
    for (const std::size_t start : late) {
      if (lengths[at] < lengths[start]) at = start;
    }
    std::vector<std::size_t> way;
    if (at == PlanTree::none || lengths[at] < 2) return way;
    for (way.push_back(at); lengths[at] > 1; way.push_back(at)) at = next_on_the_way(at, lengths);
    return way;
  }

 private:
  void gather(const PlanTree& plan, const std::vector<std::vector<std::size_t>>& waiting, std::size_t at) {
    for (std::size_t up = at;; up = plan[up].parent) {
      directly_[at].insert(directly_[at].end(), waiting[up].begin(), waiting[up].end());
      const std::size_t parent = plan[up].parent;
      if (parent == PlanTree::none || !plan[parent].series.empty()) break;
    }
    std::ranges::sort(directly_[at]);
    directly_[at].erase(std::ranges::unique(directly_[at]).begin(), directly_[at].end());
  }

  /// How many items the longest way from each has, itself included. Without recursion: a way may be as long as a plan.
  std::vector<std::size_t> lengths_to_the_end() const {
    std::vector<std::size_t> lengths(directly_.size(), 0);
    for (std::size_t from = 0; from < directly_.size(); ++from) {
      for (std::vector<std::size_t> open{from}; !open.empty();) {
        const std::size_t at = open.back();
        const std::size_t before = open.size();
        std::size_t longest = 0;
        for (const std::size_t next : directly_[at]) {
          if (lengths[next] == 0) open.push_back(next);
          longest = std::max(longest, lengths[next]);
        }
        if (open.size() > before) continue;
        lengths[at] = longest + 1;
        open.pop_back();
      }
    }
    return lengths;
  }

  std::size_t next_on_the_way(std::size_t at, const std::vector<std::size_t>& lengths) const {
    return *std::ranges::find(directly_[at], lengths[at] - 1, [&](std::size_t next) { return lengths[next]; });
  }

  std::vector<std::vector<std::size_t>> directly_;
};

}  // namespace kaohe
