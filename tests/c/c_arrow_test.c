/* Tables in and results out as Arrow streams, rightly and wrongly. Figures are by hand. */
#include "check.h"

#include <nanoarrow.h>

#include <math.h>

/* 2 of 3 is 6.6667 of 10 at four digits, 6.67 at two; 3 of 3 is 10. */
static const char document[] =
    "{kaohe: 1, id: s, missing: zero, criteria: [{id: done, points: 10, rule: {proportion: {of: 3}}}], grades: [{name: A, from: 9}, {name: B}]}";

static int streams; /* handed out and not yet released */
static void (*release_of_nanoarrow)(struct ArrowArrayStream*);

static void release_counted(struct ArrowArrayStream* stream) {
  --streams;
  release_of_nanoarrow(stream);
}

/* Two units, and their figures in a column of the type given. */
static struct ArrowArrayStream figures(const char* name, enum ArrowType type) {
  struct ArrowSchema schema;
  struct ArrowArray array;
  struct ArrowArrayStream stream;
  struct ArrowError error;
  ArrowSchemaInit(&schema);
  CHECK(ArrowSchemaSetTypeStruct(&schema, 2) == 0);
  CHECK(ArrowSchemaSetType(schema.children[0], NANOARROW_TYPE_STRING) == 0);
  CHECK(ArrowSchemaSetName(schema.children[0], "unit") == 0);
  CHECK(ArrowSchemaSetType(schema.children[1], type) == 0);
  CHECK(ArrowSchemaSetName(schema.children[1], name) == 0);
  CHECK(ArrowArrayInitFromSchema(&array, &schema, &error) == 0);
  CHECK(ArrowArrayStartAppending(&array) == 0);
  for (int row = 0; row < 2; ++row) {
    CHECK(ArrowArrayAppendString(array.children[0], ArrowCharView(row == 0 ? "甲" : "乙")) == 0);
    if (type == NANOARROW_TYPE_BINARY) CHECK(ArrowArrayAppendString(array.children[1], ArrowCharView("2")) == 0);
    if (type == NANOARROW_TYPE_DOUBLE) CHECK(ArrowArrayAppendDouble(array.children[1], 2 + row) == 0);
    if (type == NANOARROW_TYPE_INT16) CHECK(ArrowArrayAppendInt(array.children[1], 2 + row) == 0);
    CHECK(ArrowArrayFinishElement(&array) == 0);
  }
  CHECK(ArrowArrayFinishBuildingDefault(&array, &error) == 0);
  CHECK(ArrowBasicArrayStreamInit(&stream, &schema, 1) == 0);
  ArrowBasicArrayStreamSetArray(&stream, 0, &array);
  release_of_nanoarrow = stream.release;
  stream.release = &release_counted;
  ++streams;
  return stream;
}

static kaohe_assessment* assessed(const kaohe_evidence* evidence) {
  kaohe_scheme* scheme = NULL;
  kaohe_assessment* assessment = NULL;
  CHECK(kaohe_scheme_load(document, -1, "s.yaml", &scheme, NULL) == KAOHE_OK);
  CHECK(kaohe_scheme_assess(scheme, evidence, NULL, &assessment, NULL) == KAOHE_OK);
  kaohe_scheme_free(scheme);
  return assessment;
}

static void test_in(enum ArrowType type) {
  kaohe_evidence* evidence = NULL;
  double totals[2] = {0, 0};
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  struct ArrowArrayStream stream = figures("done", type);
  CHECK(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, &stream) == KAOHE_OK);
  CHECK(stream.release == NULL);
  kaohe_assessment* assessment = assessed(evidence);
  kaohe_evidence_free(evidence);
  CHECK(kaohe_assessment_numbers(assessment, "total", totals, 2) == KAOHE_OK);
  CHECK(totals[0] == 6.67 && totals[1] == 10);
  kaohe_text* text = NULL;
  CHECK(kaohe_assessment_explain(assessment, 0, KAOHE_ZH, &text) == KAOHE_OK); /* the arrays are still there */
  CHECK(strstr(kaohe_text_data(text), "6.67") != NULL);
  kaohe_text_free(text);
  kaohe_assessment_free(assessment);
}

static void test_in_wrongly(void) {
  kaohe_evidence* evidence = NULL;
  const char* const one[] = {"甲"};
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  struct ArrowArrayStream stream = figures("done", NANOARROW_TYPE_DOUBLE);
  REFUSED(kaohe_evidence_add_arrow(NULL, KAOHE_OBSERVATIONS, &stream), KAOHE_E_ARGUMENT, "NULL");
  CHECK(stream.release == NULL);
  REFUSED(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, NULL), KAOHE_E_ARGUMENT, "NULL");
  REFUSED(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, &stream), KAOHE_E_ARGUMENT, "used before");
  stream = figures("done", NANOARROW_TYPE_DOUBLE);
  REFUSED(kaohe_evidence_add_arrow(evidence, 99, &stream), KAOHE_E_ARGUMENT, "no table");
  stream = figures("完成", NANOARROW_TYPE_BINARY);
  REFUSED(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, &stream), KAOHE_E_ARGUMENT, "column '完成' is of the Arrow type binary");
  CHECK(kaohe_evidence_add_strings(evidence, KAOHE_OBSERVATIONS, "unit", one, 1) == KAOHE_OK);
  stream = figures("done", NANOARROW_TYPE_DOUBLE);
  REFUSED(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, &stream), KAOHE_E_ARGUMENT, "another number of rows");
  kaohe_evidence_free(evidence);
}

