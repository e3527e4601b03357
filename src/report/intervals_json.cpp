#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

using report::append_string;
using report::append_string_or_null;
using report::append_strings;

void append_number(std::string& out, const std::optional<Rational>& number) { out += number ? "\"" + number->text() + "\"" : "null"; }

void append_unit(std::string& out, const UnitInterval& unit, bool grouped) {
  append_string(out, unit.unit);
  out += ": {\"unit\": ";
  append_string(out, unit.unit);
  out += ", \"group\": ";
  if (grouped) append_string(out, unit.group);
  if (!grouped) out += "null";
  out += ", \"lowest\": ";
  append_number(out, unit.lowest);
  out += ", \"highest\": ";
  append_number(out, unit.highest);
  out += ", \"grades\": ";
  append_strings(out, unit.grades);
  out += std::string(", \"excluded\": ") + (unit.excluded ? "true" : "false");
  out += std::string(", \"may_be_excluded\": ") + (unit.may_be_excluded ? "true" : "false");
  out += ", \"missing\": ";
  append_strings(out, unit.missing);
  out += '}';
}

}  // namespace

std::string to_json(const Intervals& intervals) {
  std::string out = "{\"scheme\": ";
  append_string(out, intervals.scheme);
  out += ", \"period\": ";
  append_string_or_null(out, intervals.period);
  out += ", \"units\": {";
  for (const UnitInterval& unit : intervals.units) {
    out += &unit == &intervals.units.front() ? "\n " : ",\n ";
    append_unit(out, unit, intervals.grouped);
  }
  out += "\n}, \"findings\": [";
  for (const Finding& finding : intervals.findings) {
    out += &finding == &intervals.findings.front() ? "\n " : ",\n ";
    report::append_finding(out, finding);
  }
  return out + "]}";
}

}  // namespace kaohe
