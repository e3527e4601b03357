/* Eight threads score with one scheme and ask one assessment: all get the same bytes, and each its own last error. */
#include <kaohe/kaohe.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { threads = 8, rounds = 20, units = 50 };

static const char document[] =
    "{kaohe: 1, id: s, period: 2014, missing: zero, criteria: [{id: a, points: 60, rule: {formula: x}}, {id: b, points: 40, rule: "
    "{relative: "
    "{to: best}}}], grades: [{name: A, from: 90, quota: 30%}, {name: B}]}";

static kaohe_scheme* scheme;
static kaohe_evidence* evidence;
static kaohe_assessment* shared;
static const char* expected;

static void* work(void* name) {
  int round;
  for (round = 0; round < rounds; ++round) {
    kaohe_assessment* assessment = NULL;
    kaohe_text *json = NULL, *why = NULL;
    double number;
    if (kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) != KAOHE_OK) return name;
    if (kaohe_assessment_json(assessment, &json) != KAOHE_OK || strcmp(kaohe_text_data(json), expected) != 0) return name;
    if (kaohe_assessment_explain(shared, round, KAOHE_ZH, &why) != KAOHE_OK) return name;
    if (kaohe_assessment_numbers(shared, name, &number, units) != KAOHE_E_NOT_FOUND) return name;
    if (strstr(kaohe_last_error(), name) == NULL) return name;
    kaohe_text_free(why);
    kaohe_text_free(json);
    kaohe_assessment_free(assessment);
  }
  return NULL;
}

static void prepare(void) {
  static char ids[units][8];
  static const char* names[units];
  static int64_t a[units], b[units];
  int i;
  for (i = 0; i < units; ++i) {
    snprintf(ids[i], sizeof ids[i], "u%d", i);
    names[i] = ids[i];
    a[i] = (i * 7) % 61;
    b[i] = (i * 11) % 37;
  }
  if (kaohe_scheme_load(document, -1, NULL, &scheme, NULL) != KAOHE_OK || kaohe_evidence_new(&evidence) != KAOHE_OK) exit(EXIT_FAILURE);
  kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", names, units);
  kaohe_evidence_add_integers(evidence, KAOHE_OBSERVATIONS, "a", a, units, 1, NULL);
  kaohe_evidence_add_integers(evidence, KAOHE_OBSERVATIONS, "b", b, units, 1, NULL);
  if (kaohe_scheme_assess(scheme, evidence, NULL, &shared, NULL) != KAOHE_OK) exit(EXIT_FAILURE);
}

int main(void) {
  static char names[threads][8];
  pthread_t started[threads];
  kaohe_text* json = NULL;
  int i, failures = 0;
  prepare();
  if (kaohe_assessment_json(shared, &json) != KAOHE_OK) return EXIT_FAILURE;
  expected = kaohe_text_data(json);
  for (i = 0; i < threads; ++i) {
    snprintf(names[i], sizeof names[i], "no %d", i);
    if (pthread_create(&started[i], NULL, work, names[i]) != 0) return EXIT_FAILURE;
  }
  for (i = 0; i < threads; ++i) {
    void* failed = NULL;
    pthread_join(started[i], &failed);
    if (failed != NULL) ++failures;
  }
  kaohe_text_free(json);
  kaohe_assessment_free(shared);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
