/* Calls every function of kaohe_script.h, rightly and wrongly, in UTF-8 and UTF-16. Figures are by hand. */
#include "check.h"

#include <kaohe/kaohe_script.h>

#include <math.h>
#include <stdlib.h>

/* A call that must give `nothing` (0, -1 or a NaN), leave a status behind, and a line that says `why`. */
#define FAILS(call, nothing, status, why)          \
  do {                                             \
    CHECK((call) == (nothing));                    \
    CHECK(kaohe_script_last_status() == (status)); \
    CHECK(strstr(last_error(), (why)) != NULL);    \
  } while (0)
#define FAILS_NAN(call, status, why) FAILS(isnan(call) != 0, 1, status, why)
#define TEXT(literal) literal, -1

enum { room = 4096 };

static const char document[] =
    "{kaohe: 1, id: schools, title: 学校考核, period: 2014, source: 教〔2014〕3号, missing: zero, criteria: [{id: rate, title: 入学率, "
    "points: "
    "60, rule: {slope: {at: 99%, worse: {each: 1pp, take: 5}}}}, {id: reading, title: 阅读, points: 40, rule: {proportion: {of: 40}}}], "
    "grades: [{name: 优秀, from: 90}, {name: 合格}]}";
static const char wrong[] = "{kaohe: 1, id: s, missing: zero,\ncriteria: [{id: a, points: 10, rule: {formul: x}}]}";

static const char* last_error(void) {
  static char line[room];
  CHECK(kaohe_script_last_error(line, room) < room);
  return line;
}

/* UTF-16 of what is below U+10000, which is all but one of the texts here. */
static const uint16_t* wide(const char* text) {
  static uint16_t units[room];
  int i = 0;
  for (; *text != '\0'; ++i) {
    const unsigned char first = (unsigned char)*text++;
    if (first < 0x80) {
      units[i] = first;
    } else if (first < 0xE0) {
      units[i] = (uint16_t)((first & 0x1F) << 6 | (text[0] & 0x3F));
      text += 1;
    } else {
      units[i] = (uint16_t)((first & 0x0F) << 12 | (text[0] & 0x3F) << 6 | (text[1] & 0x3F));
      text += 2;
    }
  }
  units[i] = 0;
  return units;
}

static int same_wide(const uint16_t* units, const char* text) {
  const uint16_t* wanted = wide(text);
  while (*units != 0 && *units == *wanted) ++units, ++wanted;
  return *units == *wanted;
}

/* Schools as in c_test.c: 一小 earns 60 + 40, 二小, half a point short of 99 %, 57.5 + 33, 三小 nothing. */
static int64_t evidence_by_cell(void) {
  const int64_t evidence = kaohe_script_evidence_new();
  CHECK(evidence > 0 && evidence < (int64_t)1 << 53);
  CHECK(kaohe_script_evidence_text(evidence, TEXT("observations"), 1, TEXT("unit"), TEXT("一小")) == 0);
  CHECK(kaohe_script_evidence_number(evidence, TEXT("observations"), 1, TEXT("rate"), 0.992) == 0);
  CHECK(kaohe_script_evidence_number(evidence, TEXT("observations"), 1, TEXT("reading"), 42) == 0);
  CHECK(kaohe_script_evidence_text(evidence, TEXT("observations"), 3, TEXT("unit"), TEXT("三小")) == 0);
  CHECK(kaohe_script_evidence_text(evidence, TEXT("observations"), 2, TEXT("unit"), TEXT("二小")) == 0);
  CHECK(kaohe_script_evidence_text(evidence, TEXT("observations"), 2, TEXT("rate"), TEXT("98.5%")) == 0);
  CHECK(kaohe_script_evidence_number(evidence, TEXT("observations"), 2, TEXT("reading"), 33) == 0);
  CHECK(kaohe_script_evidence_number(evidence, TEXT("observations"), 3, TEXT("reading"), NAN) == 0);
  return evidence;
}

static int64_t assessed_by(int64_t evidence) {
  const int64_t scheme = kaohe_script_scheme_load(TEXT(document));
  const int64_t assessment = kaohe_script_assess(scheme, evidence);
  CHECK(scheme > 0 && assessment > 0 && scheme != assessment);
  CHECK(kaohe_script_free(scheme) == 0 && kaohe_script_free(evidence) == 0); /* the assessment stands alone */
  return assessment;
}

static void the_library_says_what_it_is(void) {
  char text[room];
  uint16_t units[room];
  CHECK(kaohe_script_version(text, room) == (int32_t)strlen(kaohe_version()) && strcmp(text, kaohe_version()) == 0);
  CHECK(kaohe_script_version_w(units, room) == (int32_t)strlen(kaohe_version()) && same_wide(units, kaohe_version()));
  CHECK(kaohe_script_last_status() == 0);
  CHECK(kaohe_can("script") == 1);
}

