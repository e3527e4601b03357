/* Calls every function of kaohe.h, rightly and wrongly. Figures are by hand. */
#include "texts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char document[] =
    "kaohe: 1\n"
    "id: schools\n"
    "title: 学校考核\n"
    "period: 2014\n"
    "source: 教〔2014〕3号\n"
    "missing: zero\n"
    "criteria:\n"
    "  - {id: rate, title: 入学率, points: 60, rule: {slope: {at: 99%, worse: {each: 1pp, take: 5}}}}\n"
    "  - {id: reading, title: 阅读, points: 40, rule: {proportion: {of: 40}}}\n"
    "grades: [{name: 优秀, from: 90}, {name: 合格}]\n"
    "parties: [{id: 一小, title: 第一小学}, {id: 二小}]\n"
    "posts: [{id: head, title: 校长, party: 一小, role: principal, holders: [{person: 王某}]}]\n"
    "responsibilities: [{for: schools, chain: [{role: first, post: principal}]}]\n"
    "tests: [{name: full, observations: {rate: 99%, reading: 40}, expect: {total: 100}}]\n";

static kaohe_scheme* loaded(void) {
  kaohe_scheme* scheme = NULL;
  CHECK(kaohe_scheme_load(document, -1, "schools.yaml", &scheme, NULL) == KAOHE_OK);
  return scheme;
}

/* 一小: 99.2 % and 42 of 40: 60 + 40; 二小: 98.5 %, half a point short, 2.5 off, and 33 of 40: 57.5 + 33; 三小: nothing known */
static kaohe_evidence* schools(void) {
  static const char* const names[] = {"一小", "二小", "三小"};
  static const double rates[] = {0.992, 0.985, 0.5};
  static const int64_t reading[] = {42, -7, 33, -7, -7, -7};
  static const uint8_t two_of_three[] = {3};
  kaohe_evidence* evidence = NULL;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", names, 3) == KAOHE_OK);
  CHECK(kaohe_evidence_add_doubles(evidence, KAOHE_OBSERVATIONS, "rate", rates, 3, 1, two_of_three) == KAOHE_OK);
  CHECK(kaohe_evidence_add_integers(evidence, KAOHE_OBSERVATIONS, "reading", reading, 3, 2, two_of_three) == KAOHE_OK);
  return evidence;
}

static kaohe_assessment* assessed(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = schools();
  kaohe_assessment* assessment = NULL;
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
  kaohe_evidence_free(evidence); /* the assessment stands alone */
  kaohe_scheme_free(scheme);
  return assessment;
}

static void the_library_says_what_it_is(void) {
  int major, minor, patch;
  CHECK(strcmp(kaohe_version(), KAOHE_VERSION) == 0);
  CHECK(sscanf(KAOHE_VERSION, "%d.%d.%d", &major, &minor, &patch) == 3);
  CHECK(KAOHE_VERSION_NUMBER == 10000 * major + 100 * minor + patch);
  CHECK(kaohe_abi() == KAOHE_ABI);
  CHECK(kaohe_text_data(NULL) == NULL);
  CHECK(kaohe_text_length(NULL) == 0);
  kaohe_text_free(NULL);
}

