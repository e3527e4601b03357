/* Scores a folder with a scheme and its tables through the C interface, and prints every unit with its total.
 *
 * usage: score FOLDER
 */
#include "tables.h"

enum { longest_path = 1024 };

static void print(const kaohe_assessment* assessment) {
  int64_t row;
  for (row = 0; row < kaohe_assessment_units(assessment); ++row) {
    kaohe_text* total;
    if (kaohe_assessment_figure(assessment, row, "total", &total) != KAOHE_OK) give_up("total");
    printf("%s %s\n", kaohe_assessment_unit(assessment, row), kaohe_text_data(total));
    kaohe_text_free(total);
  }
}

int main(int count, char** arguments) {
  kaohe_scheme* scheme;
  kaohe_evidence* evidence;
  kaohe_assessment* assessment;
  char path[longest_path];
  kaohe_table table;
  if (count != 2) return EXIT_FAILURE;
  snprintf(path, sizeof path, "%s/scheme.yaml", arguments[1]);
  if (kaohe_scheme_read(path, &scheme, NULL) != KAOHE_OK) give_up(path);
  if (kaohe_evidence_new(&evidence) != KAOHE_OK) give_up("evidence");
  for (table = KAOHE_OBSERVATIONS; table <= KAOHE_DECISIONS; ++table) {
    snprintf(path, sizeof path, "%s/%s.csv", arguments[1], table_names[table]);
    add_table(evidence, table, path);
  }
  if (kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) != KAOHE_OK) give_up("assess");
  print(assessment);
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(evidence);
  kaohe_scheme_free(scheme);
  return EXIT_SUCCESS;
}