static void a_scheme_tells_about_itself(void) {
  char text[room];
  uint16_t units[room];
  const int64_t scheme = kaohe_script_scheme_load(document, (int32_t)strlen(document));
  const int64_t other = kaohe_script_scheme_load_w(wide(document), -1);
  CHECK(scheme > 0 && other > 0);
  CHECK(kaohe_script_scheme_text(scheme, TEXT("title"), text, room) == 12 && strcmp(text, "学校考核") == 0);
  CHECK(kaohe_script_scheme_text_w(other, wide("title"), 5, units, room) == 4 && same_wide(units, "学校考核"));
  CHECK(kaohe_script_scheme_text(scheme, TEXT("id"), text, room) == 7 && kaohe_script_scheme_text(scheme, TEXT("period"), text, room) == 4);
  CHECK(kaohe_script_scheme_text(scheme, TEXT("source"), text, room) > 0);
  FAILS(kaohe_script_scheme_text(scheme, TEXT("titel"), text, room), -1, KAOHE_E_NOT_FOUND, "titel");
  FAILS(kaohe_script_scheme_read(TEXT("no/such/file.yaml")), 0, KAOHE_E_FILE, "no/such/file.yaml");
  FAILS(kaohe_script_scheme_read_w(wide("没有.yaml"), -1), 0, KAOHE_E_FILE, "没有.yaml");
  FAILS(kaohe_script_scheme_load(NULL, 5), 0, KAOHE_E_ARGUMENT, "document");
  FAILS(kaohe_script_scheme_load(document, -2), 0, KAOHE_E_ARGUMENT, "length");
  FAILS(kaohe_script_scheme_load(NULL, 0), 0, KAOHE_E_DOCUMENT, "findings");
  CHECK(kaohe_script_free(scheme) == 0 && kaohe_script_free(other) == 0 && kaohe_script_free(0) == 0);
}

static void a_scheme_is_read_from_a_file(void) {
  FILE* file = fopen("script_test.yaml", "wb");
  int64_t scheme;
  CHECK(file != NULL && fputs(document, file) >= 0 && fclose(file) == 0);
  scheme = kaohe_script_scheme_read(TEXT("script_test.yaml"));
  CHECK(scheme > 0 && kaohe_script_free(scheme) == 0);
  scheme = kaohe_script_scheme_read_w(wide("script_test.yaml"), 16);
  CHECK(scheme > 0 && kaohe_script_free(scheme) == 0);
  remove("script_test.yaml");
}

static void findings_have_their_line_and_column(void) {
  char text[room];
  uint16_t units[room];
  int64_t findings;
  FAILS(kaohe_script_scheme_load(TEXT(wrong)), 0, KAOHE_E_DOCUMENT, "findings");
  findings = kaohe_script_findings();
  CHECK(findings > 0 && kaohe_script_finding_count(findings) >= 1);
  /* `formul` begins in the 39th character of the second line */
  CHECK(kaohe_script_finding_number(findings, 1, TEXT("line")) == 2);
  CHECK(kaohe_script_finding_number_w(findings, 1, wide("column"), -1) == 39);
  CHECK(kaohe_script_finding_number(findings, 1, TEXT("length")) == 6 && kaohe_script_finding_number(findings, 1, TEXT("row")) == 0);
  CHECK(kaohe_script_finding_number(findings, 1, TEXT("severity")) == KAOHE_ERROR);
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("code"), KAOHE_EN, text, room) == 5 && text[0] == 'K');
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("all"), KAOHE_EN, text, room) > 20 && strstr(text, "<text>:2:39") != NULL);
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("message"), KAOHE_ZH, text, room) > 0);
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("hint"), KAOHE_ZH, text, room) > 0);
  CHECK(kaohe_script_finding_text_w(findings, 1, wide("file"), -1, KAOHE_EN, units, room) == 6 && same_wide(units, "<text>"));
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("table"), KAOHE_EN, text, room) == 0 && text[0] == '\0');
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("table_column"), KAOHE_EN, text, room) == 0);
  FAILS(kaohe_script_finding_number(findings, 0, TEXT("line")), -1, KAOHE_E_ARGUMENT, "index");
  FAILS(kaohe_script_finding_number(findings, 999, TEXT("line")), -1, KAOHE_E_ARGUMENT, "index");
  FAILS(kaohe_script_finding_number(findings, 1, TEXT("lines")), -1, KAOHE_E_NOT_FOUND, "lines");
  FAILS(kaohe_script_finding_text(findings, 1, TEXT("lines"), KAOHE_EN, text, room), -1, KAOHE_E_NOT_FOUND, "lines");
  FAILS(kaohe_script_finding_text(findings, 1, TEXT("all"), 2, text, room), -1, KAOHE_E_ARGUMENT, "language");
  FAILS(kaohe_script_finding_text(findings, 2000000000, TEXT("all"), 0, text, room), -1, KAOHE_E_ARGUMENT, "index");
  CHECK(kaohe_script_free(findings) == 0);
}

