// clang-format off
// made by bindings/c/script/generate.py from functions.toml: do not edit
#include "calls.hpp"
#include "functions.hpp"
#include "things.hpp"

#include <kaohe/kaohe_script.h>

using namespace kaohe::c::script;

int32_t kaohe_script_version(char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return version(); });
}

int32_t kaohe_script_version_w(uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return version(); });
}

int32_t kaohe_script_last_error(char* out, int32_t capacity) {
  return give_text<keep_error>(out, capacity, [&] { return last_error(); });
}

int32_t kaohe_script_last_error_w(uint16_t* out, int32_t capacity) {
  return give_text<keep_error>(out, capacity, [&] { return last_error(); });
}

int32_t kaohe_script_last_status(void) {
  return give_count<keep_error>([&] { return last_status(); });
}

int32_t kaohe_script_free(int64_t handle) {
  return give_status([&] { return free(handle); });
}

int64_t kaohe_script_scheme_load(const char* document, int32_t document_length) {
  return give_handle([&] { keep_findings(nullptr); return scheme_load(text_in(document, document_length, "document")); });
}

int64_t kaohe_script_scheme_load_w(const uint16_t* document, int32_t document_length) {
  return give_handle([&] { keep_findings(nullptr); return scheme_load(text_in(document, document_length, "document")); });
}

int64_t kaohe_script_scheme_read(const char* path, int32_t path_length) {
  return give_handle([&] { keep_findings(nullptr); return scheme_read(text_in(path, path_length, "path")); });
}

int64_t kaohe_script_scheme_read_w(const uint16_t* path, int32_t path_length) {
  return give_handle([&] { keep_findings(nullptr); return scheme_read(text_in(path, path_length, "path")); });
}

int32_t kaohe_script_scheme_text(int64_t scheme, const char* what, int32_t what_length, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return scheme_text(scheme, text_in(what, what_length, "what")); });
}

int32_t kaohe_script_scheme_text_w(int64_t scheme, const uint16_t* what, int32_t what_length, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return scheme_text(scheme, text_in(what, what_length, "what")); });
}

int64_t kaohe_script_findings(void) {
  return give_handle([&] { return findings(); });
}

int32_t kaohe_script_finding_count(int64_t findings) {
  return give_count([&] { return finding_count(findings); });
}

int32_t kaohe_script_finding_number(int64_t findings, int32_t index, const char* what, int32_t what_length) {
  return give_count([&] { return finding_number(findings, index, text_in(what, what_length, "what")); });
}

int32_t kaohe_script_finding_number_w(int64_t findings, int32_t index, const uint16_t* what, int32_t what_length) {
  return give_count([&] { return finding_number(findings, index, text_in(what, what_length, "what")); });
}

int32_t kaohe_script_finding_text(int64_t findings, int32_t index, const char* what, int32_t what_length, int32_t language, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return finding_text(findings, index, text_in(what, what_length, "what"), language); });
}

int32_t kaohe_script_finding_text_w(int64_t findings, int32_t index, const uint16_t* what, int32_t what_length, int32_t language, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return finding_text(findings, index, text_in(what, what_length, "what"), language); });
}

int64_t kaohe_script_evidence_new(void) {
  return give_handle([&] { return evidence_new(); });
}

int32_t kaohe_script_evidence_block(int64_t evidence, const char* table, int32_t table_length, const char* columns, int32_t columns_length, const double* values, int32_t rows, int32_t row_stride, int32_t column_stride) {
  return give_status([&] { return evidence_block(evidence, text_in(table, table_length, "table"), text_in(columns, columns_length, "columns"), values, rows, row_stride, column_stride); });
}

int32_t kaohe_script_evidence_block_w(int64_t evidence, const uint16_t* table, int32_t table_length, const uint16_t* columns, int32_t columns_length, const double* values, int32_t rows, int32_t row_stride, int32_t column_stride) {
  return give_status([&] { return evidence_block(evidence, text_in(table, table_length, "table"), text_in(columns, columns_length, "columns"), values, rows, row_stride, column_stride); });
}

int32_t kaohe_script_evidence_lines(int64_t evidence, const char* table, int32_t table_length, const char* column, int32_t column_length, const char* lines, int32_t lines_length) {
  return give_status([&] { return evidence_lines(evidence, text_in(table, table_length, "table"), text_in(column, column_length, "column"), text_in(lines, lines_length, "lines")); });
}

int32_t kaohe_script_evidence_lines_w(int64_t evidence, const uint16_t* table, int32_t table_length, const uint16_t* column, int32_t column_length, const uint16_t* lines, int32_t lines_length) {
  return give_status([&] { return evidence_lines(evidence, text_in(table, table_length, "table"), text_in(column, column_length, "column"), text_in(lines, lines_length, "lines")); });
}

int32_t kaohe_script_evidence_number(int64_t evidence, const char* table, int32_t table_length, int32_t row, const char* column, int32_t column_length, double number) {
  return give_status([&] { return evidence_number(evidence, text_in(table, table_length, "table"), row, text_in(column, column_length, "column"), number); });
}

int32_t kaohe_script_evidence_number_w(int64_t evidence, const uint16_t* table, int32_t table_length, int32_t row, const uint16_t* column, int32_t column_length, double number) {
  return give_status([&] { return evidence_number(evidence, text_in(table, table_length, "table"), row, text_in(column, column_length, "column"), number); });
}

int32_t kaohe_script_evidence_text(int64_t evidence, const char* table, int32_t table_length, int32_t row, const char* column, int32_t column_length, const char* text, int32_t text_length) {
  return give_status([&] { return evidence_text(evidence, text_in(table, table_length, "table"), row, text_in(column, column_length, "column"), text_in(text, text_length, "text")); });
}

