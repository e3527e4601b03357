/* Calls what kaohe.h has about plans, roll-ups, calendars and tables of parties, rightly and wrongly. Figures are by hand. */
#include "texts.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

/* Of 12000 trees in 2014; 东乡 planted 900 up to March and 2500 in July, 西乡 400 and 2420. The figures of July stand: 4920, 41 %. */
static const char document[] =
    "kaohe: 1\n"
    "id: county\n"
    "period: 2014\n"
    "criteria: [{id: drills, points: 10, rule: {proportion: {of: 4}}}]\n"
    "missing: zero\n"
    "calendar: {statutory: china, terms: {2013/2014-T2: {from: 2014-02-17, to: 2014-07-04}}}\n"
    "indicators: {trees: {title: 植树, unit: 亩, rollup: sum}}\n"
    "parties: [{id: 县}, {id: 林业局, kind: office, under: 县}, {id: 东乡, under: 县}, {id: 西乡, under: 县}]\n"
    "plan: [{id: plant, title: 植树, lead: 林业局, period: 2014, targets: [{indicator: trees, target: '>= 12000'}]}]\n"
    "measures: [{id: mend, title: 限期整改, when: total < 5, within: 30 days}]\n";

static kaohe_scheme* loaded(void) {
  kaohe_scheme* scheme = NULL;
  CHECK(kaohe_scheme_load(document, -1, "county.yaml", &scheme, NULL) == KAOHE_OK);
  return scheme;
}

static kaohe_evidence* planted(void) {
  static const char* const units[] = {"东乡", "西乡"};
  static const char* const names[] = {"trees@2014-03", "trees@2014-07"};
  static const double trees[] = {900, 2500, 400, 2420};
  kaohe_evidence* evidence = NULL;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", units, 2) == KAOHE_OK);
  CHECK(kaohe_evidence_add_block(evidence, KAOHE_OBSERVATIONS, names, trees, 2, 2, 2, 1) == KAOHE_OK);
  return evidence;
}

