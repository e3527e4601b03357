#include "register.hpp"

#include <kaohe/party/chain.hpp>
#include <kaohe/report.hpp>

#include <pybind11/stl.h>

#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace kaohe::python {
namespace {

using AnswerFields = std::tuple<std::string, std::string, std::string, std::string, bool, std::size_t, std::string>;

std::vector<AnswerFields> answers_of(const Chain& chain) {
  std::vector<AnswerFields> answers;
  for (const Answer& answer : chain.answers)
    answers.emplace_back(answer.role, answer.party, answer.post, answer.person, answer.acting, answer.entry, answer.share.text());
  return answers;
}

}  // namespace

Date day_of(std::string_view text) {
  const auto day = Date::parse(text);
  if (!day) throw std::invalid_argument("not a day as 2014-10-31: " + std::string(text));
  return *day;
}

void register_parties(py::module_& module) {
  py::class_<Chain>(module, "Chain")
      .def_readonly("subject", &Chain::subject)
      .def_readonly("source", &Chain::source)
      .def_property_readonly("answers", &answers_of)
      .def_readonly("findings", &Chain::findings)
      .def("to_json", [](const Chain& c, std::string_view lang) { return to_json(c, language_of(lang)); });
}

}  // namespace kaohe::python
