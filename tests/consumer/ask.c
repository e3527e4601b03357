/* Prints what the library answers as JSON, through the C interface; ask.cpp is the same in C++.
 *
 * usage: ask SCHEME assessment|attribution|explanation|plan UNIT|DAY|- [TABLE=FILE]...
 */
#include "tables.h"

static kaohe_text* plan_status(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const char* day) {
  kaohe_plan_options options = KAOHE_PLAN_OPTIONS_INIT;
  kaohe_text* answer;
  options.on = day;
  if (kaohe_scheme_plan_status_json(scheme, evidence, &options, KAOHE_ZH, &answer, NULL) != KAOHE_OK) give_up("plan");
  return answer;
}

static kaohe_text* explanation(const kaohe_assessment* assessment, const char* unit) {
  kaohe_text* answer;
  int64_t row;
  if (kaohe_assessment_find(assessment, unit, &row) != KAOHE_OK) give_up(unit);
  if (kaohe_assessment_explain_json(assessment, row, KAOHE_ZH, &answer) != KAOHE_OK) give_up("explanation");
  return answer;
}

static kaohe_text* about_assessment(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const char* question, const char* unit) {
  kaohe_assessment* assessment;
  kaohe_text* answer = NULL;
  kaohe_status status = KAOHE_OK;
  if (kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) != KAOHE_OK) give_up("assess");
  if (strcmp(question, "assessment") == 0) status = kaohe_assessment_json(assessment, &answer);
  if (strcmp(question, "attribution") == 0) status = kaohe_assessment_attribution(assessment, KAOHE_ZH, &answer);
  if (strcmp(question, "explanation") == 0) answer = explanation(assessment, unit);
  if (status != KAOHE_OK) give_up(question);
  kaohe_assessment_free(assessment);
  return answer;
}

static void add_named(kaohe_evidence* evidence, const char* argument) {
  kaohe_table table;
  for (table = KAOHE_OBSERVATIONS; table <= KAOHE_DECISIONS; ++table) {
    const size_t length = strlen(table_names[table]);
    if (strncmp(argument, table_names[table], length) == 0 && argument[length] == '=') add_table(evidence, table, argument + length + 1);
  }
}

int main(int count, char** arguments) {
  kaohe_scheme* scheme;
  kaohe_evidence* evidence;
  kaohe_text* answer;
  int i;
  if (count < 4) return EXIT_FAILURE;
  if (kaohe_scheme_read(arguments[1], &scheme, NULL) != KAOHE_OK) give_up(arguments[1]);
  if (kaohe_evidence_new(&evidence) != KAOHE_OK) give_up("evidence");
  for (i = 4; i < count; ++i) add_named(evidence, arguments[i]);
  answer = strcmp(arguments[2], "plan") == 0 ? plan_status(scheme, evidence, arguments[3])
                                             : about_assessment(scheme, evidence, arguments[2], arguments[3]);
  if (answer == NULL) return EXIT_FAILURE;
  fwrite(kaohe_text_data(answer), 1, (size_t)kaohe_text_length(answer), stdout);
  kaohe_text_free(answer);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
  return EXIT_SUCCESS;
}
