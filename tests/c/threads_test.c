/* Eight threads score with one scheme and ask one assessment: all get the same bytes, and each its own last error. */
#define _GNU_SOURCE /* for pthread_setattr_default_np() */
#include <kaohe/kaohe.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { threads = 8, rounds = 20, units = 50, many = 20000 };

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

/* Seven threads are asked for, of which none can start, since their stacks would not fit any memory: the caller's does the work. */
static int scores_without_other_threads(void) {
#ifdef __GLIBC__
  static double values[many];
  static int64_t offsets[many + 1];
  static char ids[many * 5];
  kaohe_assess_options seven = KAOHE_ASSESS_OPTIONS_INIT;
  kaohe_evidence* rows = NULL;
  kaohe_assessment* assessment = NULL;
  pthread_attr_t usual, huge;
  double sum = 0;
  int i;
  for (i = 0; i < many; ++i) {
    char id[6];
    snprintf(id, sizeof id, "%05d", i);
    memcpy(ids + 5 * i, id, 5);
    offsets[i + 1] = offsets[i] + 5;
    values[i] = i % 61;
  }
  seven.threads = 7;
  if (kaohe_evidence_new(&rows) != KAOHE_OK || pthread_getattr_default_np(&usual) != 0 || pthread_attr_init(&huge) != 0) return 1;
  kaohe_evidence_add_texts(rows, KAOHE_OBSERVATIONS, "unit", ids, offsets, many, NULL);
  kaohe_evidence_add_doubles(rows, KAOHE_OBSERVATIONS, "a", values, many, 1, NULL);
  if (pthread_attr_setstacksize(&huge, (size_t)1 << 50) != 0 || pthread_setattr_default_np(&huge) != 0) return 1;
  if (kaohe_scheme_assess(scheme, rows, &seven, &assessment, NULL) != KAOHE_OK) return 1;
  if (kaohe_assessment_numbers(assessment, "a", values, many) != KAOHE_OK) return 1;
  pthread_setattr_default_np(&usual);
  for (i = 0; i < many; ++i) sum += values[i] - (i % 61);
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(rows);
  return sum == 0 ? 0 : 1;
#else
  return 0;
#endif
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
  failures += scores_without_other_threads();
  kaohe_text_free(json);
  kaohe_assessment_free(shared);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