static void the_library_says_what_it_can(void) {
  kaohe_texts* names = NULL;
  int64_t i;
  CHECK(kaohe_capabilities(&names) == KAOHE_OK);
  CHECK(kaohe_texts_count(names) >= 6);
  for (i = 0; i < kaohe_texts_count(names); ++i) CHECK(kaohe_can(kaohe_texts_get(names, i)) == 1);
  CHECK(kaohe_can("plan") == 1 && kaohe_can("plans") == 0 && kaohe_can("") == 0 && kaohe_can(NULL) == 0);
  CHECK(kaohe_texts_get(names, kaohe_texts_count(names)) == NULL && kaohe_texts_get(names, -1) == NULL);
  CHECK(kaohe_texts_get(NULL, 0) == NULL && kaohe_texts_count(NULL) == 0);
  REFUSED(kaohe_capabilities(NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_texts_free(names);
  kaohe_texts_free(NULL);
}

static void a_scheme_loads_and_tells_about_itself(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_text* text = NULL;
  CHECK(strcmp(kaohe_scheme_id(scheme), "schools") == 0);
  CHECK(strcmp(kaohe_scheme_title(scheme), "学校考核") == 0);
  CHECK(strcmp(kaohe_scheme_period(scheme), "2014") == 0);
  CHECK(strcmp(kaohe_scheme_source(scheme), "教〔2014〕3号") == 0);
  CHECK(kaohe_scheme_id(NULL) == NULL && kaohe_scheme_title(NULL) == NULL && kaohe_scheme_period(NULL) == NULL);
  CHECK(kaohe_scheme_source(NULL) == NULL);
  CHECK(strcmp(kaohe_scheme_title_of(scheme, "一小"), "第一小学") == 0 && strcmp(kaohe_scheme_title_of(scheme, "head"), "校长") == 0);
  CHECK(kaohe_scheme_title_of(scheme, "二小") == NULL && kaohe_scheme_title_of(scheme, "三小") == NULL);
  CHECK(kaohe_scheme_title_of(NULL, "一小") == NULL && kaohe_scheme_title_of(scheme, NULL) == NULL);
  CHECK(kaohe_scheme_test(scheme, KAOHE_EN, &text) == KAOHE_OK);
  CHECK(holds(text, "full"));
  REFUSED(kaohe_scheme_test(NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_test(scheme, 7, &text), KAOHE_E_ARGUMENT, "language");
  REFUSED(kaohe_scheme_test(scheme, KAOHE_EN, NULL), KAOHE_E_ARGUMENT, "out");
  /* the one test earns 100 and 优秀; nothing earns 合格 */
  CHECK(kaohe_scheme_reach(scheme, KAOHE_EN, &text) == KAOHE_OK);
  CHECK(strstr(kaohe_text_data(text), "\"part\": \"grade\"") != NULL && strstr(kaohe_text_data(text), "\"reached\": true}") != NULL);
  CHECK(holds(text, "\"reached\": false}\n]"));
  REFUSED(kaohe_scheme_reach(NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_reach(scheme, 2, &text), KAOHE_E_ARGUMENT, "language");
  kaohe_scheme_free(scheme);
  kaohe_scheme_free(NULL);
}

static void a_wrong_document_gives_findings(void) {
  static const char wrong[] = "kaohe: 1\nid: s\nmissing: zero\ncriteria: [{id: a, points: 10, rule: {formul: x}}]\n";
  kaohe_scheme* scheme = (kaohe_scheme*)1;
  kaohe_findings* found = NULL;
  kaohe_finding finding = KAOHE_FINDING_INIT;
  kaohe_text* text = NULL;
  CHECK(kaohe_scheme_load(wrong, (int64_t)strlen(wrong), NULL, &scheme, &found) == KAOHE_E_DOCUMENT);
  CHECK(scheme == NULL);
  CHECK(kaohe_findings_count(found) >= 1);
  CHECK(kaohe_findings_get(found, 0, &finding) == KAOHE_OK);
  CHECK(finding.severity == KAOHE_ERROR && finding.code[0] == 'K' && finding.line == 4 && finding.table == NULL);
  CHECK(strcmp(finding.file, "<text>") == 0);
  CHECK(kaohe_findings_message(found, 0, KAOHE_ZH) != NULL && kaohe_findings_hint(found, 0, KAOHE_EN) != NULL);
  CHECK(kaohe_findings_message(found, 99, KAOHE_ZH) == NULL && kaohe_findings_message(NULL, 0, KAOHE_ZH) == NULL);
  CHECK(kaohe_findings_message(found, 0, 5) == NULL && kaohe_findings_hint(found, -1, KAOHE_ZH) == NULL);
  CHECK(kaohe_findings_json(found, KAOHE_EN, &text) == KAOHE_OK);
  CHECK(holds(text, "\"line\":4,"));
  CHECK(kaohe_findings_text(found, 0, KAOHE_EN, wrong, -1, &text) == KAOHE_OK);
  CHECK(strstr(kaohe_text_data(text), "<text>:4:") != NULL && holds(text, "formul: x"));
  CHECK(kaohe_findings_text(found, 0, KAOHE_EN, wrong, 8, &text) == KAOHE_OK && holds(text, "<text>:4:")); /* less than the line */
  CHECK(kaohe_findings_text(found, 0, KAOHE_ZH, NULL, 0, &text) == KAOHE_OK && holds(text, "<text>:4:"));
  REFUSED(kaohe_findings_text(found, 0, KAOHE_ZH, "\xFF", -1, &text), KAOHE_E_ARGUMENT, "UTF-8");
  REFUSED(kaohe_findings_text(found, 0, KAOHE_ZH, wrong, -5, &text), KAOHE_E_ARGUMENT, "length");
  REFUSED(kaohe_findings_text(found, 99, KAOHE_ZH, NULL, 0, &text), KAOHE_E_ARGUMENT, "index");
  REFUSED(kaohe_findings_text(NULL, 0, KAOHE_ZH, NULL, 0, &text), KAOHE_E_ARGUMENT, "index");
  REFUSED(kaohe_findings_text(found, 0, 3, NULL, 0, &text), KAOHE_E_ARGUMENT, "language");
  REFUSED(kaohe_findings_json(NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "findings");
  REFUSED(kaohe_findings_json(found, 9, &text), KAOHE_E_ARGUMENT, "language");
  REFUSED(kaohe_findings_get(found, 99, &finding), KAOHE_E_ARGUMENT, "index");
  REFUSED(kaohe_findings_get(found, 0, NULL), KAOHE_E_ARGUMENT, "out");
  finding.struct_size = 2;
  REFUSED(kaohe_findings_get(found, 0, &finding), KAOHE_E_ARGUMENT, "size");
  CHECK(kaohe_findings_count(NULL) == 0);
  kaohe_findings_free(found);
  kaohe_findings_free(NULL);
}

/* A caller of an older header has a shorter struct: what lies behind it is not touched. */
static void a_shorter_struct_is_filled_as_far_as_it_goes(void) {
  union {
    kaohe_finding finding;
    unsigned char bytes[sizeof(kaohe_finding)];
  } older;
  kaohe_scheme* scheme = NULL;
  kaohe_findings* found = NULL;
  size_t i;
  CHECK(kaohe_scheme_load("kaohe: 2", -1, NULL, &scheme, &found) == KAOHE_E_DOCUMENT);
  memset(older.bytes, 0x5A, sizeof older.bytes);
  older.finding.struct_size = 8; /* as if only `severity` had been there */
  CHECK(kaohe_findings_get(found, 0, &older.finding) == KAOHE_OK);
  CHECK(older.finding.severity == KAOHE_ERROR);
  for (i = 8; i < sizeof older.bytes; ++i) CHECK(older.bytes[i] == 0x5A);
  kaohe_findings_free(found);
}

static void texts_that_cannot_be_are_refused(void) {
  kaohe_scheme* scheme = NULL;
  kaohe_findings* found = NULL;
  REFUSED(kaohe_scheme_load(NULL, 0, NULL, &scheme, &found), KAOHE_E_ARGUMENT, "text");
  REFUSED(kaohe_scheme_load(document, -2, NULL, &scheme, &found), KAOHE_E_ARGUMENT, "length");
  REFUSED(kaohe_scheme_load(document, -1, NULL, NULL, &found), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_scheme_load(document, -1, "\xFF", &scheme, &found), KAOHE_E_ARGUMENT, "UTF-8");
  CHECK(found == NULL);
  CHECK(kaohe_scheme_load("id: \xE4\xB8", -1, NULL, &scheme, &found) == KAOHE_E_DOCUMENT); /* cut in a character: a finding */
  CHECK(kaohe_findings_count(found) > 0);
  kaohe_findings_free(found);
  CHECK(kaohe_scheme_load(document, 20, NULL, &scheme, NULL) == KAOHE_E_DOCUMENT); /* cut in the middle */
  REFUSED(kaohe_scheme_read("no/such/file.yaml", &scheme, NULL), KAOHE_E_FILE, "no/such/file.yaml");
  REFUSED(kaohe_scheme_read(NULL, &scheme, NULL), KAOHE_E_ARGUMENT, "path");
  CHECK(scheme == NULL);
}

static void a_chain_names_who_answers(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_text* text = NULL;
  CHECK(kaohe_scheme_answers_for(scheme, "rate", "2014-05-01", "一小", KAOHE_ZH, &text) == KAOHE_OK);
  CHECK(holds(text, "王某"));
  REFUSED(kaohe_scheme_answers_for(scheme, "rat", "2014-05-01", "一小", KAOHE_EN, &text), KAOHE_E_NOT_FOUND, "rat");
  REFUSED(kaohe_scheme_answers_for(scheme, "rate", "1 May", NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "on");
  REFUSED(kaohe_scheme_answers_for(scheme, NULL, "2014-05-01", NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "id");
  REFUSED(kaohe_scheme_answers_for(NULL, "rate", "2014-05-01", NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "scheme");
  CHECK(text == NULL);
  kaohe_scheme_free(scheme);
}

static void every_unit_has_its_figures(void) {
  kaohe_assessment* assessment = assessed();
  kaohe_text* text = NULL;
  double totals[3] = {0, 0, 0};
  double ranks[3] = {0, 0, 0};
  int64_t row = -1;
  CHECK(kaohe_assessment_units(assessment) == 3);
  CHECK(strcmp(kaohe_assessment_unit(assessment, 1), "二小") == 0);
  CHECK(kaohe_assessment_unit(assessment, 3) == NULL && kaohe_assessment_unit(assessment, -1) == NULL);
  CHECK(kaohe_assessment_unit(NULL, 0) == NULL && kaohe_assessment_units(NULL) == 0);
  CHECK(kaohe_assessment_numbers(assessment, "total", totals, 3) == KAOHE_OK);
  CHECK(totals[0] == 100 && totals[1] == 90.5 && totals[2] == 0);
  CHECK(kaohe_assessment_numbers(assessment, "rank", ranks, 3) == KAOHE_OK);
  CHECK(ranks[0] == 1 && ranks[1] == 2 && ranks[2] == 3);
  CHECK(kaohe_assessment_numbers(assessment, "reading", totals, 3) == KAOHE_OK);
  CHECK(totals[1] == 33);
  REFUSED(kaohe_assessment_numbers(assessment, "total", totals, 2), KAOHE_E_ARGUMENT, "capacity");
  REFUSED(kaohe_assessment_numbers(assessment, "totl", totals, 3), KAOHE_E_NOT_FOUND, "totl");
  REFUSED(kaohe_assessment_numbers(NULL, "total", totals, 3), KAOHE_E_ARGUMENT, "assessment");
  REFUSED(kaohe_assessment_numbers(assessment, "total", NULL, 3), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_assessment_numbers(assessment, NULL, totals, 3), KAOHE_E_ARGUMENT, "column");
  CHECK(kaohe_assessment_find(assessment, "三小", &row) == KAOHE_OK && row == 2);
  REFUSED(kaohe_assessment_find(assessment, "二小学", &row), KAOHE_E_NOT_FOUND, "二小");
  REFUSED(kaohe_assessment_find(assessment, "三小", NULL), KAOHE_E_ARGUMENT, "out");
  CHECK(kaohe_assessment_figure(assessment, 1, "total", &text) == KAOHE_OK && is(text, "90.5"));
  CHECK(kaohe_assessment_figure(assessment, 1, "rate", &text) == KAOHE_OK && is(text, "57.5"));
  CHECK(kaohe_assessment_figure(assessment, 0, "grade", &text) == KAOHE_OK && is(text, "优秀"));
  CHECK(kaohe_assessment_figure(assessment, 2, "rank", &text) == KAOHE_OK && is(text, "3"));
  CHECK(kaohe_assessment_figure(assessment, 2, "missing", &text) == KAOHE_OK && is(text, "rate;reading"));
  CHECK(kaohe_assessment_figure(assessment, 0, "missing", &text) == KAOHE_OK && is(text, NULL));
  CHECK(kaohe_assessment_figure(assessment, 0, "grade_computed", &text) == KAOHE_OK && is(text, NULL));
  REFUSED(kaohe_assessment_figure(assessment, 3, "total", &text), KAOHE_E_ARGUMENT, "row");
  REFUSED(kaohe_assessment_figure(assessment, 0, "no such", &text), KAOHE_E_NOT_FOUND, "no such");
  kaohe_assessment_free(assessment);
  kaohe_assessment_free(NULL);
}

static void columns_come_as_texts_and_whole_numbers(void) {
  kaohe_assessment* assessment = assessed();
  kaohe_texts* texts = NULL;
  int64_t ranks[3] = {0, 0, 0};
  double scores[3] = {0, 0, 0};
  CHECK(kaohe_assessment_texts(assessment, "total", &texts) == KAOHE_OK && kaohe_texts_count(texts) == 3);
  CHECK(strcmp(kaohe_texts_get(texts, 0), "100") == 0 && strcmp(kaohe_texts_get(texts, 1), "90.5") == 0);
  kaohe_texts_free(texts);
  CHECK(kaohe_assessment_texts(assessment, "missing", &texts) == KAOHE_OK);
  CHECK(kaohe_texts_get(texts, 0) == NULL && strcmp(kaohe_texts_get(texts, 2), "rate;reading") == 0);
  kaohe_texts_free(texts);
  CHECK(kaohe_assessment_texts(assessment, "unit", &texts) == KAOHE_OK && strcmp(kaohe_texts_get(texts, 1), "二小") == 0);
  kaohe_texts_free(texts);
  CHECK(kaohe_assessment_texts(assessment, "group", &texts) == KAOHE_OK && kaohe_texts_get(texts, 1) == NULL);
  kaohe_texts_free(texts);
  REFUSED(kaohe_assessment_texts(assessment, "no such", &texts), KAOHE_E_NOT_FOUND, "no such");
  REFUSED(kaohe_assessment_texts(NULL, "total", &texts), KAOHE_E_ARGUMENT, "assessment");
  REFUSED(kaohe_assessment_texts(assessment, NULL, &texts), KAOHE_E_ARGUMENT, "column");
  REFUSED(kaohe_assessment_texts(assessment, "total", NULL), KAOHE_E_ARGUMENT, "out");
  CHECK(texts == NULL);
  CHECK(kaohe_assessment_ranks(assessment, ranks, 3) == KAOHE_OK && ranks[0] == 1 && ranks[1] == 2 && ranks[2] == 3);
  REFUSED(kaohe_assessment_ranks(assessment, ranks, 2), KAOHE_E_ARGUMENT, "capacity");
  REFUSED(kaohe_assessment_ranks(NULL, ranks, 3), KAOHE_E_ARGUMENT, "assessment");
  REFUSED(kaohe_assessment_ranks(assessment, NULL, 3), KAOHE_E_ARGUMENT, "out");
  CHECK(kaohe_assessment_numbers(assessment, "score:reading", scores, 3) == KAOHE_OK && scores[1] == 33);
  REFUSED(kaohe_assessment_numbers(assessment, "score:total", scores, 3), KAOHE_E_NOT_FOUND, "score:total");
  kaohe_assessment_free(assessment);
}

/* A criterion may be called as a column is: `base` earns 3 of 10, and so does the unit. */
static void a_criterion_called_as_a_column_is_asked_for_as_a_score(void) {
  static const char named[] =
      "{kaohe: 1, id: s, missing: zero, indicators: {v: {unit: 次}}, criteria: [{id: base, points: 10, rule: {formula: v}}], adjustments: "
      "[{id: more, rule: "
      "{formula: 2 * v}}]}";
  static const char* const units[] = {"u"};
  static const int64_t values[] = {3};
  kaohe_scheme* scheme = NULL;
  kaohe_evidence* evidence = NULL;
  kaohe_assessment* assessment = NULL;
  double base = 0, adjustments = 0, score = 0;
  CHECK(kaohe_scheme_load(named, -1, NULL, &scheme, NULL) == KAOHE_OK);
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", units, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_integers(evidence, KAOHE_OBSERVATIONS, "v", values, 1, 1, NULL) == KAOHE_OK);
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
  CHECK(kaohe_assessment_numbers(assessment, "base", &base, 1) == KAOHE_OK && base == 3);
  CHECK(kaohe_assessment_numbers(assessment, "adjustments", &adjustments, 1) == KAOHE_OK && adjustments == 6);
  CHECK(kaohe_assessment_numbers(assessment, "score:base", &score, 1) == KAOHE_OK && score == 3);
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void an_assessment_tells_about_itself(void) {
  kaohe_assessment* assessment = assessed();
  kaohe_findings* found = NULL;
  kaohe_text* text = NULL;
  CHECK(strcmp(kaohe_assessment_scheme(assessment), "schools") == 0 && strcmp(kaohe_assessment_period(assessment), "2014") == 0);
  CHECK(kaohe_assessment_scheme(NULL) == NULL && kaohe_assessment_period(NULL) == NULL);
  CHECK(kaohe_assessment_graded(assessment) == 1 && kaohe_assessment_grouped(assessment) == 0);
  CHECK(kaohe_assessment_graded(NULL) == 0 && kaohe_assessment_grouped(NULL) == 0);
  CHECK(kaohe_assessment_criteria(assessment) == 2 && kaohe_assessment_criteria(NULL) == 0);
  CHECK(strcmp(kaohe_assessment_criterion(assessment, 1), "reading") == 0);
  CHECK(strcmp(kaohe_assessment_criterion_title(assessment, 0), "入学率") == 0);
  CHECK(kaohe_assessment_criterion(assessment, 2) == NULL && kaohe_assessment_criterion_title(assessment, -1) == NULL);
  CHECK(kaohe_assessment_criterion(NULL, 0) == NULL && kaohe_assessment_criterion_title(NULL, 0) == NULL);
  CHECK(kaohe_assessment_slow_values(assessment) == 0 && kaohe_assessment_slow_values(NULL) == 0);
  CHECK(kaohe_assessment_made_by(assessment, &text) == KAOHE_OK);
  CHECK(strstr(kaohe_text_data(text), kaohe_version()) != NULL && holds(text, "\"evidence\": \"sha256:"));
  REFUSED(kaohe_assessment_made_by(NULL, &text), KAOHE_E_ARGUMENT, "assessment");
  CHECK(kaohe_assessment_findings(assessment, &found) == KAOHE_OK && kaohe_findings_count(found) == 0);
  kaohe_findings_free(found);
  REFUSED(kaohe_assessment_findings(NULL, &found), KAOHE_E_ARGUMENT, "assessment");
  kaohe_assessment_free(assessment);
}

/* Nobody has a figure for `reading`: a warning, K0715, that refuses nothing. */
static void an_assessment_keeps_what_was_found(void) {
  static const char* const names[] = {"一小"};
  static const double rates[] = {0.99};
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = NULL;
  kaohe_assessment* assessment = NULL;
  kaohe_findings *found = NULL, *kept = NULL;
  kaohe_finding finding = KAOHE_FINDING_INIT;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", names, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_doubles(evidence, KAOHE_OBSERVATIONS, "rate", rates, 1, 1, NULL) == KAOHE_OK);
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, &found) == KAOHE_OK);
  CHECK(kaohe_assessment_findings(assessment, &kept) == KAOHE_OK);
  CHECK(kaohe_findings_count(found) == 1 && kaohe_findings_count(kept) == 1);
  CHECK(kaohe_findings_get(kept, 0, &finding) == KAOHE_OK && strcmp(finding.code, "K0715") == 0);
  CHECK(finding.severity == KAOHE_WARNING);
  kaohe_findings_free(kept);
  kaohe_findings_free(found);
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void everything_comes_as_json(void) {
  kaohe_assessment* assessment = assessed();
  kaohe_text* text = NULL;
  CHECK(kaohe_assessment_json(assessment, &text) == KAOHE_OK && holds(text, "\"total\": \"90.5\""));
  CHECK(kaohe_assessment_explain(assessment, 1, KAOHE_ZH, &text) == KAOHE_OK && holds(text, "57.5"));
  CHECK(kaohe_assessment_explain_json(assessment, 1, KAOHE_EN, &text) == KAOHE_OK && holds(text, "\"score\": \"57.5\""));
  CHECK(kaohe_assessment_attribution(assessment, KAOHE_EN, &text) == KAOHE_OK && holds(text, "\"lost\": \"2.5\""));
  REFUSED(kaohe_assessment_json(NULL, &text), KAOHE_E_ARGUMENT, "assessment");
  REFUSED(kaohe_assessment_explain(assessment, 9, KAOHE_ZH, &text), KAOHE_E_ARGUMENT, "row");
  REFUSED(kaohe_assessment_explain_json(assessment, 0, -1, &text), KAOHE_E_ARGUMENT, "language");
  REFUSED(kaohe_assessment_attribution(NULL, KAOHE_EN, &text), KAOHE_E_ARGUMENT, "assessment");
  CHECK(text == NULL);
  kaohe_assessment_free(assessment);
}

static void columns_that_cannot_be_are_refused(void) {
  static const int64_t backwards[] = {0, 3, 1};
  static const int64_t halves[] = {0, 1, 3};
  static const int64_t forth_and_back[] = {0, 3, 0};
  static const char* const broken[] = {"\xC3"};
  static const double values[] = {1, 2};
  kaohe_evidence* evidence = NULL;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  REFUSED(kaohe_evidence_new(NULL), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_evidence_add_doubles(NULL, KAOHE_EVENTS, "a", values, 2, 1, NULL), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_evidence_add_doubles(evidence, 9, "a", values, 2, 1, NULL), KAOHE_E_ARGUMENT, "table");
  REFUSED(kaohe_evidence_add_doubles(evidence, -1, "a", values, 2, 1, NULL), KAOHE_E_ARGUMENT, "table");
  REFUSED(kaohe_evidence_add_doubles(evidence, KAOHE_EVENTS, NULL, values, 2, 1, NULL), KAOHE_E_ARGUMENT, "name");
  REFUSED(kaohe_evidence_add_doubles(evidence, KAOHE_EVENTS, "a", NULL, 2, 1, NULL), KAOHE_E_ARGUMENT, "values");
  REFUSED(kaohe_evidence_add_doubles(evidence, KAOHE_EVENTS, "a", values, -1, 1, NULL), KAOHE_E_ARGUMENT, "rows");
  REFUSED(kaohe_evidence_add_integers(evidence, KAOHE_EVENTS, "a", NULL, 1, 1, NULL), KAOHE_E_ARGUMENT, "values");
  REFUSED(kaohe_evidence_add_strings(evidence, KAOHE_EVENTS, "a", broken, 1), KAOHE_E_ARGUMENT, "UTF-8");
  REFUSED(kaohe_evidence_add_texts(evidence, KAOHE_EVENTS, "a", "abc", backwards, 2, NULL), KAOHE_E_ARGUMENT, "backwards");
  REFUSED(kaohe_evidence_add_texts(evidence, KAOHE_EVENTS, "a", "\xE4\xB8\xAD", halves, 2, NULL), KAOHE_E_ARGUMENT, "row 1");
  REFUSED(kaohe_evidence_add_texts(evidence, KAOHE_EVENTS, "a", "abc", NULL, 2, NULL), KAOHE_E_ARGUMENT, "offsets");
  REFUSED(kaohe_evidence_add_texts(evidence, KAOHE_EVENTS, "a", NULL, halves, 2, NULL), KAOHE_E_ARGUMENT, "bytes");
  REFUSED(kaohe_evidence_add_texts(evidence, KAOHE_EVENTS, "a", NULL, forth_and_back, 2, NULL), KAOHE_E_ARGUMENT, "bytes");
  REFUSED(kaohe_evidence_add_texts(evidence, KAOHE_EVENTS, "a", "a\0b", halves, 2, NULL), KAOHE_E_ARGUMENT, "row 2 has a NUL");
  REFUSED(kaohe_evidence_add_block(evidence, KAOHE_EVENTS, NULL, values, 1, 2, 2, 1), KAOHE_E_ARGUMENT, "names");
  REFUSED(kaohe_evidence_add_block(evidence, KAOHE_EVENTS, broken, values, 1, -1, 2, 1), KAOHE_E_ARGUMENT, "columns");
  REFUSED(kaohe_evidence_add_block(NULL, KAOHE_EVENTS, NULL, values, 1, 0, 2, 1), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_evidence_add_block(evidence, 99, NULL, values, 1, 0, 2, 1), KAOHE_E_ARGUMENT, "no table");
  CHECK(kaohe_evidence_add_doubles(evidence, KAOHE_EVENTS, "a", values, 2, 1, NULL) == KAOHE_OK);
  REFUSED(kaohe_evidence_add_doubles(evidence, KAOHE_EVENTS, "b", values, 1, 1, NULL), KAOHE_E_ARGUMENT, "number of rows");
  kaohe_evidence_free(evidence);
  kaohe_evidence_free(NULL);
}

/* The same two columns by rows, by columns, and backwards. */
static void blocks_are_read_where_they_lie(void) {
  static const char* const names[] = {"rate", "reading"};
  static const char* const units[] = {"a", "b"};
  static const double by_rows[] = {0.99, 40, 0.98, 20};
  static const double by_columns[] = {0.99, 0.98, 40, 20};
  kaohe_scheme* scheme = loaded();
  int way;
  for (way = 0; way < 2; ++way) {
    kaohe_evidence* evidence = NULL;
    kaohe_assessment* assessment = NULL;
    double totals[2] = {0, 0};
    CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
    CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", units, 2) == KAOHE_OK);
    CHECK(kaohe_evidence_add_block(evidence, KAOHE_OBSERVATIONS, names, way == 0 ? by_rows : by_columns, 2, 2, way == 0 ? 2 : 1,
                                   way == 0 ? 1 : 2) == KAOHE_OK);
    CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
    CHECK(kaohe_assessment_numbers(assessment, "total", totals, 2) == KAOHE_OK);
    CHECK(totals[0] == 100 && totals[1] == 75); /* 55 + 20 */
    kaohe_assessment_free(assessment);
    kaohe_evidence_free(evidence);
  }
  kaohe_scheme_free(scheme);
}

/* Every second of the numbers is a rate; the third of them is missing. */
static void borrowed_numbers_are_read_where_they_lie(void) {
  static const char* const units[] = {"a", "b", "c"};
  static const uint8_t two_of_three[] = {3};
  double values[] = {0.99, -1, 0.98, -1, 0.97, -1};
  const double reading[] = {20, 40, 0};
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = NULL;
  kaohe_assessment* assessment = NULL;
  kaohe_text* text = NULL;
  double totals[3] = {0, 0, 0};
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", units, 3) == KAOHE_OK);
  CHECK(kaohe_evidence_borrow_doubles(evidence, KAOHE_OBSERVATIONS, "rate", values, 3, 2, two_of_three) == KAOHE_OK);
  CHECK(kaohe_evidence_borrow_doubles(evidence, KAOHE_OBSERVATIONS, "reading", reading + 1, 0, -1, NULL) == KAOHE_E_ARGUMENT);
  CHECK(kaohe_evidence_borrow_doubles(evidence, KAOHE_OBSERVATIONS, "reading", reading + 2, 3, -1, NULL) == KAOHE_OK);
  values[2] = 0.99; /* not copied: what is read is what is there when it is scored */
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
  kaohe_evidence_free(evidence);
  CHECK(kaohe_assessment_numbers(assessment, "total", totals, 3) == KAOHE_OK);
  CHECK(totals[0] == 60 && totals[1] == 100 && totals[2] == 20); /* 60 + 0, 60 + 40, 0 + 20 */
  CHECK(kaohe_assessment_explain(assessment, 1, KAOHE_ZH, &text) == KAOHE_OK && holds(text, "100"));
  kaohe_assessment_free(assessment);
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  REFUSED(kaohe_evidence_borrow_doubles(evidence, KAOHE_EVENTS, "a", NULL, 2, 1, NULL), KAOHE_E_ARGUMENT, "values");
  REFUSED(kaohe_evidence_borrow_doubles(evidence, 77, "a", values, 2, 1, NULL), KAOHE_E_ARGUMENT, "table");
  REFUSED(kaohe_evidence_borrow_doubles(evidence, KAOHE_EVENTS, "\xFF", values, 2, 1, NULL), KAOHE_E_ARGUMENT, "UTF-8");
  REFUSED(kaohe_evidence_borrow_doubles(evidence, KAOHE_EVENTS, "a", values, INT64_MAX, 1, NULL), KAOHE_E_ARGUMENT, "rows");
  REFUSED(kaohe_evidence_borrow_doubles(NULL, KAOHE_EVENTS, "a", values, 2, 1, NULL), KAOHE_E_ARGUMENT, "evidence");
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void wrong_tables_give_findings_with_their_row(void) {
  static const char bytes[] = "ab";
  static const int64_t offsets[] = {0, 1, 2};
  const double infinite[] = {0.99, HUGE_VAL};
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = NULL;
  kaohe_assessment* assessment = (kaohe_assessment*)1;
  kaohe_findings* found = NULL;
  kaohe_finding finding = KAOHE_FINDING_INIT;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_texts(evidence, KAOHE_OBSERVATIONS, "unit", bytes, offsets, 2, NULL) == KAOHE_OK);
  CHECK(kaohe_evidence_add_doubles(evidence, KAOHE_OBSERVATIONS, "rate", infinite, 2, 1, NULL) == KAOHE_OK);
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, &found) == KAOHE_E_EVIDENCE);
  CHECK(assessment == NULL);
  CHECK(kaohe_findings_get(found, 0, &finding) == KAOHE_OK);
  CHECK(strcmp(finding.code, "K0780") == 0 && finding.row == 2 && strcmp(finding.table_column, "rate") == 0);
  CHECK(strcmp(finding.table, "observations") == 0 && finding.file == NULL);
  kaohe_findings_free(found);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

/* Scores with the options of a header of another age: `size` bytes, of which those behind the known ones are `tail`. */
static kaohe_status assess_with_options_of(int32_t size, int32_t threads, int32_t tail) {
  struct {
    kaohe_assess_options known;
    int32_t appended; /* by a later version of the header */
  } options;
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = schools();
  kaohe_assessment* assessment = NULL;
  kaohe_text* total = NULL;
  kaohe_status status;
  options.known.struct_size = size;
  options.known.threads = threads;
  options.appended = tail;
  status = kaohe_scheme_assess(scheme, evidence, &options.known, &assessment, NULL);
  CHECK((assessment != NULL) == (status == KAOHE_OK));
  if (assessment != NULL) CHECK(kaohe_assessment_figure(assessment, 1, "total", &total) == KAOHE_OK && is(total, "90.5"));
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
  return status;
}

static void options_know_their_size(void) {
  const kaohe_assess_options usual = KAOHE_ASSESS_OPTIONS_INIT;
  const int32_t size = usual.struct_size;
  CHECK(assess_with_options_of(size, 1, 7) == KAOHE_OK);      /* what lies behind is not looked at */
  CHECK(assess_with_options_of(size - 4, -9, 7) == KAOHE_OK); /* an older header, without threads */
  CHECK(assess_with_options_of(size + 4, 2, 0) == KAOHE_OK);  /* a newer one, whose new field is not used */
  REFUSED(assess_with_options_of(size + 4, 2, 1), KAOHE_E_ARGUMENT, "does not know");
  REFUSED(assess_with_options_of(0, 1, 0), KAOHE_E_ARGUMENT, "size");
  REFUSED(assess_with_options_of(-8, 1, 0), KAOHE_E_ARGUMENT, "size");
  REFUSED(assess_with_options_of(size + 1, 1, 0), KAOHE_E_ARGUMENT, "size");
  REFUSED(assess_with_options_of(INT32_MAX, 1, 0), KAOHE_E_ARGUMENT, "size");
  REFUSED(assess_with_options_of(size, -1, 0), KAOHE_E_ARGUMENT, "threads");
  REFUSED(assess_with_options_of(size, 1025, 0), KAOHE_E_ARGUMENT, "threads");
}

static void an_assessment_needs_its_parts(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = schools();
  kaohe_assessment* assessment = NULL;
  REFUSED(kaohe_scheme_assess(NULL, evidence, NULL, &assessment, NULL), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_assess(scheme, NULL, NULL, &assessment, NULL), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_scheme_assess(scheme, evidence, NULL, NULL, NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void intervals_come_as_json(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = schools();
  kaohe_text* text = NULL;
  CHECK(kaohe_scheme_intervals(scheme, evidence, NULL, &text, NULL) == KAOHE_OK && holds(text, "\"100\""));
  REFUSED(kaohe_scheme_intervals(scheme, NULL, NULL, &text, NULL), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_scheme_intervals(scheme, evidence, NULL, NULL, NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

int main(void) {
  the_library_says_what_it_is();
  the_library_says_what_it_can();
  a_scheme_loads_and_tells_about_itself();
  a_wrong_document_gives_findings();
  a_shorter_struct_is_filled_as_far_as_it_goes();
  texts_that_cannot_be_are_refused();
  a_chain_names_who_answers();
  every_unit_has_its_figures();
  columns_come_as_texts_and_whole_numbers();
  a_criterion_called_as_a_column_is_asked_for_as_a_score();
  an_assessment_tells_about_itself();
  an_assessment_keeps_what_was_found();
  everything_comes_as_json();
  columns_that_cannot_be_are_refused();
  blocks_are_read_where_they_lie();
  borrowed_numbers_are_read_where_they_lie();
  wrong_tables_give_findings_with_their_row();
  options_know_their_size();
  an_assessment_needs_its_parts();
  intervals_come_as_json();
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
