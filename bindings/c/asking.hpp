#pragma once

// What is alike in every question that a scheme answers out of tables.

#include "handles.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <type_traits>

namespace kaohe::c {

inline constexpr std::int32_t largest_options = 4096;  // no version of a struct will ever be so large

/// The caller's options as far as they reach, the rest as in `usual`; nothing, and the reason kept, where their size cannot be, or where
/// something is set that this version does not know.
template <class Options>
std::optional<Options> options_of(const Options* given, const Options& usual) noexcept {
  static_assert(std::is_trivially_copyable_v<Options>);
  if (given == nullptr) return usual;
  const std::int32_t size = given->struct_size;
  if (size < static_cast<std::int32_t>(sizeof(size)) || size > largest_options || size % static_cast<std::int32_t>(alignof(Options)) != 0) {
    fail(KAOHE_E_ARGUMENT, "options must know their size: start from the initialiser");
    return std::nullopt;
  }
  const std::span<const char> bytes(reinterpret_cast<const char*>(given), static_cast<std::size_t>(size));
  const std::size_t known = std::min(bytes.size(), sizeof(Options));
  if (std::ranges::any_of(bytes.subspan(known), [](char byte) { return byte != 0; })) {
    fail(KAOHE_E_ARGUMENT, "options ask for something that this version of kaohe does not know");
    return std::nullopt;
  }
  Options options = usual;
  std::memcpy(&options, bytes.data(), known);
  return options;
}

/// Whether there is a scheme and evidence to ask with; else the reason is kept.
inline bool can_ask(const kaohe_scheme* scheme, const kaohe_evidence* evidence) noexcept {
  if (scheme == nullptr) fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
  if (evidence == nullptr) fail(KAOHE_E_ARGUMENT, "evidence must not be NULL");
  return scheme != nullptr && evidence != nullptr;
}

/// All findings go to the caller; true where there is a result.
template <class T>
bool settled(Checked<T>& checked, kaohe_findings** found) {
  hand_over(std::move(checked.findings), found);
  if (!checked) fail(KAOHE_E_EVIDENCE, "the tables have errors: see the findings");
  return checked.value.has_value();
}

/// Runs the body of a function that hands out what it makes and what it found.
template <class Handle, class Body>
kaohe_status asking(Handle** out, kaohe_findings** found, const Body& body) noexcept {
  if (found != nullptr) *found = nullptr;
  return making(out, body);
}

}  // namespace kaohe::c
