#pragma once

#include <kaohe/base/export.hpp>

#include <string_view>

/// Assessment rules, run exactly. Start at load_scheme() or Scheme, compile() and Program.
namespace kaohe {

/// The version of the compiled library, as `0.1.0`.
KAOHE_EXPORT std::string_view version();

}  // namespace kaohe
