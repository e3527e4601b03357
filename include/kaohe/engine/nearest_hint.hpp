#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/base/text.hpp>

#include <string_view>

namespace kaohe::engine {

/// Asks whether the nearest known name was meant; empty where none is near. It stands before what else a hint says.
template <class Candidates>
Phrase nearest_hint(std::string_view wanted, const Candidates& known) {
  const auto near = nearest(wanted, known);
  return near ? phrase("是不是“{0}”？", "Did you mean \"{0}\"? ", {Phrase(*near)}) : Phrase();
}

}  // namespace kaohe::engine
