#include <kaohe/pins.hpp>
#include <kaohe/version.hpp>

namespace kaohe {

Pins pins_of(const Assessment& assessment) {
  return {std::string(version()), assessment.rules ? hash_of(*assessment.rules) : "", assessment.tables ? hash_of(*assessment.tables) : ""};
}

}  // namespace kaohe
