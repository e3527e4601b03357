// clang-format off
// made by bindings/c/script/generate.py from functions.toml: do not edit
#pragma once

// The bodies of kaohe_script.h, whatever the width of the caller's characters. What cannot be done is thrown as Refused.

#include <cstdint>
#include <string>

namespace kaohe::c::script {

std::string version();
std::string last_error();
std::int32_t last_status();
void free(std::int64_t handle);
std::int64_t scheme_load(const std::string& document);
std::int64_t scheme_read(const std::string& path);
std::string scheme_text(std::int64_t scheme, const std::string& what);
std::int64_t findings();
std::int32_t finding_count(std::int64_t findings);
std::int32_t finding_number(std::int64_t findings, std::int32_t index, const std::string& what);
std::string finding_text(std::int64_t findings, std::int32_t index, const std::string& what, std::int32_t language);
std::int64_t evidence_new();
void evidence_block(std::int64_t evidence, const std::string& table, const std::string& columns, const double* values, std::int32_t rows, std::int32_t row_stride, std::int32_t column_stride);
void evidence_lines(std::int64_t evidence, const std::string& table, const std::string& column, const std::string& lines);
void evidence_number(std::int64_t evidence, const std::string& table, std::int32_t row, const std::string& column, double number);
void evidence_text(std::int64_t evidence, const std::string& table, std::int32_t row, const std::string& column, const std::string& text);
void observe_number(std::int64_t evidence, const std::string& unit, const std::string& indicator, const std::string& period, double number);
void observe_text(std::int64_t evidence, const std::string& unit, const std::string& indicator, const std::string& period, const std::string& text);
std::int64_t assess(std::int64_t scheme, std::int64_t evidence);
void update_number(std::int64_t assessment, const std::string& unit, const std::string& indicator, const std::string& period, double number);
void update_text(std::int64_t assessment, const std::string& unit, const std::string& indicator, const std::string& period, const std::string& text);
std::int32_t unit_count(std::int64_t assessment);
std::string unit(std::int64_t assessment, std::int32_t index);
double total(std::int64_t assessment, const std::string& unit);
double rank(std::int64_t assessment, const std::string& unit);
double score(std::int64_t assessment, const std::string& unit, const std::string& criterion);
std::string grade(std::int64_t assessment, const std::string& unit);
std::string figure(std::int64_t assessment, const std::string& unit, const std::string& column);
std::int32_t figures(std::int64_t assessment, const std::string& column, double* numbers, std::int32_t capacity);
std::string explain(std::int64_t assessment, const std::string& unit, std::int32_t language);
std::string assessment_json(std::int64_t assessment);

}  // namespace kaohe::c::script
