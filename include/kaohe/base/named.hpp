#pragma once

#include <kaohe/base/finding.hpp>

#include <string>

namespace kaohe {

/// A name the document writes, with its place.
struct Named {
  std::string name{};
  SourceSpan where{};

  friend bool operator==(const Named&, const Named&) = default;
};

}  // namespace kaohe
