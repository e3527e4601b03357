#include <kaohe/number/column_text.hpp>
#include <kaohe/pins.hpp>
#include <kaohe/report.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

using report::append_string;
using report::append_string_or_null;
using report::append_strings;

void append_number(std::string& out, const NumberColumn& column, std::size_t row) {
  if (column.missing(row)) {
    out += "null";
    return;
  }
  out += '"';
  append_text(out, column, row);
  out += '"';
}

void append_rank(std::string& out, std::int64_t rank) { out += rank == 0 ? "null" : std::to_string(rank); }

/// `, "id": ` of every criterion, made once.
std::vector<std::string> score_keys(const Assessment& assessment) {
  std::vector<std::string> keys;
  for (const CriterionName& criterion : assessment.criteria) {
    std::string& key = keys.emplace_back(keys.empty() ? "" : ", ");
    append_string(key, criterion.id);
    key += ": ";
  }
  return keys;
}

using Scores = std::vector<NumberColumn>;

void append_scores(std::string& out, const Scores& scores, const std::vector<std::string>& keys, std::size_t row) {
  out += ", \"scores\": {";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    out += keys[i];
    append_number(out, scores[i], row);
  }
  out += '}';
}

void append_list(std::string& out, std::string_view key, const std::vector<std::string>& ids) {
  out += ", \"";
  out += key;
  out += "\": ";
  append_strings(out, ids);
}

void append_figures(std::string& out, const Assessment& assessment, std::size_t row) {
  out += ", \"base\": ";
  append_number(out, assessment.base, row);
  out += ", \"adjustments\": ";
  append_number(out, assessment.adjustments, row);
  out += ", \"total\": ";
  append_number(out, assessment.total, row);
  out += ", \"grade\": ";
  append_string_or_null(out, assessment.grades[row]);
  if (const auto computed = assessment.computed_grades.find(row); computed != assessment.computed_grades.end()) {
    out += ", \"grade_computed\": ";
    append_string(out, computed->second);
  }
  out += ", \"rank\": ";
  append_rank(out, assessment.ranks[row]);
}

void append_unit(std::string& out, const Assessment& assessment, const Scores& scores, const std::vector<std::string>& keys,
                 std::size_t row) {
  append_string(out, assessment.units[row]);
  out += ": {\"unit\": ";
  append_string(out, assessment.units[row]);
  out += ", \"group\": ";
  if (assessment.grouped) {
    append_string(out, assessment.groups[row]);
  } else {
    out += "null";
  }
  append_figures(out, assessment, row);
  append_list(out, "vetoes", assessment.vetoes[row]);
  append_list(out, "gates", assessment.gates[row]);
  append_list(out, "measures", assessment.measures[row]);
  append_scores(out, scores, keys, row);
  append_list(out, "missing", assessment.missing[row]);
  append_list(out, "not_applicable", assessment.not_applicable[row]);
  out += '}';
}

}  // namespace

std::string to_json(const Pins& pins) {
  std::string out = "{\"kaohe\": ";
  append_string(out, pins.kaohe);
  out += ", \"scheme\": ";
  append_string_or_null(out, pins.scheme);
  out += ", \"evidence\": ";
  append_string_or_null(out, pins.evidence);
  return out + "}";
}

std::string to_json(const Assessment& assessment) {
  const Pins pins = pins_of(assessment);
  const std::vector<std::string> keys = score_keys(assessment);
  const Scores& scores = assessment.scores();
  std::string out = "{\"scheme\": ";
  append_string(out, assessment.scheme);
  out += ", \"period\": ";
  append_string_or_null(out, assessment.period);
  out += ", \"made_by\": " + to_json(pins) + ", \"units\": {";
  for (std::size_t row = 0; row < assessment.units.size(); ++row) {
    out += row == 0 ? "\n " : ",\n ";
    append_unit(out, assessment, scores, keys, row);
  }
  out += "\n}, \"findings\": [";
  for (const Finding& finding : assessment.findings) {
    out += &finding == &assessment.findings.front() ? "\n " : ",\n ";
    report::append_finding(out, finding);
  }
  return out + "]}";
}

}  // namespace kaohe
