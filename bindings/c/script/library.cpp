#include "calls.hpp"
#include "functions.hpp"
#include "registry.hpp"

namespace kaohe::c::script {

kaohe_status& status_of_thread() noexcept {
  thread_local kaohe_status status = KAOHE_OK;
  return status;
}

std::string version() { return kaohe_version(); }

std::string last_error() { return kaohe_last_error(); }

std::int32_t last_status() { return status_of_thread(); }

void free(std::int64_t handle) {
  if (handle != 0) registry().remove(handle);
}

}  // namespace kaohe::c::script
