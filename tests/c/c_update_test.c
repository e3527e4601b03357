/* Other values in place of some observations, rightly and wrongly. Figures are by hand. */
#include "texts.h"

#include <math.h>
#include <stdlib.h>

static const char document[] =
    "{kaohe: 1, id: schools, period: 2014, missing: zero, criteria: [{id: rate, points: 60, rule: {slope: {at: 99%, worse: {each: 1pp, "
    "take: 5}}}}, {id: reading, points: 40, rule: {proportion: {of: 40}}}], grades: [{name: A, from: 90}, {name: B}]}";

enum { schools = 3 };
static double rates[] = {0.992, 0.985, 0.99}; /* lent to every assessment here */

/* a: 60 + 40; b: half a point of percent short, 2.5 off, and 33 of 40: 57.5 + 33; c: 60, of its reading nothing is known. */
static kaohe_assessment* assessed(void) {
  static const char* const names[] = {"a", "b", "c"};
  static const char* const reading[] = {"42", "33", NULL};
  kaohe_scheme* scheme = NULL;
  kaohe_evidence* evidence = NULL;
  kaohe_assessment* assessment = NULL;
  CHECK(kaohe_scheme_load(document, -1, NULL, &scheme, NULL) == KAOHE_OK);
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", names, schools) == KAOHE_OK);
  CHECK(kaohe_evidence_borrow_doubles(evidence, KAOHE_OBSERVATIONS, "rate", rates, schools, 1, NULL) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "reading", reading, schools) == KAOHE_OK);
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
  return assessment;
}

static kaohe_evidence* changes_of(const char* unit, const char* indicator, const char* value) {
  kaohe_evidence* changes = NULL;
  CHECK(kaohe_evidence_new(&changes) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "unit", &unit, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "indicator", &indicator, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "value", &value, 1) == KAOHE_OK);
  return changes;
}

static kaohe_status update(kaohe_assessment* assessment, const char* unit, const char* indicator, const char* value) {
  kaohe_evidence* changes = changes_of(unit, indicator, value);
  const kaohe_status status = kaohe_assessment_update(assessment, changes, NULL);
  kaohe_evidence_free(changes);
  return status;
}

static int has_totals(const kaohe_assessment* assessment, double a, double b, double c) {
  double totals[schools] = {-1, -1, -1};
  CHECK(kaohe_assessment_numbers(assessment, "total", totals, schools) == KAOHE_OK);
  return totals[0] == a && totals[1] == b && totals[2] == c;
}

static void what_is_asked_afterwards_is_of_the_new_values(void) {
  kaohe_assessment* assessment = assessed();
  kaohe_text *before = NULL, *text = NULL;
  double scores[schools];
  int64_t row = -1;
  CHECK(kaohe_assessment_made_by(assessment, &before) == KAOHE_OK);
  CHECK(has_totals(assessment, 100, 90.5, 60));
  CHECK(update(assessment, "b", "rate", "99%") == KAOHE_OK && has_totals(assessment, 100, 93, 60));
  CHECK(update(assessment, "c", "reading@2014", "20") == KAOHE_OK && has_totals(assessment, 100, 93, 80));
  CHECK(update(assessment, "a", "reading", NULL) == KAOHE_OK && has_totals(assessment, 60, 93, 80));
  CHECK(kaohe_assessment_numbers(assessment, "reading", scores, schools) == KAOHE_OK);
  CHECK(scores[0] == 0 && scores[1] == 33 && scores[2] == 20);
  CHECK(kaohe_assessment_figure(assessment, 0, "missing", &text) == KAOHE_OK && is(text, "reading"));
  CHECK(kaohe_assessment_figure(assessment, 1, "rank", &text) == KAOHE_OK && is(text, "1"));
  CHECK(kaohe_assessment_explain(assessment, 2, KAOHE_EN, &text) == KAOHE_OK && holds(text, "reading = 20"));
  CHECK(kaohe_assessment_json(assessment, &text) == KAOHE_OK && holds(text, "\"total\": \"93\""));
  CHECK(kaohe_assessment_attribution(assessment, KAOHE_EN, &text) == KAOHE_OK && holds(text, "\"lost\": \"40\""));
  CHECK(kaohe_assessment_made_by(assessment, &text) == KAOHE_OK);
  CHECK(strcmp(kaohe_text_data(text), kaohe_text_data(before)) != 0);
  CHECK(kaohe_assessment_units(assessment) == schools && strcmp(kaohe_assessment_unit(assessment, 2), "c") == 0);
  CHECK(kaohe_assessment_find(assessment, "c", &row) == KAOHE_OK && row == 2);
  CHECK(rates[1] == 0.985); /* what is lent is not written to */
  CHECK(kaohe_can("update") == 1);
  kaohe_text_free(text);
  kaohe_text_free(before);
  kaohe_assessment_free(assessment);
}

