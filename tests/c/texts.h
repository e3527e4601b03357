/* What the tests of kaohe.h ask of texts made for them, which go with it. */
#ifndef KAOHE_TESTS_C_TEXTS_H
#define KAOHE_TESTS_C_TEXTS_H

#include "check.h"

static int is(kaohe_text* text, const char* wanted) {
  const int same = wanted == NULL ? text == NULL : text != NULL && strcmp(kaohe_text_data(text), wanted) == 0;
  if (text != NULL) CHECK(kaohe_text_length(text) == (int64_t)strlen(kaohe_text_data(text)));
  kaohe_text_free(text);
  return same;
}

static int holds(kaohe_text* text, const char* part) {
  const int there = text != NULL && strstr(kaohe_text_data(text), part) != NULL;
  kaohe_text_free(text);
  return there;
}

#endif
