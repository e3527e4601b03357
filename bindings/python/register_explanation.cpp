#include "register.hpp"

#include <kaohe/assessment/explanation.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <string>
#include <vector>

namespace kaohe::python {
namespace {

std::optional<std::string> text_of(const std::optional<Rational>& number) {
  if (!number) return std::nullopt;
  return number->text();
}

std::vector<std::string> in(const std::vector<Phrase>& phrases, std::string_view lang) {
  const Language language = language_of(lang);
  std::vector<std::string> texts;
  for (const Phrase& phrase : phrases) texts.push_back(phrase.in(language));
  return texts;
}

}  // namespace

void register_explanation(py::module_& module) {
  py::class_<Input>(module, "Input")
      .def_readonly("name", &Input::name)
      .def_readonly("value", &Input::value)
      .def("origin", [](const Input& input, std::string_view lang) { return input.origin.in(language_of(lang)); });

  py::class_<Override>(module, "Override")
      .def_property_readonly("kind", [](const Override& o) { return name_of(o.kind); })
      .def_readonly("id", &Override::id)
      .def_readonly("title", &Override::title)
      .def_readonly("source", &Override::source)
      .def_readonly("inputs", &Override::inputs)
      .def("steps", [](const Override& o, std::string_view lang) { return in(o.steps, lang); })
      .def_property_readonly("total_before", [](const Override& o) { return text_of(o.total_before); })
      .def_property_readonly("total_after", [](const Override& o) { return text_of(o.total_after); })
      .def_readonly("grade_before", &Override::grade_before)
      .def_readonly("grade_after", &Override::grade_after);

  py::class_<Explanation>(module, "Explanation")
      .def_readonly("id", &Explanation::id)
      .def_readonly("title", &Explanation::title)
      .def_readonly("kind", &Explanation::kind)
      .def_property_readonly("state", [](const Explanation& e) { return name_of(e.state); })
      .def_property_readonly("points", [](const Explanation& e) { return text_of(e.points); })
      .def_property_readonly("score", [](const Explanation& e) { return text_of(e.score); })
      .def_readonly("value", &Explanation::value)
      .def_readonly("inputs", &Explanation::inputs)
      .def("steps", [](const Explanation& e, std::string_view lang) { return in(e.steps, lang); })
      .def("ahead", [](const Explanation& e, std::string_view lang) { return in(e.ahead, lang); })
      .def_readonly("combine", &Explanation::combine)
      .def_readonly("source", &Explanation::source)
      .def_readonly("scorer", &Explanation::scorer)
      .def_readonly("overrides", &Explanation::overrides)
      .def_readonly("children", &Explanation::children)
      .def("to_json", [](const Explanation& e, std::string_view lang) { return to_json(e, language_of(lang)); })
      .def("to_text", [](const Explanation& e, std::string_view lang) { return to_text(e, language_of(lang)); });
}

}  // namespace kaohe::python
