#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

using report::append_string;
using report::append_string_or_null;

void append_answer(std::string& out, const Answer& answer) {
  out += "{\"role\": ";
  append_string(out, answer.role);
  out += ", \"party\": ";
  append_string_or_null(out, answer.party);
  out += ", \"post\": ";
  append_string_or_null(out, answer.post);
  out += ", \"person\": ";
  append_string_or_null(out, answer.person);
  out += std::string(", \"acting\": ") + (answer.acting ? "true" : "false");
  out += ", \"entry\": " + std::to_string(answer.entry) + ", \"share\": \"" + answer.share.text() + "\"}";
}

}  // namespace

std::string to_json(const Chain& chain, Language language) {
  std::string out = "{\"subject\": ";
  append_string_or_null(out, chain.subject);
  out += ", \"source\": ";
  append_string_or_null(out, chain.source);
  out += ", \"answers\": [";
  for (const Answer& answer : chain.answers) {
    out += &answer == &chain.answers.front() ? "\n " : ",\n ";
    append_answer(out, answer);
  }
  return out + "], \"findings\": " + to_json(chain.findings, language) + "}";
}

}  // namespace kaohe
