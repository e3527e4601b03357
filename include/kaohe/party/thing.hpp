#pragma once

#include <kaohe/base/named.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace kaohe {

/// What somebody may answer for, without what else it is: the scheme, a criterion, a veto, an item, a duty.
///
/// A list of things begins with the scheme; every other hangs below one that comes before it.
struct Thing {
  std::string id;
  std::size_t parent = 0;  // its number in the list
  std::string source;
  std::vector<std::string> tags;
  std::vector<Named> lead, assist;  // parties
  SourceSpan where;

  friend bool operator==(const Thing&, const Thing&) = default;
};

}  // namespace kaohe