static void wrong_tables_have_findings_with_their_row(void) {
  char text[room];
  const int64_t scheme = kaohe_script_scheme_load(TEXT(document));
  const int64_t evidence = evidence_by_cell();
  int64_t findings;
  CHECK(kaohe_script_evidence_text(evidence, TEXT("observations"), 3, TEXT("rate"), TEXT("many")) == 0);
  FAILS(kaohe_script_assess(scheme, evidence), 0, KAOHE_E_EVIDENCE, "findings");
  findings = kaohe_script_findings();
  CHECK(kaohe_script_finding_number(findings, 1, TEXT("row")) == 3 && kaohe_script_finding_number(findings, 1, TEXT("line")) == 0);
  FAILS(kaohe_script_assess(0, evidence), 0, KAOHE_E_ARGUMENT, "scheme");
  FAILS(kaohe_script_findings(), 0, KAOHE_E_NOT_FOUND, "could not begin to");
  FAILS(kaohe_script_scheme_load(TEXT(wrong)), 0, KAOHE_E_DOCUMENT, "findings");
  FAILS(kaohe_script_scheme_load(TEXT("\xB0")), 0, KAOHE_E_ARGUMENT, "UTF-8");
  FAILS(kaohe_script_findings(), 0, KAOHE_E_NOT_FOUND, "could not begin to");
  FAILS(kaohe_script_scheme_read(TEXT("there is no such file")), 0, KAOHE_E_FILE, "no such file");
  FAILS(kaohe_script_findings(), 0, KAOHE_E_NOT_FOUND, "could not begin to");
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("table"), KAOHE_EN, text, room) == 12 && strcmp(text, "observations") == 0);
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("table_column"), KAOHE_EN, text, room) == 4 && strcmp(text, "rate") == 0);
  CHECK(kaohe_script_free(findings) == 0 && kaohe_script_free(evidence) == 0 && kaohe_script_free(scheme) == 0);
}

/* 二小 gets to 99 %, of which 60 are given, and of its lessons nothing is known; then 20 of 40. */
static void an_update_is_as_if_the_tables_had_held_it(void) {
  const int32_t refused = KAOHE_E_ARGUMENT;
  char text[room];
  int64_t findings;
  const int64_t assessment = assessed_by(evidence_by_cell());
  CHECK(kaohe_script_update_text(assessment, TEXT("二小"), TEXT("rate"), TEXT("2014"), TEXT("99%")) == 0);
  CHECK(kaohe_script_total(assessment, TEXT("二小")) == 93 && kaohe_script_total(assessment, TEXT("一小")) == 100);
  CHECK(kaohe_script_update_number(assessment, TEXT("二小"), TEXT("reading"), NULL, 0, NAN) == 0);
  CHECK(kaohe_script_total(assessment, TEXT("二小")) == 60);
  CHECK(kaohe_script_figure(assessment, TEXT("二小"), TEXT("missing"), text, room) == 7 && strcmp(text, "reading") == 0);
  CHECK(kaohe_script_update_number(assessment, TEXT("二小"), TEXT("reading@2014"), NULL, 0, 20) == 0);
  CHECK(kaohe_script_update_text(assessment, TEXT("三小"), TEXT("rate"), NULL, 0, TEXT("")) == 0); /* as it was */
  CHECK(kaohe_script_total(assessment, TEXT("二小")) == 80 && kaohe_script_total(assessment, TEXT("三小")) == 0);
  CHECK(kaohe_script_unit_count(assessment) == 3 && kaohe_script_unit(assessment, 2, text, room) == 6 && strcmp(text, "二小") == 0);
  CHECK(kaohe_script_explain(assessment, TEXT("二小"), KAOHE_ZH, text, room) > 0 && strstr(text, "reading = 20") != NULL);
  CHECK(kaohe_script_assessment_json(assessment, text, room) > 0 && strstr(text, "\"total\": \"80\"") != NULL);

  FAILS(kaohe_script_update_number(assessment, TEXT("四小"), TEXT("reading"), TEXT(""), 1), KAOHE_E_EVIDENCE, KAOHE_E_EVIDENCE, "findings");
  findings = kaohe_script_findings();
  CHECK(kaohe_script_finding_count(findings) == 1 && kaohe_script_finding_number(findings, 1, TEXT("row")) == 1);
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("code"), KAOHE_EN, text, room) == 5 && strcmp(text, "K0704") == 0);
  CHECK(kaohe_script_finding_text(findings, 1, TEXT("table"), KAOHE_EN, text, room) == 7 && strcmp(text, "changes") == 0);
  CHECK(kaohe_script_free(findings) == 0);
  FAILS(kaohe_script_update_text(assessment, TEXT("二小"), TEXT("reading"), TEXT("2013"), TEXT("1")), KAOHE_E_EVIDENCE, KAOHE_E_EVIDENCE,
        "findings");
  FAILS(kaohe_script_update_number(assessment, TEXT(""), TEXT("reading"), TEXT(""), 1), refused, refused, "unit");
  FAILS(kaohe_script_update_number(assessment, TEXT("二小"), NULL, 0, TEXT(""), 1), refused, refused, "indicator");
  FAILS(kaohe_script_update_number(assessment, TEXT("二小"), TEXT("reading"), TEXT(""), HUGE_VAL), refused, refused, "finite");
  FAILS(kaohe_script_update_text(assessment, TEXT("\xFF"), TEXT("reading"), TEXT(""), TEXT("1")), refused, refused, "unit is no UTF-8");
  FAILS(kaohe_script_findings(), 0, KAOHE_E_NOT_FOUND, "could not begin to");
  CHECK(kaohe_script_total(assessment, TEXT("二小")) == 80);
  CHECK(kaohe_script_free(assessment) == 0);
}

