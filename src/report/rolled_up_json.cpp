#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

std::string_view name_of(Rollup how) {
  switch (how) {
    case Rollup::sum:
      return "sum";
    case Rollup::ratio:
      return "ratio";
    case Rollup::mean:
      return "mean";
    case Rollup::min:
      return "min";
    case Rollup::max:
      return "max";
    case Rollup::last:
      return "last";
  }
  return {};
}

void append_row(std::string& out, const RolledUp& up, const RolledIndicator& indicator, std::size_t row) {
  const auto value = indicator.value(row);
  out += "{\"value\": " + (value ? "\"" + value->text() + "\"" : "null") + ", \"missing\": ";
  report::append_strings(out, up.missing(indicator, row));
  out += '}';
}

void append_indicator(std::string& out, const RolledUp& up, const RolledIndicator& indicator) {
  report::append_string(out, indicator.id);
  out += ": {\"title\": ";
  report::append_string_or_null(out, indicator.title);
  out += ", \"rollup\": \"" + std::string(name_of(indicator.how)) + "\", \"all\": ";
  append_row(out, up, indicator, up.all());
  out += ", \"parties\": {";
  for (std::size_t row = 0; row < up.parties.size(); ++row) {
    out += row == 0 ? "\n  " : ",\n  ";
    report::append_string(out, up.parties[row]);
    out += ": ";
    append_row(out, up, indicator, row);
  }
  out += "}}";
}

}  // namespace

std::string to_json(const RolledUp& up) {
  std::string out = "{\"scheme\": ";
  report::append_string(out, up.scheme);
  out += ", \"period\": ";
  report::append_string_or_null(out, up.period);
  out += ", \"indicators\": {";
  for (const RolledIndicator& indicator : up.indicators) {
    out += &indicator == &up.indicators.front() ? "\n " : ",\n ";
    append_indicator(out, up, indicator);
  }
  out += "\n}, \"findings\": [";
  for (const Finding& finding : up.findings) {
    out += &finding == &up.findings.front() ? "\n " : ",\n ";
    report::append_finding(out, finding);
  }
  return out + "]}";
}

}  // namespace kaohe
