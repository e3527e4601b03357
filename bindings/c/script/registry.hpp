#pragma once

// The things that scripts hold by number, and the only locks outside the engine.

#include "refused.hpp"

#include <kaohe/kaohe.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kaohe::c::script {

/// A thing that one thread at a time may work on.
///
/// Thread safety: locks internally.
template <class T>
class Locked {
 public:
  template <class Work>
  decltype(auto) with(const Work& work) {
    const std::lock_guard lock(mutex_);
    return work(thing_);
  }

 private:
  std::mutex mutex_;
  T thing_;
};

class Tables;
struct Scored;

using HeldScheme = std::shared_ptr<const kaohe_scheme>;
using HeldTables = std::shared_ptr<Locked<Tables>>;
using HeldAssessment = std::shared_ptr<Locked<std::shared_ptr<const Scored>>>;  // locked while it is updated
using HeldFindings = std::shared_ptr<const kaohe_findings>;
using Thing = std::variant<std::monostate, HeldScheme, HeldTables, HeldAssessment, HeldFindings>;

/// Things by number. A number is a kind, how often its slot was used before, and the slot: 3, 29 and 20 bits, so that it is neither small
/// nor soon used again, and fits a double. The slot that was given up longest ago is used next; one that has run out of numbers is not
/// used again.
///
/// Thread safety: locks internally.
class Registry {
 public:
  std::int64_t add(Thing thing);

  /// The thing itself lives until its last user is done. Refused under `name`, if it is not there.
  template <class T>
  T get(std::int64_t handle, const char* name) const {
    const std::lock_guard lock(mutex_);
    if (const T* thing = std::get_if<T>(find(handle))) return *thing;
    throw Refused{KAOHE_E_ARGUMENT, refusal(handle, name)};
  }

  void remove(std::int64_t handle);

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  struct Slot {
    Thing thing;
    std::uint32_t uses = 0;
    std::uint32_t next = none;  // of the free ones
  };

  std::uint32_t take_slot();
  const Thing* find(std::int64_t handle) const;
  std::string refusal(std::int64_t handle, const char* name) const;

  mutable std::mutex mutex_;
  std::vector<Slot> slots_;
  std::uint32_t first_free_ = none;
  std::uint32_t last_free_ = none;
};

/// The one of this process.
Registry& registry();

}  // namespace kaohe::c::script
