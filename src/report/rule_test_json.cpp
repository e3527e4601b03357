#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

using report::append_string;

void append_place(std::string& out, const SourceSpan& where) {
  out += ", \"file\": ";
  report::append_string_or_null(out, where.file);
  out += ", \"line\": " + std::to_string(where.line) + ", \"column\": " + std::to_string(where.column) +
         ", \"length\": " + std::to_string(where.length);
}

void append_outcome(std::string& out, const RuleTestOutcome& test, Language language) {
  out += "{\"name\": ";
  append_string(out, test.name);
  append_place(out, test.where);
  out += test.passed() ? ", \"passed\": true" : ", \"passed\": false";
  out += ", \"findings\": " + to_json(test.findings, language) + "}";
}

void append_reach(std::string& out, const Reach& part, Language language) {
  out += "{\"part\": ";
  append_string(out, name_of(part.part));
  out += ", \"words\": ";
  append_string(out, part.words.in(language));
  append_place(out, part.where);
}

}  // namespace

std::string to_json(const std::vector<Reach>& parts, Language language) {
  std::string out = "[";
  for (const Reach& part : parts) {
    out += &part == &parts.front() ? "\n " : ",\n ";
    append_reach(out, part, language);
    out += part.reached ? ", \"reached\": true}" : ", \"reached\": false}";
  }
  return out + "\n]";
}

std::string to_json(const RuleTestReport& report, Language language) {
  std::string out = report.passed() ? "{\"passed\": true, \"tests\": [" : "{\"passed\": false, \"tests\": [";
  for (const RuleTestOutcome& test : report.tests) {
    out += &test == &report.tests.front() ? "\n " : ",\n ";
    append_outcome(out, test, language);
  }
  out += "\n], \"reached\": " + std::to_string(report.reached()) + ", \"reachable\": " + std::to_string(report.reach.size()) +
         ", \"unreached\": [";
  std::string_view separator = "\n ";
  for (const Reach& part : report.reach) {
    if (part.reached) continue;
    out += separator;
    append_reach(out, part, language);
    out += '}';
    separator = ",\n ";
  }
  return out + "\n]}";
}

}  // namespace kaohe