static void a_plan_tells_what_it_holds(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_text* text = NULL;
  CHECK(kaohe_scheme_plan(scheme, &text) == KAOHE_OK);
  CHECK(strstr(kaohe_text_data(text), "\"id\": \"plant\"") != NULL && holds(text, "\"last\": \"2014-12-31\""));
  REFUSED(kaohe_scheme_plan(NULL, &text), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_plan(scheme, NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_scheme_free(scheme);
}

static void a_plan_stands_somewhere_on_a_day(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = planted();
  kaohe_plan_options options = KAOHE_PLAN_OPTIONS_INIT;
  kaohe_text* text = NULL;
  kaohe_findings* found = NULL;
  options.on = "2014-07-31";
  CHECK(kaohe_scheme_plan_status(scheme, evidence, &options, KAOHE_ZH, &text, &found) == KAOHE_OK && holds(text, "41.0%"));
  kaohe_findings_free(found);
  /* 212 of 365 days are over */
  CHECK(kaohe_scheme_plan_status_json(scheme, evidence, &options, KAOHE_EN, &text, NULL) == KAOHE_OK);
  CHECK(strstr(kaohe_text_data(text), "\"progress\": \"0.41\"") != NULL && holds(text, "\"expected\": \"212/365\""));
  options.party = "西乡";
  CHECK(kaohe_scheme_plan_status_json(scheme, evidence, &options, KAOHE_EN, &text, NULL) == KAOHE_OK && holds(text, "西乡"));
  options.party = "北乡";
  CHECK(kaohe_scheme_plan_status(scheme, evidence, &options, KAOHE_ZH, &text, &found) == KAOHE_E_EVIDENCE && text == NULL);
  CHECK(kaohe_findings_count(found) == 1);
  kaohe_findings_free(found);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void a_plan_is_asked_about_rightly_or_not_at_all(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = planted();
  kaohe_plan_options options = KAOHE_PLAN_OPTIONS_INIT;
  kaohe_text* text = NULL;
  REFUSED(kaohe_scheme_plan_status(scheme, evidence, NULL, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "on");
  REFUSED(kaohe_scheme_plan_status(scheme, evidence, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "on");
  options.on = "31 July";
  REFUSED(kaohe_scheme_plan_status_json(scheme, evidence, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "on must be a day");
  options.on = "2014-07-31";
  options.party = "\xFF";
  REFUSED(kaohe_scheme_plan_status(scheme, evidence, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "party is no UTF-8");
  options.party = NULL;
  options.made_known = "2014-02-30";
  REFUSED(kaohe_scheme_due(scheme, evidence, "30 days", &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "made_known");
  options.made_known = NULL;
  REFUSED(kaohe_scheme_due(scheme, evidence, "soon", &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "within");
  REFUSED(kaohe_scheme_due(scheme, evidence, NULL, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "within");
  REFUSED(kaohe_scheme_due(scheme, evidence, "30 days", &options, 4, &text, NULL), KAOHE_E_ARGUMENT, "language");
  REFUSED(kaohe_scheme_due(NULL, evidence, "30 days", &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_plan_status(NULL, evidence, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_plan_status_json(scheme, NULL, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_scheme_plan_status(scheme, evidence, &options, KAOHE_ZH, NULL, NULL), KAOHE_E_ARGUMENT, "out");
  options.struct_size = 12; /* ends in the middle of a pointer */
  REFUSED(kaohe_scheme_plan_status(scheme, evidence, &options, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "size");
  CHECK(text == NULL);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

/* An older header ended before `made_known`; a newer one has a field behind it. */
static void plan_options_of_another_age_are_taken(void) {
  struct {
    kaohe_plan_options known;
    const char* appended;
  } options = {KAOHE_PLAN_OPTIONS_INIT, NULL};
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = planted();
  kaohe_text* text = NULL;
  options.known.on = "2014-07-31";
  options.known.made_known = "what lies behind the older struct";
  options.known.struct_size = (int32_t)offsetof(kaohe_plan_options, made_known);
  CHECK(kaohe_scheme_plan_status(scheme, evidence, &options.known, KAOHE_ZH, &text, NULL) == KAOHE_OK && holds(text, "41.0%"));
  options.known.made_known = NULL;
  options.known.struct_size = (int32_t)sizeof options;
  CHECK(kaohe_scheme_plan_status(scheme, evidence, &options.known, KAOHE_ZH, &text, NULL) == KAOHE_OK && holds(text, "41.0%"));
  options.appended = "news";
  REFUSED(kaohe_scheme_plan_status(scheme, evidence, &options.known, KAOHE_ZH, &text, NULL), KAOHE_E_ARGUMENT, "does not know");
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

/* The end of the year is 153 days after the last of July. 东乡 and 西乡 earn nothing and are to mend that in 30 days from 1 September. */
static void what_is_due_is_listed(void) {
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = planted();
  kaohe_assessment* assessment = NULL;
  kaohe_plan_options options = KAOHE_PLAN_OPTIONS_INIT;
  kaohe_text* text = NULL;
  options.on = "2014-07-31";
  CHECK(kaohe_scheme_due(scheme, evidence, "152 days", &options, KAOHE_EN, &text, NULL) == KAOHE_OK && is(text, "[]"));
  CHECK(kaohe_scheme_due(scheme, evidence, "153 days", &options, KAOHE_EN, &text, NULL) == KAOHE_OK && holds(text, "2014-12-31"));
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
  options.on = "2014-09-02";
  options.assessment = assessment;
  options.made_known = "2014-09-01";
  CHECK(kaohe_scheme_due(scheme, evidence, "1 month", &options, KAOHE_EN, &text, NULL) == KAOHE_OK && holds(text, "2014-10-01"));
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void indicators_are_added_up(void) {
  static const char* const trees[] = {"trees"};
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = planted();
  kaohe_rollup* rollup = NULL;
  kaohe_text* text = NULL;
  double figures[5] = {0, 0, 0, 0, 0};
  CHECK(kaohe_scheme_rollup(scheme, evidence, trees, 1, "2014-03", &rollup, NULL) == KAOHE_OK);
  CHECK(kaohe_rollup_rows(rollup) == 5 && strcmp(kaohe_rollup_party(rollup, 0), "县") == 0);
  CHECK(kaohe_rollup_party(rollup, 4) == NULL && kaohe_rollup_party(rollup, 5) == NULL && kaohe_rollup_party(rollup, -1) == NULL);
  CHECK(kaohe_rollup_indicators(rollup) == 1 && strcmp(kaohe_rollup_indicator(rollup, 0), "trees") == 0);
  CHECK(kaohe_rollup_indicator(rollup, 1) == NULL && kaohe_rollup_indicator(NULL, 0) == NULL);
  CHECK(kaohe_rollup_rows(NULL) == 0 && kaohe_rollup_indicators(NULL) == 0 && kaohe_rollup_party(NULL, 0) == NULL);
  CHECK(kaohe_rollup_numbers(rollup, "trees", figures, 5) == KAOHE_OK);
  CHECK(figures[0] == 1300 && isnan(figures[1]) && figures[2] == 900 && figures[3] == 400 && figures[4] == 1300);
  CHECK(kaohe_rollup_figure(rollup, 4, "trees", &text) == KAOHE_OK && is(text, "1300"));
  CHECK(kaohe_rollup_figure(rollup, 1, "trees", &text) == KAOHE_OK && is(text, NULL));
  CHECK(kaohe_rollup_missing(rollup, 0, "trees", &text) == KAOHE_OK);
  kaohe_text_free(text);
  CHECK(kaohe_rollup_missing(rollup, 2, "trees", &text) == KAOHE_OK && is(text, NULL));
  CHECK(kaohe_rollup_json(rollup, &text) == KAOHE_OK && holds(text, "\"1300\""));
  REFUSED(kaohe_rollup_numbers(rollup, "trees", figures, 4), KAOHE_E_ARGUMENT, "capacity");
  REFUSED(kaohe_rollup_numbers(rollup, "trees", NULL, 5), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_rollup_numbers(rollup, "tree", figures, 5), KAOHE_E_NOT_FOUND, "tree");
  REFUSED(kaohe_rollup_numbers(NULL, "trees", figures, 5), KAOHE_E_ARGUMENT, "rollup");
  REFUSED(kaohe_rollup_figure(rollup, 5, "trees", &text), KAOHE_E_ARGUMENT, "row");
  REFUSED(kaohe_rollup_figure(rollup, 0, NULL, &text), KAOHE_E_ARGUMENT, "indicator");
  REFUSED(kaohe_rollup_missing(rollup, -1, "trees", &text), KAOHE_E_ARGUMENT, "row");
  REFUSED(kaohe_rollup_json(NULL, &text), KAOHE_E_ARGUMENT, "rollup");
  kaohe_rollup_free(rollup);
  kaohe_rollup_free(NULL);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

static void a_roll_up_is_asked_for_rightly_or_not_at_all(void) {
  static const char* const wrong[] = {"tree", NULL};
  static const char* const twice[] = {"trees", "trees"};
  kaohe_scheme* scheme = loaded();
  kaohe_evidence* evidence = planted();
  kaohe_rollup* rollup = NULL;
  kaohe_findings* found = NULL;
  CHECK(kaohe_scheme_rollup(scheme, evidence, NULL, 0, "2013/2014-T2", &rollup, NULL) == KAOHE_OK); /* a term, all indicators */
  CHECK(kaohe_rollup_indicators(rollup) == 1);
  kaohe_rollup_free(rollup);
  CHECK(kaohe_scheme_rollup(scheme, evidence, twice, 2, NULL, &rollup, NULL) == KAOHE_OK && kaohe_rollup_indicators(rollup) == 1);
  kaohe_rollup_free(rollup);
  CHECK(kaohe_scheme_rollup(scheme, evidence, wrong, 1, NULL, &rollup, &found) == KAOHE_E_EVIDENCE && rollup == NULL);
  CHECK(kaohe_findings_count(found) == 1);
  kaohe_findings_free(found);
  REFUSED(kaohe_scheme_rollup(scheme, evidence, wrong, 2, NULL, &rollup, NULL), KAOHE_E_ARGUMENT, "indicator");
  REFUSED(kaohe_scheme_rollup(scheme, evidence, NULL, 1, NULL, &rollup, NULL), KAOHE_E_ARGUMENT, "indicators");
  REFUSED(kaohe_scheme_rollup(scheme, evidence, wrong, -1, NULL, &rollup, NULL), KAOHE_E_ARGUMENT, "indicators");
  REFUSED(kaohe_scheme_rollup(scheme, evidence, NULL, 0, "summer", &rollup, NULL), KAOHE_E_ARGUMENT, "period");
  REFUSED(kaohe_scheme_rollup(NULL, evidence, NULL, 0, NULL, &rollup, NULL), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_rollup(scheme, NULL, NULL, 0, NULL, &rollup, NULL), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_scheme_rollup(scheme, evidence, NULL, 0, NULL, NULL, NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
}

/* In 2014 the first week of October was free, and Saturday the 11th was worked for it. */
static void the_calendar_counts_working_days(void) {
  kaohe_scheme* scheme = loaded();
  char day[KAOHE_DAY_SIZE], last[KAOHE_DAY_SIZE];
  int32_t worked = -1;
  int64_t count = -1;
  kaohe_texts* texts = NULL;
  CHECK(kaohe_scheme_is_workday(scheme, "2014-10-11", &worked) == KAOHE_OK && worked == 1);
  CHECK(kaohe_scheme_is_workday(scheme, "2014-10-07", &worked) == KAOHE_OK && worked == 0);
  CHECK(kaohe_scheme_add_workdays(scheme, "2014-09-30", 4, day) == KAOHE_OK && strcmp(day, "2014-10-11") == 0);
  CHECK(kaohe_scheme_add_workdays(scheme, "2014-10-08", -1, day) == KAOHE_OK && strcmp(day, "2014-09-30") == 0);
  CHECK(kaohe_scheme_count_workdays(scheme, "2014-10-01", "2014-10-12", &count) == KAOHE_OK && count == 4);
  CHECK(kaohe_scheme_count_workdays(scheme, "2014-10-12", "2014-10-01", &count) == KAOHE_OK && count == 0);
  CHECK(kaohe_scheme_period_days(scheme, "2014-Q3", day, last) == KAOHE_OK);
  CHECK(strcmp(day, "2014-07-01") == 0 && strcmp(last, "2014-09-30") == 0);
  CHECK(kaohe_scheme_period_days(scheme, "2013/2014-T2", day, last) == KAOHE_OK && strcmp(last, "2014-07-04") == 0);
  CHECK(kaohe_scheme_terms(scheme, &texts) == KAOHE_OK && kaohe_texts_count(texts) == 1);
  CHECK(strcmp(kaohe_texts_get(texts, 0), "2013/2014-T2") == 0);
  kaohe_texts_free(texts);
  CHECK(kaohe_scheme_covers(scheme, &texts) == KAOHE_OK && kaohe_texts_count(texts) == 1);
  CHECK(strcmp(kaohe_texts_get(texts, 0), "2007-01-01..2026-12-31") == 0);
  kaohe_texts_free(texts);
  kaohe_scheme_free(scheme);
}

static void the_calendar_refuses_what_is_no_day(void) {
  kaohe_scheme* scheme = loaded();
  char day[KAOHE_DAY_SIZE], last[KAOHE_DAY_SIZE];
  int32_t worked = -1;
  int64_t count = -1;
  kaohe_texts* texts = NULL;
  REFUSED(kaohe_scheme_is_workday(scheme, "2014-02-30", &worked), KAOHE_E_ARGUMENT, "day");
  REFUSED(kaohe_scheme_is_workday(scheme, NULL, &worked), KAOHE_E_ARGUMENT, "day");
  REFUSED(kaohe_scheme_is_workday(NULL, "2014-02-03", &worked), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_is_workday(scheme, "2014-02-03", NULL), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_scheme_add_workdays(scheme, "2014-02-03", INT64_MAX, day), KAOHE_E_NOT_FOUND, "working days");
  REFUSED(kaohe_scheme_add_workdays(scheme, "2014-02-03", INT64_MIN, day), KAOHE_E_NOT_FOUND, "working days");
  REFUSED(kaohe_scheme_add_workdays(scheme, "", 1, day), KAOHE_E_ARGUMENT, "day");
  REFUSED(kaohe_scheme_add_workdays(scheme, "2014-02-03", 1, NULL), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_scheme_count_workdays(scheme, "2014", "2014-01-01", &count), KAOHE_E_ARGUMENT, "first");
  REFUSED(kaohe_scheme_count_workdays(scheme, "2014-01-01", "\xFF", &count), KAOHE_E_ARGUMENT, "last");
  REFUSED(kaohe_scheme_count_workdays(NULL, "2014-01-01", "2014-01-01", &count), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_period_days(scheme, "2014-T9", day, last), KAOHE_E_NOT_FOUND, "2014-T9");
  REFUSED(kaohe_scheme_period_days(scheme, "2014", day, NULL), KAOHE_E_ARGUMENT, "out");
  REFUSED(kaohe_scheme_period_days(scheme, NULL, day, last), KAOHE_E_ARGUMENT, "period");
  REFUSED(kaohe_scheme_terms(NULL, &texts), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_covers(NULL, &texts), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_covers(scheme, NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_scheme_free(scheme);
}

static void parties_come_out_of_tables(void) {
  static const char* const parties[] = {"安管办"};
  static const char* const kinds[] = {"office"};
  static const char* const things[] = {"drills"};
  static const char* const roles[] = {"direct"};
  static const char* const unknown[] = {"drill"};
  kaohe_scheme *scheme = loaded(), *with = NULL;
  kaohe_evidence *evidence = NULL, *wrong = NULL;
  kaohe_findings* found = NULL;
  kaohe_text* text = NULL;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK && kaohe_evidence_new(&wrong) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_PARTIES, "party", parties, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_PARTIES, "kind", kinds, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_RESPONSIBILITIES, "for", things, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_RESPONSIBILITIES, "role", roles, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_RESPONSIBILITIES, "party", parties, 1) == KAOHE_OK);
  CHECK(kaohe_scheme_with_parties(scheme, evidence, &with, &found) == KAOHE_OK);
  kaohe_findings_free(found);
  kaohe_scheme_free(scheme); /* the new one stands alone */
  CHECK(kaohe_scheme_answers_for(with, "drills", "2014-03-01", NULL, KAOHE_ZH, &text) == KAOHE_OK && holds(text, "安管办"));
  scheme = NULL;
  CHECK(kaohe_evidence_add_strings(wrong, KAOHE_RESPONSIBILITIES, "for", unknown, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(wrong, KAOHE_RESPONSIBILITIES, "role", roles, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(wrong, KAOHE_POSTS, "post", roles, 1) == KAOHE_OK);
  CHECK(kaohe_scheme_with_parties(with, wrong, &scheme, &found) == KAOHE_E_EVIDENCE && scheme == NULL);
  CHECK(kaohe_findings_count(found) > 0);
  kaohe_findings_free(found);
  REFUSED(kaohe_scheme_with_parties(NULL, evidence, &scheme, NULL), KAOHE_E_ARGUMENT, "scheme");
  REFUSED(kaohe_scheme_with_parties(with, NULL, &scheme, NULL), KAOHE_E_ARGUMENT, "evidence");
  REFUSED(kaohe_scheme_with_parties(with, evidence, NULL, NULL), KAOHE_E_ARGUMENT, "out");
  kaohe_evidence_free(wrong);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(with);
}

int main(void) {
  a_plan_tells_what_it_holds();
  a_plan_stands_somewhere_on_a_day();
  a_plan_is_asked_about_rightly_or_not_at_all();
  plan_options_of_another_age_are_taken();
  what_is_due_is_listed();
  indicators_are_added_up();
  a_roll_up_is_asked_for_rightly_or_not_at_all();
  the_calendar_counts_working_days();
  the_calendar_refuses_what_is_no_day();
  parties_come_out_of_tables();
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
