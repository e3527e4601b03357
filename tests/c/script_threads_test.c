/* Eight threads use the same handles: they score with one scheme, fill in the same tables, update one assessment, and take handles away
 * from one another. */
#include <kaohe/kaohe_script.h>

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { threads = 8, rounds = 60 };
#define TEXT(literal) literal, -1

static const char document[] =
    "{kaohe: 1, id: s, missing: zero, criteria: [{id: a, points: 60, rule: {formula: x}}, {id: b, points: 40, rule: {formula: x}}]}";

static int64_t scheme, evidence, taken, common;

/* A row of its own in the tables of all: its unit, and a figure that tells which it is. */
static void fill_in(int32_t number, const char* unit) {
  kaohe_script_evidence_text(evidence, TEXT("observations"), number + 1, TEXT("unit"), TEXT(unit));
  kaohe_script_evidence_number(evidence, TEXT("observations"), number + 1, TEXT("a"), number);
  kaohe_script_evidence_number(evidence, TEXT("observations"), number + 1, TEXT("b"), 1);
}

/* An assessment of its own, scored from the tables of all while others fill them in. */
static int scores(int32_t number, const char* unit) {
  const int64_t assessment = kaohe_script_assess(scheme, evidence);
  const double total = kaohe_script_total(assessment, TEXT(unit));
  return assessment != 0 && kaohe_script_free(assessment) == 0 && total == number + 1;
}

/* What all take from one another: it is there, with the figure it has had from the first, or it was freed. */
static int takes(void) {
  const double total = kaohe_script_total(taken, TEXT("u"));
  return isnan(total) ? kaohe_script_last_status() == KAOHE_E_ARGUMENT : total == 7;
}

/* One assessment that all update, each its own unit: no update is lost, and none is seen by half. */
static int updates(int32_t round, const char* unit) {
  return kaohe_script_update_number(common, TEXT(unit), TEXT("a"), NULL, 0, round % 60) == 0 &&
         kaohe_script_total(common, TEXT(unit)) == round % 60 + 1 && kaohe_script_total(common, TEXT("u0")) >= 1;
}

static void* work(void* unit) {
  const int32_t number = ((const char*)unit)[1] - '0';
  char line[200];
  int round;
  for (round = 0; round < rounds; ++round) {
    fill_in(number, unit);
    if (!scores(number, unit) || !takes() || !updates(round, unit)) return unit;
    if (round == rounds / 2) kaohe_script_free(taken); /* one of them does, the others are refused */
    kaohe_script_scheme_text(scheme, unit, 2, line, (int32_t)sizeof line);
    if (kaohe_script_last_error(line, (int32_t)sizeof line) < 0 || strstr(line, unit) == NULL) return unit;
  }
  return NULL;
}

static int64_t to_be_taken(void) {
  const int64_t tables = kaohe_script_evidence_new();
  kaohe_script_evidence_lines(tables, TEXT("observations"), TEXT("unit"), TEXT("u"));
  kaohe_script_evidence_number(tables, TEXT("observations"), 1, TEXT("a"), 7);
  return kaohe_script_assess(scheme, tables);
}

int main(void) {
  static char units[threads][3];
  pthread_t started[threads];
  int32_t i, failures = 0;
  scheme = kaohe_script_scheme_load(TEXT(document));
  evidence = kaohe_script_evidence_new();
  taken = to_be_taken();
  if (scheme == 0 || evidence == 0 || taken == 0) return EXIT_FAILURE;
  for (i = 0; i < threads; ++i) {
    units[i][0] = 'u';
    units[i][1] = (char)('0' + i);
    fill_in(i, units[i]);
  }
  common = kaohe_script_assess(scheme, evidence);
  for (i = 0; i < threads; ++i) {
    if (pthread_create(&started[i], NULL, work, units[i]) != 0) return EXIT_FAILURE;
  }
  for (i = 0; i < threads; ++i) {
    void* failed = NULL;
    pthread_join(started[i], &failed);
    if (failed != NULL) ++failures;
  }
  for (i = 0; i < threads; ++i) {
    if (kaohe_script_total(common, TEXT(units[i])) != (rounds - 1) % 60 + 1) ++failures;
  }
  if (kaohe_script_free(taken) != KAOHE_E_ARGUMENT) ++failures;
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