/* All cells at once, by numbers that are not kept: as if they had been there from the beginning. */
static void many_changes_go_in_together(void) {
  static const char* const names[] = {"c", "b", "a", "a"};
  static const char* const indicators[] = {"reading", "reading", "reading", "rate"};
  static const char* const periods[] = {NULL, "2014", "2014", ""};
  kaohe_assessment* assessment = assessed();
  kaohe_evidence* changes = NULL;
  kaohe_findings* found = NULL;
  double values[] = {40, 38, 30, 0.98};
  CHECK(kaohe_evidence_new(&changes) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "unit", names, 4) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "indicator", indicators, 4) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "period", periods, 4) == KAOHE_OK);
  CHECK(kaohe_evidence_borrow_doubles(changes, KAOHE_OBSERVATIONS, "value", values, 4, 1, NULL) == KAOHE_OK);
  CHECK(kaohe_assessment_update(assessment, changes, &found) == KAOHE_OK);
  CHECK(found != NULL && kaohe_findings_count(found) == 0);
  kaohe_findings_free(found);
  CHECK(kaohe_assessment_update(assessment, changes, NULL) == KAOHE_OK); /* not used up, and the same again */
  kaohe_evidence_free(changes);
  values[0] = values[3] = -7;
  CHECK(has_totals(assessment, 85, 95.5, 100)); /* 55 + 30, 57.5 + 38, 60 + 40 */
  kaohe_assessment_free(assessment);
}

static void what_was_made_before_stays(void) {
  kaohe_assessment* assessment = assessed();
  kaohe_text* json = NULL;
  kaohe_texts* totals = NULL;
  kaohe_findings* found = NULL;
  CHECK(kaohe_assessment_json(assessment, &json) == KAOHE_OK && kaohe_assessment_texts(assessment, "total", &totals) == KAOHE_OK);
  CHECK(kaohe_assessment_findings(assessment, &found) == KAOHE_OK);
  CHECK(update(assessment, "b", "reading", "38") == KAOHE_OK && has_totals(assessment, 100, 95.5, 60));
  CHECK(strcmp(kaohe_texts_get(totals, 1), "90.5") == 0 && kaohe_findings_count(found) == 0);
  CHECK(holds(json, "\"total\": \"90.5\""));
  kaohe_texts_free(totals);
  kaohe_findings_free(found);
  kaohe_assessment_free(assessment);
}

/* What is wrong is told with its row, and nothing is changed: what was returned before may still be used. */
static void wrong_changes_leave_all_as_it_was(void) {
  static const char* const wrong[][4] = {
      {"d", "reading", "1", "K0704"},       {"a", "readin", "1", "K0707"},   {"a", "reading@2013", "1", "K0714"},
      {"a", "reading@never", "1", "K0709"}, {NULL, "reading", "1", "K0703"}, {"a", "rate", "many", "K0705"},
  };
  kaohe_assessment* assessment = assessed();
  const char* unit = kaohe_assessment_unit(assessment, 1);
  size_t i;
  for (i = 0; i < sizeof wrong / sizeof *wrong; ++i) {
    kaohe_evidence* changes = changes_of(wrong[i][0], wrong[i][1], wrong[i][2]);
    kaohe_findings* found = NULL;
    kaohe_finding finding = KAOHE_FINDING_INIT;
    REFUSED(kaohe_assessment_update(assessment, changes, &found), KAOHE_E_EVIDENCE, "findings");
    CHECK(kaohe_findings_get(found, 0, &finding) == KAOHE_OK);
    CHECK(strcmp(finding.code, wrong[i][3]) == 0 && strcmp(finding.table, "changes") == 0 && finding.row == 1);
    kaohe_findings_free(found);
    kaohe_evidence_free(changes);
    CHECK(has_totals(assessment, 100, 90.5, 60) && kaohe_assessment_unit(assessment, 1) == unit && strcmp(unit, "b") == 0);
  }
  kaohe_assessment_free(assessment);
}

static void changes_that_cannot_be_are_refused(void) {
  static const char* const name = "a";
  static const kaohe_table others[] = {KAOHE_EVENTS,    KAOHE_RATINGS, KAOHE_UNITS, KAOHE_HISTORY,
                                       KAOHE_DECISIONS, KAOHE_PARTIES, KAOHE_POSTS, KAOHE_RESPONSIBILITIES};
  kaohe_assessment* assessment = assessed();
  kaohe_evidence* changes = changes_of("a", "reading", "1");
  kaohe_evidence* none = NULL;
  kaohe_findings* found = (kaohe_findings*)1;
  size_t i;
  REFUSED(kaohe_assessment_update(NULL, changes, &found), KAOHE_E_ARGUMENT, "assessment");
  CHECK(found == NULL);
  found = (kaohe_findings*)1;
  REFUSED(kaohe_assessment_update(assessment, NULL, &found), KAOHE_E_ARGUMENT, "changes");
  CHECK(found == NULL);
  kaohe_evidence_free(changes);
  CHECK(kaohe_evidence_new(&none) == KAOHE_OK);
  REFUSED(kaohe_assessment_update(assessment, none, &found), KAOHE_E_ARGUMENT, "observations");
  kaohe_evidence_free(none);
  for (i = 0; i < sizeof others / sizeof *others; ++i) {
    changes = changes_of("a", "reading", "1");
    CHECK(kaohe_evidence_add_strings(changes, others[i], "unit", &name, 1) == KAOHE_OK);
    REFUSED(kaohe_assessment_update(assessment, changes, &found), KAOHE_E_ARGUMENT, "no other table");
    kaohe_evidence_free(changes);
  }
  CHECK(found == NULL && has_totals(assessment, 100, 90.5, 60));
  kaohe_assessment_free(assessment);
}

int main(void) {
  what_is_asked_afterwards_is_of_the_new_values();
  many_changes_go_in_together();
  what_was_made_before_stays();
  wrong_changes_leave_all_as_it_was();
  changes_that_cannot_be_are_refused();
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
