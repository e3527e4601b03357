/* Tables as a program would read them that has no table library: plain cells, no quotes, no line ends in a cell. */
#ifndef CONSUMER_TABLES_H
#define CONSUMER_TABLES_H

#include <kaohe/kaohe.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_columns = 64 };

static const char* const table_names[] = {"observations", "events", "ratings", "units", "history", "decisions"};

static void give_up(const char* what) {
  fprintf(stderr, "%s: %s\n", what, kaohe_last_error());
  exit(EXIT_FAILURE);
}

static char* text_of(const char* path) {
  FILE* file = fopen(path, "rb");
  char* text = NULL;
  long length = 0;
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0) text = calloc((size_t)length + 1, 1);
  rewind(file);
  if (text != NULL && fread(text, 1, (size_t)length, file) != (size_t)length) {
    free(text);
    text = NULL;
  }
  fclose(file);
  return text;
}

/* Cuts a line at its commas and says how many cells there are; the cells stay in the line. */
static int cut(char* line, char** cells) {
  int count = 0;
  for (cells[count++] = line; *line != '\0'; ++line) {
    if (*line != ',' || count == most_columns) continue;
    *line = '\0';
    cells[count++] = line + 1;
  }
  return count;
}

static char* next_line(char** rest) {
  char* line = *rest;
  char* end = line == NULL ? NULL : strchr(line, '\n');
  if (line == NULL || *line == '\0') return NULL;
  if (end != NULL) *end = '\0';
  *rest = end == NULL ? NULL : end + 1;
  return line;
}

/* A table that is not there is left out. */
static void add_table(kaohe_evidence* evidence, kaohe_table table, const char* path) {
  char* titles[most_columns];
  char* cells[most_columns];
  const char** columns;
  char *text, *rest, *line;
  int64_t rows = 0, most = 0;
  int width, i;
  rest = text = text_of(path);
  if (text == NULL) return;
  for (i = 0; text[i] != '\0'; ++i) most += text[i] == '\n';
  width = cut(next_line(&rest), titles);
  columns = calloc((size_t)(most + 1) * (size_t)width, sizeof *columns);
  if (columns == NULL) give_up("no memory");
  for (; (line = next_line(&rest)) != NULL; ++rows) {
    const int there = cut(line, cells);
    for (i = 0; i < width && i < there; ++i) columns[i * (most + 1) + rows] = cells[i];
  }
  for (i = 0; i < width; ++i) {
    if (kaohe_evidence_add_strings(evidence, table, titles[i], columns + i * (most + 1), rows) != KAOHE_OK) give_up(path);
  }
  free(columns);
  free(text);
}

#endif
