#include "handles.hpp"
#include "tables.hpp"

#include <kaohe/arrow.hpp>

#include <iterator>
#include <utility>

namespace kaohe::c {
namespace {

/// Releases a stream that nobody read.
void drop(ArrowArrayStream* stream) noexcept {
  if (stream != nullptr && stream->release != nullptr) stream->release(stream);
}

/// All columns, or none.
kaohe_status add(std::optional<EvidenceTable>& there, EvidenceTable read) {
  if (there && there->rows != read.rows) return fail(KAOHE_E_ARGUMENT, "the table has another number of rows");
  if (!there) {
    there = std::move(read);
    return KAOHE_OK;
  }
  there->columns.reserve(there->columns.size() + read.columns.size());
  std::move(read.columns.begin(), read.columns.end(), std::back_inserter(there->columns));
  return KAOHE_OK;
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_evidence_add_arrow(kaohe_evidence* evidence, kaohe_table table, struct ArrowArrayStream* stream) {
  const kaohe_status status = guarded([&]() -> kaohe_status {
    if (evidence == nullptr || stream == nullptr) return fail(KAOHE_E_ARGUMENT, "evidence and stream must not be NULL");
    if (!is_table(table)) return fail(KAOHE_E_ARGUMENT, "there is no table of that number");
    auto read = kaohe::read_arrow(stream, name_of(table));
    if (!read) return fail(KAOHE_E_ARGUMENT, read.fault.message);
    return add(table_in(*evidence, table), std::move(*read.value));
  });
  drop(stream);
  return status;
}

kaohe_status kaohe_assessment_arrow(const kaohe_assessment* assessment, int32_t exact, struct ArrowArrayStream* out) {
  if (out == nullptr) return fail(KAOHE_E_ARGUMENT, "out must not be NULL");
  *out = {};
  return guarded([&]() -> kaohe_status {
    if (assessment == nullptr) return fail(KAOHE_E_ARGUMENT, "assessment must not be NULL");
    const auto numbers = exact == 0 ? kaohe::ArrowNumbers::floats : kaohe::ArrowNumbers::decimals;
    const auto fault = kaohe::write_arrow(assessment->shared, numbers, out);
    return fault ? fail(KAOHE_E_ARGUMENT, fault->message) : KAOHE_OK;
  });
}
