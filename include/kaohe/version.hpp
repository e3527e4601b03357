#pragma once

#include <string_view>

namespace kaohe {

/// The version of the compiled library, as `0.1.0`.
std::string_view version();

}  // namespace kaohe
