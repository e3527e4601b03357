#include "asking.hpp"

#include <kaohe/report.hpp>

namespace kaohe::c {
namespace {

struct Question {
  Date on;
  StatusOptions options;
};

/// Nothing, and the reason kept, where something cannot be asked so.
std::optional<Question> question(const kaohe_plan_options& given) {
  const auto on = day_of(given.on, "on");
  const auto party = given.party == nullptr ? std::optional<std::string_view>("") : text_of(given.party, "party");
  const auto known = given.made_known == nullptr ? std::nullopt : day_of(given.made_known, "made_known");
  if (!on || !party || (given.made_known != nullptr && !known)) return std::nullopt;
  const Assessment* assessment = given.assessment == nullptr ? nullptr : given.assessment->shared.get();
  return Question{*on, {std::string(*party), assessment, known}};
}

/// `tell` makes a text of how the plan stands.
template <class Tell>
kaohe_status plan_status(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_plan_options* given,
                         kaohe_language language, kaohe_text** out, kaohe_findings** found, const Tell& tell) {
  return asking(out, found, [&]() -> kaohe_status {
    const auto options = options_of(given, kaohe_plan_options KAOHE_PLAN_OPTIONS_INIT);
    const auto asked = options ? question(*options) : std::nullopt;
    const auto chosen = language_of(language);
    if (!asked || !chosen || !can_ask(scheme, evidence)) return KAOHE_E_ARGUMENT;
    auto checked = scheme->program.plan_status(evidence->tables, asked->on, asked->options);
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    return hand_over(tell(*checked.value, *chosen), out);
  });
}

}  // namespace
}  // namespace kaohe::c

using namespace kaohe::c;

kaohe_status kaohe_scheme_plan(const kaohe_scheme* scheme, kaohe_text** out) {
  return making(out, [&]() -> kaohe_status {
    if (scheme == nullptr) return fail(KAOHE_E_ARGUMENT, "scheme must not be NULL");
    const auto laid_out = scheme->program.plan_status({}, kaohe::Date::latest());  // when every window has begun
    return hand_over(to_json(scheme->program.scheme().plan, laid_out.value.value()), out);
  });
}

kaohe_status kaohe_scheme_plan_status(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_plan_options* options,
                                      kaohe_language language, kaohe_text** out, kaohe_findings** found) {
  const auto tell = [](const kaohe::PlanStatus& status, kaohe::Language in) { return to_text(status, in); };
  return plan_status(scheme, evidence, options, language, out, found, tell);
}

kaohe_status kaohe_scheme_plan_status_json(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_plan_options* options,
                                           kaohe_language language, kaohe_text** out, kaohe_findings** found) {
  const auto tell = [](const kaohe::PlanStatus& status, kaohe::Language in) { return to_json(status, in); };
  return plan_status(scheme, evidence, options, language, out, found, tell);
}

kaohe_status kaohe_scheme_due(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const char* within,
                              const kaohe_plan_options* given, kaohe_language language, kaohe_text** out, kaohe_findings** found) {
  return asking(out, found, [&]() -> kaohe_status {
    const auto written = text_of(within, "within");
    const auto options = options_of(given, kaohe_plan_options KAOHE_PLAN_OPTIONS_INIT);
    const auto asked = options ? question(*options) : std::nullopt;
    const auto chosen = language_of(language);
    if (!written || !asked || !chosen || !can_ask(scheme, evidence)) return KAOHE_E_ARGUMENT;
    const auto span = kaohe::parse_span(*written);
    if (!span) return fail(KAOHE_E_ARGUMENT, "within must be a length of time as 30 days, 10 working days or 3 months");
    auto checked = scheme->program.due(evidence->tables, asked->on, *span, asked->options);
    if (!settled(checked, found)) return KAOHE_E_EVIDENCE;
    return hand_over(to_json(*checked.value, *chosen), out);
  });
}