int32_t kaohe_script_evidence_text_w(int64_t evidence, const uint16_t* table, int32_t table_length, int32_t row, const uint16_t* column, int32_t column_length, const uint16_t* text, int32_t text_length) {
  return give_status([&] { return evidence_text(evidence, text_in(table, table_length, "table"), row, text_in(column, column_length, "column"), text_in(text, text_length, "text")); });
}

int32_t kaohe_script_observe_number(int64_t evidence, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, double number) {
  return give_status([&] { return observe_number(evidence, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), number); });
}

int32_t kaohe_script_observe_number_w(int64_t evidence, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, double number) {
  return give_status([&] { return observe_number(evidence, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), number); });
}

int32_t kaohe_script_observe_text(int64_t evidence, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, const char* text, int32_t text_length) {
  return give_status([&] { return observe_text(evidence, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), text_in(text, text_length, "text")); });
}

int32_t kaohe_script_observe_text_w(int64_t evidence, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, const uint16_t* text, int32_t text_length) {
  return give_status([&] { return observe_text(evidence, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), text_in(text, text_length, "text")); });
}

int64_t kaohe_script_assess(int64_t scheme, int64_t evidence) {
  return give_handle([&] { keep_findings(nullptr); return assess(scheme, evidence); });
}

int32_t kaohe_script_update_number(int64_t assessment, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, double number) {
  return give_status([&] { keep_findings(nullptr); return update_number(assessment, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), number); });
}

int32_t kaohe_script_update_number_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, double number) {
  return give_status([&] { keep_findings(nullptr); return update_number(assessment, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), number); });
}

int32_t kaohe_script_update_text(int64_t assessment, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, const char* text, int32_t text_length) {
  return give_status([&] { keep_findings(nullptr); return update_text(assessment, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), text_in(text, text_length, "text")); });
}

int32_t kaohe_script_update_text_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, const uint16_t* text, int32_t text_length) {
  return give_status([&] { keep_findings(nullptr); return update_text(assessment, text_in(unit, unit_length, "unit"), text_in(indicator, indicator_length, "indicator"), text_in(period, period_length, "period"), text_in(text, text_length, "text")); });
}

int32_t kaohe_script_unit_count(int64_t assessment) {
  return give_count([&] { return unit_count(assessment); });
}

int32_t kaohe_script_unit(int64_t assessment, int32_t index, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return unit(assessment, index); });
}

int32_t kaohe_script_unit_w(int64_t assessment, int32_t index, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return unit(assessment, index); });
}

double kaohe_script_total(int64_t assessment, const char* unit, int32_t unit_length) {
  return give_number([&] { return total(assessment, text_in(unit, unit_length, "unit")); });
}

double kaohe_script_total_w(int64_t assessment, const uint16_t* unit, int32_t unit_length) {
  return give_number([&] { return total(assessment, text_in(unit, unit_length, "unit")); });
}

double kaohe_script_rank(int64_t assessment, const char* unit, int32_t unit_length) {
  return give_number([&] { return rank(assessment, text_in(unit, unit_length, "unit")); });
}

double kaohe_script_rank_w(int64_t assessment, const uint16_t* unit, int32_t unit_length) {
  return give_number([&] { return rank(assessment, text_in(unit, unit_length, "unit")); });
}

double kaohe_script_score(int64_t assessment, const char* unit, int32_t unit_length, const char* criterion, int32_t criterion_length) {
  return give_number([&] { return score(assessment, text_in(unit, unit_length, "unit"), text_in(criterion, criterion_length, "criterion")); });
}

double kaohe_script_score_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* criterion, int32_t criterion_length) {
  return give_number([&] { return score(assessment, text_in(unit, unit_length, "unit"), text_in(criterion, criterion_length, "criterion")); });
}

int32_t kaohe_script_grade(int64_t assessment, const char* unit, int32_t unit_length, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return grade(assessment, text_in(unit, unit_length, "unit")); });
}

int32_t kaohe_script_grade_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return grade(assessment, text_in(unit, unit_length, "unit")); });
}

int32_t kaohe_script_figure(int64_t assessment, const char* unit, int32_t unit_length, const char* column, int32_t column_length, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return figure(assessment, text_in(unit, unit_length, "unit"), text_in(column, column_length, "column")); });
}

int32_t kaohe_script_figure_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* column, int32_t column_length, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return figure(assessment, text_in(unit, unit_length, "unit"), text_in(column, column_length, "column")); });
}

int32_t kaohe_script_figures(int64_t assessment, const char* column, int32_t column_length, double* numbers, int32_t capacity) {
  return give_count([&] { return figures(assessment, text_in(column, column_length, "column"), numbers, capacity); });
}

int32_t kaohe_script_figures_w(int64_t assessment, const uint16_t* column, int32_t column_length, double* numbers, int32_t capacity) {
  return give_count([&] { return figures(assessment, text_in(column, column_length, "column"), numbers, capacity); });
}

int32_t kaohe_script_explain(int64_t assessment, const char* unit, int32_t unit_length, int32_t language, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return explain(assessment, text_in(unit, unit_length, "unit"), language); });
}

int32_t kaohe_script_explain_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, int32_t language, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return explain(assessment, text_in(unit, unit_length, "unit"), language); });
}

int32_t kaohe_script_assessment_json(int64_t assessment, char* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return assessment_json(assessment); });
}

int32_t kaohe_script_assessment_json_w(int64_t assessment, uint16_t* out, int32_t capacity) {
  return give_text(out, capacity, [&] { return assessment_json(assessment); });
}