static void an_update_comes_in_wide_characters(void) {
  static const uint16_t unit[] = {0x4E8C, 0x5C0F, 0}; /* 二小 */
  static const uint16_t rate[] = {'r', 'a', 't', 'e', 0}, year[] = {'2', '0', '1', '4'};
  const int64_t assessment = assessed_by(evidence_by_cell());
  CHECK(kaohe_script_update_number_w(assessment, unit, -1, rate, 4, year, 4, 0.99) == 0);
  CHECK(kaohe_script_total(assessment, TEXT("二小")) == 93);
  CHECK(kaohe_script_update_text_w(assessment, unit, 2, rate, -1, NULL, 0, wide("98%"), 3) == 0);
  CHECK(kaohe_script_total_w(assessment, unit, 2) == 88);
  CHECK(kaohe_script_free(assessment) == 0);
}

static void every_unit_has_its_figures(void) {
  char text[room];
  uint16_t units[room];
  double totals[3] = {-1, -1, -1};
  const int64_t assessment = assessed_by(evidence_by_cell());
  CHECK(kaohe_script_unit_count(assessment) == 3);
  CHECK(kaohe_script_unit(assessment, 2, text, room) == 6 && strcmp(text, "二小") == 0);
  CHECK(kaohe_script_unit_w(assessment, 3, units, room) == 2 && same_wide(units, "三小"));
  CHECK(kaohe_script_total(assessment, TEXT("一小")) == 100 && kaohe_script_total_w(assessment, wide("二小"), 2) == 90.5);
  CHECK(kaohe_script_rank(assessment, TEXT("二小")) == 2 && kaohe_script_rank_w(assessment, wide("三小"), -1) == 3);
  CHECK(kaohe_script_score(assessment, TEXT("二小"), TEXT("rate")) == 57.5);
  CHECK(kaohe_script_grade(assessment, TEXT("一小"), text, room) == 6 && strcmp(text, "优秀") == 0);
  CHECK(kaohe_script_grade_w(assessment, wide("三小"), 2, units, room) == 2 && same_wide(units, "合格"));
  CHECK(kaohe_script_figure(assessment, TEXT("二小"), TEXT("total"), text, room) == 4 && strcmp(text, "90.5") == 0);
  CHECK(kaohe_script_figure(assessment, TEXT("三小"), TEXT("missing"), text, room) == 12 && strcmp(text, "rate;reading") == 0);
  CHECK(kaohe_script_figure(assessment, TEXT("一小"), TEXT("missing"), text, room) == 0 && kaohe_script_last_status() == 0);
  CHECK(kaohe_script_figures(assessment, TEXT("total"), totals, 3) == 3 && totals[0] == 100 && totals[1] == 90.5 && totals[2] == 0);
  totals[0] = -1;
  CHECK(kaohe_script_figures_w(assessment, wide("total"), 5, totals, 2) == 3 && totals[0] == -1);
  CHECK(kaohe_script_figures_w(assessment, wide("total"), 5, NULL, 0) == 3);
  CHECK(kaohe_script_explain(assessment, TEXT("二小"), KAOHE_ZH, text, room) > 0 && strstr(text, "57.5") != NULL);
  CHECK(kaohe_script_explain_w(assessment, wide("二小"), 2, KAOHE_EN, units, room) > 0);
  CHECK(kaohe_script_assessment_json(assessment, text, room) > 0 && strstr(text, "\"total\": \"90.5\"") != NULL);
  CHECK(kaohe_script_assessment_json_w(assessment, units, room) > 0);
  CHECK(kaohe_script_free(assessment) == 0);
}

/* The two functions that take two texts in UTF-16: the second may not overwrite what wide() made of the first. */
static void two_wide_texts_go_in_together(void) {
  uint16_t unit[3] = {0x4E8C, 0x5C0F, 0}; /* 二小 */
  uint16_t units[room];
  const int64_t assessment = assessed_by(evidence_by_cell());
  CHECK(kaohe_script_score_w(assessment, unit, 2, wide("reading"), 7) == 33);
  CHECK(kaohe_script_figure_w(assessment, unit, -1, wide("base"), -1, units, room) == 4 && same_wide(units, "90.5"));
  CHECK(kaohe_script_free(assessment) == 0);
}

