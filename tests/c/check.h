/* What the tests in C share. */
#ifndef KAOHE_TESTS_C_CHECK_H
#define KAOHE_TESTS_C_CHECK_H

#include <kaohe/kaohe.h>

#include <stdio.h>
#include <string.h>

static int failures;

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                     \
    }                                                                 \
  } while (0)

/* A call that must be refused with a line that says `why`, and that must leave `out` NULL. */
#define REFUSED(call, status, why)                    \
  do {                                                \
    CHECK((call) == (status));                        \
    CHECK(strstr(kaohe_last_error(), (why)) != NULL); \
  } while (0)

#endif
