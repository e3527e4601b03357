#pragma once

#include <kaohe/assessment/assessment.hpp>

#include <memory>

namespace kaohe::python {

/// An assessment as Python holds it.
struct Assessed {
  std::shared_ptr<const Assessment> assessment;
};

}  // namespace kaohe::python
