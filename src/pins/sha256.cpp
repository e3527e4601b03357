#include "src/pins/sha256.hpp"

#include <sodium/crypto_hash_sha256.h>

namespace kaohe::pins {

std::string sha256(std::string_view text) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return digest;
}

std::string named_sha256(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "sha256:";
  for (const char byte : sha256(text)) {
    out += digits[static_cast<unsigned char>(byte) >> 4];
    out += digits[static_cast<unsigned char>(byte) & 15];
  }
  return out;
}

}  // namespace kaohe::pins
