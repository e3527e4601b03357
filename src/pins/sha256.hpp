#pragma once

#include <string>
#include <string_view>

namespace kaohe::pins {

/// The 32 bytes of the SHA-256 of a text.
std::string sha256(std::string_view text);

/// `sha256:` and the digits of the SHA-256 of a text.
std::string named_sha256(std::string_view text);

}  // namespace kaohe::pins