static void figures_that_are_not_there_are_told_from_failures(void) {
  char text[room];
  double totals[3];
  const int64_t assessment = assessed_by(evidence_by_cell());
  FAILS_NAN(kaohe_script_total(assessment, TEXT("二小学")), KAOHE_E_NOT_FOUND, "二小");
  FAILS_NAN(kaohe_script_rank(assessment, NULL, 0), KAOHE_E_NOT_FOUND, "unit");
  FAILS_NAN(kaohe_script_score(assessment, TEXT("二小"), TEXT("no such")), KAOHE_E_NOT_FOUND, "no such");
  FAILS_NAN(kaohe_script_total(assessment, NULL, 3), KAOHE_E_ARGUMENT, "NULL");
  FAILS(kaohe_script_unit(assessment, 0, text, room), -1, KAOHE_E_ARGUMENT, "index 0");
  FAILS(kaohe_script_unit(assessment, 4, text, room), -1, KAOHE_E_ARGUMENT, "index 4");
  FAILS(kaohe_script_grade(assessment, TEXT("四小"), text, room), -1, KAOHE_E_NOT_FOUND, "四小");
  FAILS(kaohe_script_figure(assessment, TEXT("二小"), TEXT("totl"), text, room), -1, KAOHE_E_NOT_FOUND, "totl");
  FAILS(kaohe_script_figures(assessment, TEXT("totl"), totals, 3), -1, KAOHE_E_NOT_FOUND, "totl");
  FAILS(kaohe_script_figures(assessment, TEXT("total"), NULL, 3), -1, KAOHE_E_ARGUMENT, "numbers");
  FAILS(kaohe_script_figures(assessment, TEXT("total"), totals, -1), -1, KAOHE_E_ARGUMENT, "capacity");
  FAILS(kaohe_script_explain(assessment, TEXT("二小"), 5, text, room), -1, KAOHE_E_ARGUMENT, "language");
  CHECK(kaohe_script_total(assessment, TEXT("二小")) == 90.5 && kaohe_script_last_status() == 0);
  CHECK(strstr(last_error(), "language") != NULL); /* of the last that failed */
  CHECK(kaohe_script_free(assessment) == 0);
}

/* The same two columns by rows, by columns, and the rest of the ways in. */
static void evidence_comes_in_many_ways(void) {
  static const double by_rows[] = {0.99, 40, 0.98, 20};
  static const double by_columns[] = {0.99, 0.98, 40, 20};
  int way;
  for (way = 0; way < 6; ++way) {
    const int64_t evidence = kaohe_script_evidence_new();
    int64_t assessment;
    if (way < 3) CHECK(kaohe_script_evidence_lines(evidence, TEXT("observations"), TEXT("unit"), TEXT("a\nb\n")) == 0);
    if (way == 0) CHECK(kaohe_script_evidence_block(evidence, TEXT("observations"), TEXT("rate\nreading"), by_rows, 2, 2, 1) == 0);
    if (way == 1) CHECK(kaohe_script_evidence_block(evidence, TEXT("observations"), TEXT("rate\r\nreading\r\n"), by_columns, 2, 1, 2) == 0);
    if (way == 2) { /* backwards */
      CHECK(kaohe_script_evidence_block(evidence, TEXT("observations"), TEXT("reading\nrate"), by_columns + 2, 2, 1, -2) == 0);
    }
    if (way == 3) {
      CHECK(kaohe_script_observe_number(evidence, TEXT("a"), TEXT("rate"), NULL, 0, 0.99) == 0);
      CHECK(kaohe_script_observe_number(evidence, TEXT("a"), TEXT("reading"), TEXT("2014"), 40) == 0);
      CHECK(kaohe_script_observe_text(evidence, TEXT("b"), TEXT("rate"), TEXT(""), TEXT("98%")) == 0);
      CHECK(kaohe_script_observe_text(evidence, TEXT("b"), TEXT("reading"), TEXT("2014"), TEXT("20")) == 0);
    }
    if (way == 4) { /* all of it as text, and an empty line that a cell fills in */
      CHECK(kaohe_script_evidence_lines(evidence, TEXT("observations"), TEXT("unit"), TEXT("a\n\n")) == 0);
      CHECK(kaohe_script_evidence_text(evidence, TEXT("observations"), 2, TEXT("unit"), TEXT("b")) == 0);
      CHECK(kaohe_script_evidence_lines(evidence, TEXT("observations"), TEXT("rate"), TEXT("99%\n98%")) == 0);
      CHECK(kaohe_script_evidence_lines(evidence, TEXT("observations"), TEXT("reading"), TEXT("40\n20")) == 0);
    }
    if (way == 5) { /* twice: what is set last holds */
      CHECK(kaohe_script_evidence_lines(evidence, TEXT("observations"), TEXT("unit"), TEXT("x\ny\n")) == 0);
      CHECK(kaohe_script_evidence_block(evidence, TEXT("observations"), TEXT("reading\nrate"), by_rows, 2, 2, 1) == 0);
      CHECK(kaohe_script_evidence_lines(evidence, TEXT("observations"), TEXT("unit"), TEXT("a\nb\n")) == 0);
      CHECK(kaohe_script_evidence_block(evidence, TEXT("observations"), TEXT("rate\nreading"), by_rows, 2, 2, 1) == 0);
    }
    assessment = assessed_by(evidence);
    CHECK(kaohe_script_total(assessment, TEXT("a")) == 100 && kaohe_script_total(assessment, TEXT("b")) == 75);
    CHECK(kaohe_script_free(assessment) == 0);
  }
}

