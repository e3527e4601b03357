#include "registry.hpp"

#include "tables.hpp"

#include <array>

namespace kaohe::c::script {
namespace {

constexpr int slot_bits = 20;
constexpr int use_bits = 29;
constexpr int kind_bits = 3;
constexpr std::uint32_t most_slots = std::uint32_t{1} << slot_bits;
constexpr std::uint32_t most_uses = std::uint32_t{1} << use_bits;

constexpr std::array<const char*, std::variant_size_v<Thing>> kinds{"nothing", "a scheme", "tables", "an assessment", "findings"};
static_assert(kinds.size() < (1U << kind_bits));

struct Parts {
  std::uint32_t slot;
  std::uint32_t uses;
  std::size_t kind;
};

Parts parts_of(std::int64_t handle) {
  const auto bits = static_cast<std::uint64_t>(handle);
  return {static_cast<std::uint32_t>(bits & (most_slots - 1)), static_cast<std::uint32_t>((bits >> slot_bits) & (most_uses - 1)),
          static_cast<std::size_t>(bits >> (slot_bits + use_bits))};
}

std::int64_t number_of(const Parts& parts) {
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(parts.kind) << (slot_bits + use_bits)) |
                                   (static_cast<std::uint64_t>(parts.uses) << slot_bits) | parts.slot);
}

}  // namespace

std::uint32_t Registry::take_slot() {
  if (first_free_ == none) {
    if (slots_.size() == most_slots) throw Refused{KAOHE_E_MEMORY, "there are too many handles: free those that are no longer needed"};
    slots_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }
  const std::uint32_t slot = first_free_;
  first_free_ = slots_[slot].next;
  if (first_free_ == none) last_free_ = none;
  return slot;
}

std::int64_t Registry::add(Thing thing) {
  const std::lock_guard lock(mutex_);
  const std::uint32_t number = take_slot();
  Slot& slot = slots_[number];
  slot.thing = std::move(thing);
  return number_of({number, slot.uses, slot.thing.index()});
}

void Registry::remove(std::int64_t handle) {
  Thing removed;  // and what it held goes when the lock is gone
  const std::lock_guard lock(mutex_);
  if (find(handle) == nullptr) throw Refused{KAOHE_E_ARGUMENT, refusal(handle, "handle")};
  const std::uint32_t number = parts_of(handle).slot;
  Slot& slot = slots_[number];
  std::swap(removed, slot.thing);
  if (++slot.uses == most_uses) return;
  slot.next = none;
  (last_free_ == none ? first_free_ : slots_[last_free_].next) = number;
  last_free_ = number;
}

const Thing* Registry::find(std::int64_t handle) const {
  const Parts parts = parts_of(handle);
  if (parts.slot >= slots_.size()) return nullptr;
  const Slot& slot = slots_[parts.slot];
  const bool right = parts.kind != 0 && parts.kind == slot.thing.index() && parts.uses == slot.uses;
  return right ? &slot.thing : nullptr;
}

std::string Registry::refusal(std::int64_t handle, const char* name) const {
  const Parts parts = parts_of(handle);
  const std::string called = std::string(name) + " " + std::to_string(handle);
  if (const Thing* thing = find(handle)) return called + " stands for " + kinds[thing->index()];
  const bool was_there = parts.slot < slots_.size() && parts.kind > 0 && parts.kind < kinds.size() && parts.uses < slots_[parts.slot].uses;
  return called + (was_there ? " was freed" : " was never given");
}

Registry& registry() {
  static Registry the_one;
  return the_one;
}

}  // namespace kaohe::c::script
