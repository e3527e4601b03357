#pragma once

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/engine/program.hpp>
#include <kaohe/evidence/tables.hpp>

#include <memory>

namespace kaohe::python {

/// An assessment with what it was made of, so that it can be explained later.
struct Assessed {
  Program program;
  std::shared_ptr<const EvidenceTables> tables;
  std::shared_ptr<const Assessment> assessment;
};

}  // namespace kaohe::python