static void evidence_comes_in_wide_characters(void) {
  static const uint16_t table[] = {'o', 'b', 's', 'e', 'r', 'v', 'a', 't', 'i', 'o', 'n', 's', 0};
  static const uint16_t unit[] = {'u', 'n', 'i', 't'}, rate[] = {'r', 'a', 't', 'e'}, reading[] = {'r', 'e', 'a', 'd', 'i', 'n', 'g'};
  static const uint16_t ext_b[] = {0xD842, 0xDFB7, 0}; /* 𠮷, of two units */
  static const double block[] = {0.99};
  char text[room];
  uint16_t units[3] = {7, 7, 7};
  int64_t evidence = kaohe_script_evidence_new();
  int64_t assessment;
  CHECK(kaohe_script_evidence_lines_w(evidence, table, -1, unit, 4, wide("甲\n乙"), 3) == 0);
  CHECK(kaohe_script_evidence_text_w(evidence, table, 12, 1, unit, 4, ext_b, 2) == 0);
  CHECK(kaohe_script_evidence_block_w(evidence, table, 12, rate, 4, block, 1, 1, 1) == 0);
  CHECK(kaohe_script_evidence_number_w(evidence, table, 12, 1, reading, 7, 40) == 0);
  assessment = assessed_by(evidence);
  CHECK(kaohe_script_total_w(assessment, ext_b, -1) == 100 && kaohe_script_total(assessment, TEXT("\xF0\xA0\xAE\xB7")) == 100);
  CHECK(kaohe_script_unit(assessment, 1, text, room) == 4);
  CHECK(kaohe_script_unit_w(assessment, 1, units, 3) == 2 && units[0] == 0xD842 && units[1] == 0xDFB7 && units[2] == 0);
  units[0] = 7;
  CHECK(kaohe_script_unit_w(assessment, 1, units, 1) == 2 && units[0] == 0); /* no room for both: none of it, and a NUL */
  CHECK(kaohe_script_free(assessment) == 0);
  evidence = kaohe_script_evidence_new();
  CHECK(kaohe_script_observe_number_w(evidence, ext_b, 2, rate, 4, NULL, 0, 0.99) == 0);
  CHECK(kaohe_script_observe_text_w(evidence, ext_b, 2, reading, 7, NULL, 0, wide("20"), 2) == 0);
  assessment = assessed_by(evidence);
  CHECK(kaohe_script_total_w(assessment, ext_b, 2) == 80); /* 60 + half of 40 */
  CHECK(kaohe_script_free(assessment) == 0);
}

