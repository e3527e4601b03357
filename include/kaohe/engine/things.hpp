#pragma once

// What chains hang on, gathered from all parts of a scheme.

#include <kaohe/party/thing.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace kaohe::engine {

/// Criteria and adjustments below their sections, items and duties below their items, all else below the scheme.
class Things {
 public:
  explicit Things(const Scheme& scheme) {
    things_.push_back({scheme.id, 0, scheme.source, {}, {}, {}, scheme.where});
    for (const auto* criteria : {&scheme.root.criteria, &scheme.adjustments}) {
      for (const Criterion& criterion : *criteria) add(criterion, 0);
    }
    for (const Veto& veto : scheme.vetoes) things_.push_back({veto.id, 0, veto.source, veto.tags, {}, {}, veto.where});
    for (const Item& item : scheme.plan) add(item, 0);
    for (const Duty& duty : scheme.duties) add(duty, 0);
  }

  std::vector<Thing> take() && { return std::move(things_); }

 private:
  void add(const Criterion& criterion, std::size_t parent) {
    const std::size_t at = things_.size();
    things_.push_back({criterion.id, parent, criterion.source, criterion.tags, {}, {}, criterion.where});
    for (const Criterion& child : criterion.criteria) add(child, at);
  }

  void add(const Item& item, std::size_t parent) {
    const std::size_t at = things_.size();
    things_.push_back({item.id, parent, item.source, item.tags, item.lead, item.assist, item.where});
    for (const Duty& duty : item.duties) add(duty, at);
    for (const Item& child : item.items) add(child, at);
  }

  void add(const Duty& duty, std::size_t parent) {
    things_.push_back({duty.id, parent, duty.source, duty.tags, duty.lead, duty.assist, duty.where});
  }

  std::vector<Thing> things_;
};

inline std::vector<Thing> things_of(const Scheme& scheme) { return Things(scheme).take(); }

}  // namespace kaohe::engine
