#include "../handles.hpp"
#include "functions.hpp"
#include "things.hpp"

#include <kaohe/base/text.hpp>

namespace kaohe::c::script {
namespace {

thread_local HeldFindings found;

/// `load(scheme, findings)` is a function of kaohe.h.
template <class Load>
std::int64_t loaded(const Load& load) {
  kaohe_scheme* scheme = nullptr;
  kaohe_findings* findings = nullptr;
  const kaohe_status status = load(&scheme, &findings);
  const HeldScheme owned(scheme, &kaohe_scheme_free);
  keep_findings(findings);
  must(status);
  return registry().add(owned);
}

}  // namespace

void keep_findings(kaohe_findings* findings) { found = HeldFindings(findings, &kaohe_findings_free); }

std::int64_t scheme_load(const std::string& document) {
  return loaded([&](kaohe_scheme** scheme, kaohe_findings** findings) {
    return kaohe_scheme_load(document.data(), static_cast<std::int64_t>(document.size()), nullptr, scheme, findings);
  });
}

std::int64_t scheme_read(const std::string& path) {
  return loaded([&](kaohe_scheme** scheme, kaohe_findings** findings) { return kaohe_scheme_read(path.c_str(), scheme, findings); });
}

std::string scheme_text(std::int64_t scheme, const std::string& what) {
  const auto it = registry().get<HeldScheme>(scheme, "scheme");
  if (what == "id") return kaohe_scheme_id(it.get());
  if (what == "title") return kaohe_scheme_title(it.get());
  if (what == "period") return kaohe_scheme_period(it.get());
  if (what == "source") return kaohe_scheme_source(it.get());
  throw Refused{KAOHE_E_NOT_FOUND, "what must be id, title, period or source, not " + what};
}

std::int64_t findings() {
  if (!found)
    throw Refused{KAOHE_E_NOT_FOUND,
                  "there was nothing to look at: this thread has neither loaded nor assessed nor updated anything, or could not begin to"};
  return registry().add(found);
}

}  // namespace kaohe::c::script
