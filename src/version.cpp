#include <kaohe/version.hpp>

namespace kaohe {

std::string_view version() { return KAOHE_VERSION; }

}  // namespace kaohe