static void evidence_that_cannot_be_is_refused(void) {
  static const double values[] = {1, HUGE_VAL};
  const int64_t it = kaohe_script_evidence_new();
  FAILS(kaohe_script_evidence_number(it, TEXT("observation"), 1, TEXT("a"), 1), KAOHE_E_NOT_FOUND, KAOHE_E_NOT_FOUND, "observations");
  FAILS(kaohe_script_evidence_number(it, TEXT("events"), 0, TEXT("a"), 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "row");
  FAILS(kaohe_script_evidence_number(it, TEXT("events"), 1048577, TEXT("a"), 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "row");
  FAILS(kaohe_script_evidence_number(it, TEXT("events"), 1, TEXT("a"), -HUGE_VAL), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "finite");
  FAILS(kaohe_script_evidence_number(it, TEXT("events"), 1, TEXT(""), 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "name");
  FAILS(kaohe_script_evidence_text(it, TEXT("events"), -5, TEXT("a"), TEXT("b")), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "row");
  FAILS(kaohe_script_evidence_text(it, TEXT("events"), 1, NULL, 1, TEXT("b")), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "column");
  FAILS(kaohe_script_evidence_lines(it, TEXT("event"), TEXT("a"), TEXT("b")), KAOHE_E_NOT_FOUND, KAOHE_E_NOT_FOUND, "events");
  FAILS(kaohe_script_evidence_block(it, TEXT("events"), TEXT("a\nb"), values, 1, 2, 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "finite");
  FAILS(kaohe_script_evidence_block(it, TEXT("events"), TEXT("a\na"), values, 1, 2, 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "names");
  FAILS(kaohe_script_evidence_block(it, TEXT("events"), TEXT("a\n\nb"), values, 0, 2, 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "name");
  FAILS(kaohe_script_evidence_block(it, TEXT("events"), TEXT("a"), NULL, 1, 2, 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "values");
  FAILS(kaohe_script_evidence_block(it, TEXT("events"), TEXT("a"), values, -1, 2, 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "rows");
  FAILS(kaohe_script_observe_number(it, TEXT(""), TEXT("a"), TEXT(""), 1), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "unit");
  FAILS(kaohe_script_observe_number(it, TEXT("u"), TEXT("a"), TEXT(""), HUGE_VAL), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "finite");
  FAILS(kaohe_script_observe_text(it, TEXT("u"), NULL, 0, TEXT(""), TEXT("1")), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "indicator");
  CHECK(kaohe_script_free(it) == 0);
}

static void texts_that_are_none_are_refused(void) {
  static const uint16_t high[] = {'a', 0xD842}, low[] = {0xDFB7, 'a'}, turned[] = {0xDFB7, 0xD842, 0}, within[] = {'a', 0, 'b'};
  static const char* const broken[] = {"\xFF", "\xE4\xB8", "\xED\xA0\x80" /* a surrogate */, "\xC0\x80" /* a NUL too long */,
                                       "\xF4\x90\x80\x80"};
  const int64_t assessment = assessed_by(evidence_by_cell());
  int i;
  for (i = 0; i < 5; ++i) FAILS_NAN(kaohe_script_total(assessment, TEXT(broken[i])), KAOHE_E_ARGUMENT, "unit is no UTF-8");
  FAILS_NAN(kaohe_script_total(assessment, "一小", 4), KAOHE_E_ARGUMENT, "unit is no UTF-8"); /* cut within a character */
  FAILS_NAN(kaohe_script_total_w(assessment, high, 2), KAOHE_E_ARGUMENT, "unit is no UTF-16");
  FAILS_NAN(kaohe_script_total_w(assessment, low, 2), KAOHE_E_ARGUMENT, "unit is no UTF-16");
  FAILS_NAN(kaohe_script_total_w(assessment, turned, -1), KAOHE_E_ARGUMENT, "unit is no UTF-16");
  FAILS_NAN(kaohe_script_total_w(assessment, within, 3), KAOHE_E_ARGUMENT, "NUL");
  FAILS_NAN(kaohe_script_total(assessment, "一小\0x", 8), KAOHE_E_ARGUMENT, "NUL");
  FAILS_NAN(kaohe_script_total_w(assessment, NULL, 1), KAOHE_E_ARGUMENT, "NULL");
  FAILS_NAN(kaohe_script_total_w(assessment, NULL, -1), KAOHE_E_ARGUMENT, "NULL");
  FAILS_NAN(kaohe_script_total_w(assessment, high, -7), KAOHE_E_ARGUMENT, "length");
  FAILS(kaohe_script_scheme_load_w(low, 2), 0, KAOHE_E_ARGUMENT, "document is no UTF-16");
  FAILS(kaohe_script_scheme_load("\xFF", 1), 0, KAOHE_E_ARGUMENT, "document is no UTF-8");
  CHECK(kaohe_script_free(assessment) == 0);
}

/* 一小 is six bytes; what has no room is cut before a character, and what lies behind the room is not touched. */
static void texts_are_cut_between_characters(void) {
  const int64_t assessment = assessed_by(evidence_by_cell());
  int32_t capacity;
  for (capacity = 0; capacity <= 8; ++capacity) {
    static const size_t written[] = {0, 0, 0, 3, 3, 3, 6, 6, 6};
    char text[9];
    memset(text, 'x', sizeof text);
    CHECK(kaohe_script_unit(assessment, 1, text, capacity) == 6);
    CHECK(memcmp(text, "一小", written[capacity]) == 0);
    CHECK(text[written[capacity]] == ((size_t)capacity > written[capacity] ? '\0' : 'x'));
    CHECK(text[8] == 'x' && text[capacity] == 'x');
  }
  CHECK(kaohe_script_unit(assessment, 1, NULL, 0) == 6 && kaohe_script_unit_w(assessment, 1, NULL, 0) == 2);
  FAILS(kaohe_script_unit(assessment, 1, NULL, 3), -1, KAOHE_E_ARGUMENT, "out");
  FAILS(kaohe_script_unit_w(assessment, 1, NULL, 3), -1, KAOHE_E_ARGUMENT, "out");
  FAILS(kaohe_script_version(NULL, -1), -1, KAOHE_E_ARGUMENT, "capacity");
  FAILS(kaohe_script_last_error_w(NULL, -1), -1, KAOHE_E_ARGUMENT, "capacity");
  CHECK(kaohe_script_free(assessment) == 0);
}

static void the_last_error_is_told_in_wide_characters(void) {
  uint16_t units[room];
  FAILS(kaohe_script_scheme_read(TEXT("没有.yaml")), 0, KAOHE_E_FILE, "没有.yaml");
  CHECK(kaohe_script_last_error_w(units, room) == 19 && same_wide(units, "cannot read 没有.yaml"));
  CHECK(kaohe_script_last_status() == KAOHE_E_FILE); /* asking changes nothing */
}

/* Every function that takes a handle, with each wrong one. */
static void try_all(int64_t wrong_handle, const char* why) {
  char text[room];
  double number;
  const int64_t scheme = kaohe_script_scheme_load(TEXT(document));
  const int32_t refused = KAOHE_E_ARGUMENT;
  if (wrong_handle != 0) FAILS(kaohe_script_free(wrong_handle), refused, refused, why);
  FAILS(kaohe_script_scheme_text(wrong_handle, TEXT("id"), text, room), -1, refused, why);
  FAILS(kaohe_script_finding_count(wrong_handle), -1, refused, why);
  FAILS(kaohe_script_finding_number(wrong_handle, 1, TEXT("line")), -1, refused, why);
  FAILS(kaohe_script_finding_text(wrong_handle, 1, TEXT("all"), 0, text, room), -1, refused, why);
  FAILS(kaohe_script_evidence_block(wrong_handle, TEXT("events"), TEXT("a"), &number, 0, 1, 1), refused, refused, why);
  FAILS(kaohe_script_evidence_lines(wrong_handle, TEXT("events"), TEXT("a"), TEXT("b")), refused, refused, why);
  FAILS(kaohe_script_evidence_number(wrong_handle, TEXT("events"), 1, TEXT("a"), 1), refused, refused, why);
  FAILS(kaohe_script_evidence_text(wrong_handle, TEXT("events"), 1, TEXT("a"), TEXT("b")), refused, refused, why);
  FAILS(kaohe_script_observe_number(wrong_handle, TEXT("u"), TEXT("a"), TEXT(""), 1), refused, refused, why);
  FAILS(kaohe_script_observe_text(wrong_handle, TEXT("u"), TEXT("a"), TEXT(""), TEXT("1")), refused, refused, why);
  FAILS(kaohe_script_assess(wrong_handle, wrong_handle), 0, refused, why);
  FAILS(kaohe_script_assess(scheme, wrong_handle), 0, refused, why);
  FAILS(kaohe_script_update_number(wrong_handle, TEXT("u"), TEXT("a"), TEXT(""), 1), refused, refused, why);
  FAILS(kaohe_script_update_text(wrong_handle, TEXT("u"), TEXT("a"), TEXT(""), TEXT("1")), refused, refused, why);
  FAILS(kaohe_script_unit_count(wrong_handle), -1, refused, why);
  FAILS(kaohe_script_unit(wrong_handle, 1, text, room), -1, refused, why);
  FAILS_NAN(kaohe_script_total(wrong_handle, TEXT("u")), refused, why);
  FAILS_NAN(kaohe_script_rank(wrong_handle, TEXT("u")), refused, why);
  FAILS_NAN(kaohe_script_score(wrong_handle, TEXT("u"), TEXT("a")), refused, why);
  FAILS(kaohe_script_grade(wrong_handle, TEXT("u"), text, room), -1, refused, why);
  FAILS(kaohe_script_figure(wrong_handle, TEXT("u"), TEXT("total"), text, room), -1, refused, why);
  FAILS(kaohe_script_figures(wrong_handle, TEXT("total"), &number, 1), -1, refused, why);
  FAILS(kaohe_script_explain(wrong_handle, TEXT("u"), 0, text, room), -1, refused, why);
  FAILS(kaohe_script_assessment_json(wrong_handle, text, room), -1, refused, why);
  CHECK(kaohe_script_free(scheme) == 0);
}

static void handles_that_are_none_are_refused(void) {
  const int64_t scheme = kaohe_script_scheme_load(TEXT(document));
  const int64_t evidence = kaohe_script_evidence_new();
  char text[room];
  int bit;
  try_all(0, "was never given");
  try_all(-1, "was never given");
  try_all(1, "was never given");
  try_all(INT64_MAX, "was never given");
  try_all(INT64_MIN, "was never given");
  for (bit = 0; bit < 64; ++bit) { /* forged: one bit is another */
    const int64_t forged = (int64_t)((uint64_t)evidence ^ (uint64_t)1 << bit);
    if (forged != scheme) CHECK(kaohe_script_evidence_number(forged, TEXT("events"), 1, TEXT("a"), 1) == KAOHE_E_ARGUMENT);
    if (forged != scheme) CHECK(kaohe_script_free(forged) == KAOHE_E_ARGUMENT);
  }
  FAILS(kaohe_script_scheme_text(evidence, TEXT("id"), text, room), -1, KAOHE_E_ARGUMENT, "stands for tables");
  FAILS(kaohe_script_assess(evidence, scheme), 0, KAOHE_E_ARGUMENT, "stands for tables");
  FAILS(kaohe_script_assess(scheme, scheme), 0, KAOHE_E_ARGUMENT, "stands for a scheme");
  FAILS_NAN(kaohe_script_total(scheme, TEXT("u")), KAOHE_E_ARGUMENT, "stands for a scheme");
  CHECK(kaohe_script_free(evidence) == 0);
  try_all(evidence, "was freed");
  CHECK(kaohe_script_free(scheme) == 0);
}

/* The number of a freed thing does not come back, however often its slot is used again. */
static void numbers_are_not_used_again(void) {
  const int64_t first = kaohe_script_evidence_new();
  int i;
  CHECK(kaohe_script_free(first) == 0);
  for (i = 0; i < 10000; ++i) {
    const int64_t next = kaohe_script_evidence_new();
    if (next == first) CHECK(next != first);
    if (kaohe_script_free(next) != 0) CHECK(kaohe_script_last_status() == 0);
  }
  FAILS(kaohe_script_free(first), KAOHE_E_ARGUMENT, KAOHE_E_ARGUMENT, "was freed");
}

int main(void) {
  FAILS(kaohe_script_findings(), 0, KAOHE_E_NOT_FOUND, "neither loaded nor assessed");
  CHECK(kaohe_script_evidence_new() > 0); /* kept to the end */
  the_library_says_what_it_is();
  a_scheme_tells_about_itself();
  a_scheme_is_read_from_a_file();
  findings_have_their_line_and_column();
  wrong_tables_have_findings_with_their_row();
  every_unit_has_its_figures();
  an_update_is_as_if_the_tables_had_held_it();
  an_update_comes_in_wide_characters();
  two_wide_texts_go_in_together();
  figures_that_are_not_there_are_told_from_failures();
  evidence_comes_in_many_ways();
  evidence_comes_in_wide_characters();
  evidence_that_cannot_be_is_refused();
  texts_that_are_none_are_refused();
  texts_are_cut_between_characters();
  the_last_error_is_told_in_wide_characters();
  handles_that_are_none_are_refused();
  numbers_are_not_used_again();
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
