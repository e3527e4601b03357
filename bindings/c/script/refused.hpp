#pragma once

#include <kaohe/kaohe.h>

#include <string>

namespace kaohe::c::script {

/// What a script asked for and cannot have. Thrown by the bodies of kaohe_script.h; it never leaves the library.
struct Refused {
  kaohe_status status;
  std::string why;
};

/// For calls of kaohe.h, which keep their reasons themselves.
inline void must(kaohe_status status) {
  if (status != KAOHE_OK) throw Refused{status, kaohe_last_error()};
}

}  // namespace kaohe::c::script
