#pragma once

// How every function of kaohe_script.h begins and ends: no exception leaves it, and a failure is a value that no success has.

#include "../handles.hpp"
#include "characters.hpp"
#include "refused.hpp"

#include <cstdint>
#include <limits>
#include <new>
#include <optional>

namespace kaohe::c::script {

enum class ErrorKept : bool { no, yes };
inline constexpr ErrorKept keep_error = ErrorKept::yes;

/// Of the last call of this thread.
kaohe_status& status_of_thread() noexcept;

/// What `body` gives; nothing where it fails, and the reason is kept.
template <ErrorKept kept, class Body>
auto attempt(const Body& body) noexcept -> std::optional<decltype(body())> {
  const auto failed = [](kaohe_status status, std::string_view why) { status_of_thread() = fail(status, why); };
  try {
    auto given = body();
    if (kept == ErrorKept::no) status_of_thread() = KAOHE_OK;
    return given;
  } catch (const Refused& refused) {
    failed(refused.status, refused.why);
  } catch (const std::bad_alloc&) {
    failed(KAOHE_E_MEMORY, "not enough memory");
  } catch (const std::exception& error) {
    failed(KAOHE_E_INTERNAL, error.what());
  } catch (...) {
    failed(KAOHE_E_INTERNAL, "an unknown fault");
  }
  return std::nullopt;
}

template <class Body>
std::int64_t give_handle(const Body& body) noexcept {
  return attempt<ErrorKept::no>(body).value_or(0);
}

template <class Body>
std::int32_t give_status(const Body& body) noexcept {
  const auto done = attempt<ErrorKept::no>([&] {
    body();
    return true;
  });
  return done ? KAOHE_OK : status_of_thread();
}

template <ErrorKept kept = ErrorKept::no, class Body>
std::int32_t give_count(const Body& body) noexcept {
  return attempt<kept>(body).value_or(-1);
}

template <class Body>
double give_number(const Body& body) noexcept {
  return attempt<ErrorKept::no>(body).value_or(std::numeric_limits<double>::quiet_NaN());
}

template <ErrorKept kept = ErrorKept::no, class Character, class Body>
std::int32_t give_text(Character* out, std::int32_t capacity, const Body& body) noexcept {
  return attempt<kept>([&] { return text_out(body(), out, capacity); }).value_or(-1);
}

}  // namespace kaohe::c::script
