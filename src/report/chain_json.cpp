#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {

std::string to_json(const Chain& chain, Language language) {
  std::string out = "{\"subject\": ";
  report::append_string_or_null(out, chain.subject);
  out += ", \"source\": ";
  report::append_string_or_null(out, chain.source);
  out += ", \"answers\": [";
  for (const Answer& answer : chain.answers) {
    out += &answer == &chain.answers.front() ? "\n " : ",\n ";
    report::append_answer(out, answer);
  }
  return out + "], \"findings\": " + to_json(chain.findings, language) + "}";
}

}  // namespace kaohe
