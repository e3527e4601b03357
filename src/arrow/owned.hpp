#pragma once

// The structs of the Arrow C interfaces with their ends.

#include <kaohe/arrow.hpp>

#include <nanoarrow.h>

#include <cerrno>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

namespace kaohe::arrow {

inline void give_back(ArrowSchema& schema) { ArrowSchemaRelease(&schema); }
inline void give_back(ArrowArray& array) { ArrowArrayRelease(&array); }
inline void give_back(ArrowArrayStream& stream) { ArrowArrayStreamRelease(&stream); }

/// A struct that is released once: by this, unless it was moved on.
template <class Struct>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Struct* taken) : held_(*taken) { taken->release = nullptr; }
  Owned(Owned&& other) noexcept : held_(std::exchange(other.held_, {})) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Owned() {
    if (held_.release != nullptr) give_back(held_);
  }

  Struct* get() { return &held_; }
  Struct* operator->() { return &held_; }
  const Struct* operator->() const { return &held_; }
  const Struct& operator*() const { return held_; }
  explicit operator bool() const { return held_.release != nullptr; }

  void move_to(Struct* out) { *out = std::exchange(held_, {}); }

 private:
  Struct held_{};
};

/// A view that gives its own memory back, never that of the array.
class View {
 public:
  View() { ArrowArrayViewInitFromType(&view_, NANOARROW_TYPE_UNINITIALIZED); }
  View(const View&) = delete;
  View& operator=(const View&) = delete;
  ~View() { ArrowArrayViewReset(&view_); }

  ArrowArrayView* get() { return &view_; }

 private:
  ArrowArrayView view_{};
};

/// What could not be read or made; the functions that are exported catch it.
struct Refused : std::runtime_error {
  Refused(StreamFault::Of what, const std::string& message) : runtime_error(message), of(what) {}
  StreamFault fault() const { return {of, what()}; }

  StreamFault::Of of;
};

/// Throws what a call of nanoarrow's did not manage.
inline void check(ArrowErrorCode code, const char* what) {
  if (code == ENOMEM) throw std::bad_alloc();
  if (code != NANOARROW_OK) throw Refused(StreamFault::Of::stream, what);
}

}  // namespace kaohe::arrow