static struct ArrowArrayStream results(int32_t exact) {
  kaohe_evidence* evidence = NULL;
  struct ArrowArrayStream in = figures("done", NANOARROW_TYPE_DOUBLE), out;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK);
  CHECK(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, &in) == KAOHE_OK);
  kaohe_assessment* assessment = assessed(evidence);
  CHECK(kaohe_assessment_arrow(assessment, exact, &out) == KAOHE_OK);
  kaohe_assessment_free(assessment); /* the stream outlives it */
  kaohe_evidence_free(evidence);
  return out;
}

static void test_out(int32_t exact) {
  struct ArrowArrayStream stream = results(exact);
  struct ArrowSchema schema;
  struct ArrowArray array;
  struct ArrowArrayView view;
  struct ArrowError error;
  CHECK(ArrowArrayStreamGetSchema(&stream, &schema, &error) == 0);
  CHECK(schema.n_children == 16);
  CHECK(strcmp(schema.children[6]->name, "total") == 0 && strcmp(schema.children[9]->name, "done") == 0);
  CHECK(ArrowArrayStreamGetNext(&stream, &array, &error) == 0);
  CHECK(ArrowArrayViewInitFromSchema(&view, &schema, &error) == 0);
  CHECK(ArrowArrayViewSetArray(&view, &array, &error) == 0);
  CHECK(view.length == 2);
  CHECK(ArrowArrayViewGetStringUnsafe(view.children[0], 1).size_bytes == 3); /* 乙 */
  CHECK(ArrowArrayViewGetIntUnsafe(view.children[3], 1) == 1);
  if (exact == 0) {
    CHECK(ArrowArrayViewGetDoubleUnsafe(view.children[6], 0) == 6.67);
  } else {
    struct ArrowDecimal total;
    ArrowDecimalInit(&total, 128, 38, 2);
    ArrowArrayViewGetDecimalUnsafe(view.children[6], 0, &total);
    CHECK(strcmp(schema.children[6]->format, "d:38,2") == 0 && ArrowDecimalGetIntUnsafe(&total) == 667);
  }
  ArrowArrayViewReset(&view);
  ArrowArrayRelease(&array);
  CHECK(ArrowArrayStreamGetNext(&stream, &array, &error) == 0 && array.release == NULL);
  ArrowSchemaRelease(&schema);
  ArrowArrayStreamRelease(&stream);
}

/* 甲 has done 2 of 3, then 3: the stream that was made before tells of what was, another one of what is. */
static void test_out_of_what_is_updated(void) {
  static const char* const unit = "甲";
  static const char* const indicator = "done";
  static const double three = 3;
  kaohe_evidence *evidence = NULL, *changes = NULL;
  struct ArrowArrayStream in = figures("done", NANOARROW_TYPE_DOUBLE), streams_out[2];
  const double totals[] = {6.67, 10};
  int i;
  CHECK(kaohe_evidence_new(&evidence) == KAOHE_OK && kaohe_evidence_new(&changes) == KAOHE_OK);
  CHECK(kaohe_evidence_add_arrow(evidence, KAOHE_OBSERVATIONS, &in) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "unit", &unit, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_strings(changes, KAOHE_OBSERVATIONS, "indicator", &indicator, 1) == KAOHE_OK);
  CHECK(kaohe_evidence_add_doubles(changes, KAOHE_OBSERVATIONS, "value", &three, 1, 1, NULL) == KAOHE_OK);
  kaohe_assessment* assessment = assessed(evidence);
  kaohe_evidence_free(evidence);
  CHECK(kaohe_assessment_arrow(assessment, 0, &streams_out[0]) == KAOHE_OK);
  CHECK(kaohe_assessment_update(assessment, changes, NULL) == KAOHE_OK);
  CHECK(kaohe_assessment_arrow(assessment, 0, &streams_out[1]) == KAOHE_OK);
  kaohe_assessment_free(assessment);
  kaohe_evidence_free(changes);
  for (i = 0; i < 2; ++i) {
    struct ArrowArray array;
    struct ArrowError error;
    CHECK(ArrowArrayStreamGetNext(&streams_out[i], &array, &error) == 0);
    CHECK(((const double*)array.children[6]->buffers[1])[0] == totals[i]);
    ArrowArrayRelease(&array);
    ArrowArrayStreamRelease(&streams_out[i]);
  }
}

static void test_out_wrongly(void) {
  struct ArrowArrayStream stream;
  REFUSED(kaohe_assessment_arrow(NULL, 0, &stream), KAOHE_E_ARGUMENT, "NULL");
  CHECK(stream.release == NULL);
  REFUSED(kaohe_assessment_arrow(NULL, 0, NULL), KAOHE_E_ARGUMENT, "out must not be NULL");
  stream = results(0);
  stream.release(&stream); /* nobody read it */
}

int main(void) {
  test_in(NANOARROW_TYPE_DOUBLE);
  test_in(NANOARROW_TYPE_INT16);
  test_in_wrongly();
  test_out(0);
  test_out(1);
  test_out_of_what_is_updated();
  test_out_wrongly();
  CHECK(streams == 0);
  return failures == 0 ? 0 : 1;
}
