#include "register.hpp"

#include <kaohe/assessment/plan_status.hpp>
#include <kaohe/engine/program.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kaohe::python {
namespace {

/// What is still open and due, on its way to JSON.
struct Deadlines {
  std::vector<Deadline> list;
};

std::string_view name_of(Item::Kind kind) {
  switch (kind) {
    case Item::Kind::goal:
      return "goal";
    case Item::Kind::task:
      return "task";
    case Item::Kind::measure:
      return "measure";
    case Item::Kind::phase:
      return "phase";
  }
  return {};
}

std::vector<std::string> names_of(const std::vector<Named>& list) {
  std::vector<std::string> names;
  for (const Named& named : list) names.push_back(named.name);
  return names;
}

py::list targets_of(const Item& item, const ItemStatus& laid_out) {
  py::list targets;
  for (const PlanTarget& target : item.targets) {
    py::dict made;
    made["indicator"] = target.indicator.name;
    made["target"] = target.target.written;
    made["by"] = target.by.value_or(laid_out.last).text();
    made["dated"] = target.by.has_value();
    targets.append(made);
  }
  return targets;
}

/// The items in the order of the document with the days they were laid out on, each with those below it.
class Outline {
 public:
  explicit Outline(const PlanStatus& laid_out) : next_(laid_out.items.begin()) {}

  py::list of(const std::vector<Item>& items) {
    py::list made;
    for (const Item& item : items) made.append(of(item));
    return made;
  }

 private:
  py::dict of(const Item& item) {
    const ItemStatus& laid_out = *next_++;
    py::dict made;
    made["id"] = item.id;
    made["title"] = item.title;
    made["kind"] = name_of(item.kind);
    made["source"] = item.source;
    made["first"] = laid_out.days.first().text();
    made["last"] = laid_out.last.text();
    made["only_due"] = item.due && !item.period;
    made["targets"] = targets_of(item, laid_out);
    made["lead"] = names_of(item.lead);
    made["assist"] = names_of(item.assist);
    made["depends_on"] = names_of(item.depends_on);
    made["tags"] = item.tags;
    made["items"] = of(item.items);
    return made;
  }

  std::vector<ItemStatus>::const_iterator next_;
};

/// The windows of a duty that ask for something, each once, with the parties that owe it.
py::list windows_of(const DutyStatus& duty) {
  struct Owed {
    const DutyWindow* window;
    std::vector<std::string> parties;
  };
  std::map<Date, Owed> owed;
  for (const DutyWindowStatus& window : duty.windows) {
    if (window.record.asked == 0) continue;
    Owed& found = owed.try_emplace(window.record.window.left.first(), Owed{&window.record.window, {}}).first->second;
    if (!window.record.party.empty()) found.parties.push_back(window.record.party);
  }
  py::list windows;
  for (const auto& [first, found] : owed) {
    py::dict made;
    made["first"] = first.text();
    made["last"] = found.window->last.text();
    made["asked"] = found.window->asked;
    made["parties"] = found.parties;
    windows.append(made);
  }
  return windows;
}

py::list duties_of(const PlanStatus& laid_out) {
  py::list duties;
  for (const DutyStatus& duty : laid_out.duties) {
    py::dict made;
    made["id"] = duty.id;
    made["title"] = duty.title;
    made["item"] = duty.item;
    made["what"] = duty.what;
    made["windows"] = windows_of(duty);
    duties.append(made);
  }
  return duties;
}

}  // namespace

/// Seen from the end of time every window has begun.
py::dict plan_of(const Program& program) {
  const Checked<PlanStatus> laid_out = program.plan_status({}, Date::latest());
  py::dict made;
  made["items"] = laid_out ? Outline(*laid_out.value).of(program.scheme().plan) : py::list();
  made["duties"] = laid_out ? duties_of(*laid_out.value) : py::list();
  return made;
}

namespace {

struct Question {
  Date on;
  StatusOptions options;
};

Question question(std::string_view on, const std::string& party, const Assessment* assessment,
                  const std::optional<std::string>& made_known) {
  StatusOptions options{party, assessment, made_known ? std::optional(day_of(*made_known)) : std::nullopt};
  return {day_of(on), std::move(options)};
}

/// How the plan stands, or None where a finding is an error, and what was found.
std::pair<std::optional<PlanStatus>, Findings> plan_status(const Program& program, const std::map<std::string, Table*>& given,
                                                           std::string_view on, const std::string& party, const Assessment* assessment,
                                                           const std::optional<std::string>& made_known) {
  const Question asked = question(on, party, assessment, made_known);
  Findings findings;
  EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  Checked<PlanStatus> checked = program.plan_status(std::move(tables), asked.on, asked.options);
  append(findings, std::move(checked.findings));
  if (!readable || !checked) return {std::nullopt, std::move(findings)};
  checked.value->findings = findings;
  return {std::move(checked.value), std::move(findings)};
}

/// What is due, or None where a finding is an error, and what was found.
std::pair<std::optional<Deadlines>, Findings> due(const Program& program, const std::map<std::string, Table*>& given, std::string_view on,
                                                  const std::string& within, const std::string& party, const Assessment* assessment,
                                                  const std::optional<std::string>& made_known) {
  const auto span = parse_span(within);
  if (!span) throw std::invalid_argument("within must be a length of time as 30 days, 10 working days or 3 months, not " + within);
  const Question asked = question(on, party, assessment, made_known);
  Findings findings;
  EvidenceTables tables = take_all(given, findings);

  const py::gil_scoped_release unlocked;
  const bool readable = !has_errors(findings);
  auto checked = program.due(std::move(tables), asked.on, *span, asked.options);
  append(findings, std::move(checked.findings));
  if (!readable || !checked) return {std::nullopt, std::move(findings)};
  return {Deadlines{std::move(*checked.value)}, std::move(findings)};
}

}  // namespace

void register_plan(py::module_& module, py::class_<Program>& program) {
  py::class_<PlanStatus>(module, "PlanStatus")
      .def_readonly("findings", &PlanStatus::findings)
      .def("to_json", [](const PlanStatus& s, std::string_view lang) { return to_json(s, language_of(lang)); })
      .def("to_text", [](const PlanStatus& s, std::string_view lang) { return to_text(s, language_of(lang)); });
  py::class_<Deadlines>(module, "Deadlines").def("to_json", [](const Deadlines& d, std::string_view lang) {
    return to_json(d.list, language_of(lang));
  });
  program.def("plan", &plan_of).def("plan_status", &plan_status).def("due", &due);
}

}  // namespace kaohe::python
