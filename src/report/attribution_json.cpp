#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

using report::append_string;
using report::append_string_or_null;
using report::append_strings;

void append_part(std::string& out, const AttributionPart& part) {
  out += "{\"unit\": ";
  append_string(out, part.unit);
  out += ", \"criterion\": ";
  append_string(out, part.criterion);
  out += ", \"party\": ";
  append_string(out, part.party);
  out += ", \"person\": ";
  append_string_or_null(out, part.person);
  out += ", \"roles\": ";
  append_strings(out, part.roles);
  out += ", \"posts\": ";
  append_strings(out, part.posts);
  out += ", \"on\": ";
  append_string_or_null(out, part.on ? part.on->text() : "");
  out += ", \"lost\": \"" + part.lost.text() + "\", \"won\": \"" + part.won.text() + "\"}";
}

}  // namespace

std::string to_json(const Attribution& attribution, Language language) {
  std::string out = "{\"parts\": [";
  for (const AttributionPart& part : attribution.parts) {
    out += &part == &attribution.parts.front() ? "\n " : ",\n ";
    append_part(out, part);
  }
  return out + "], \"findings\": " + to_json(attribution.findings, language) + "}";
}

}  // namespace kaohe
