/**
 * kaohe for C: reads schemes, scores units, explains every point.
 *
 * docs/c.md has a program to begin with and the shapes of the JSON, docs/glossary.md the words, docs/scheme-format.md what a scheme and its
 * tables may hold: numbers and periods in section 2, tables in section 12, limits in section 17.
 *
 * Errors
 *  - Every function that can fail returns a kaohe_status; what it makes comes last, through `out`. A handle there is NULL after a failure,
 *    and need not be set before the call. Anything else, as numbers or a row, is left as it was.
 *  - After KAOHE_OK a handle is not NULL, but for kaohe_assessment_figure(), kaohe_rollup_figure() and kaohe_rollup_missing(), where NULL
 *    says that there is nothing.
 *  - Findings go through `found`, unless that is NULL. It is written by every call and need not be set before: NULL where nothing could be
 *    looked at (KAOHE_E_ARGUMENT, KAOHE_E_FILE), else a list to be freed, after a success and with nothing in it, too.
 *  - NULL instead of a thing, a row or index out of range and an unknown language are KAOHE_E_ARGUMENT; the name of a column, unit or
 *    indicator that is not there is KAOHE_E_NOT_FOUND. Functions without a status give NULL or 0 instead.
 *  - No C++ exception leaves the library: want of memory is KAOHE_E_MEMORY.
 *
 * What is kept, and until when
 *  - What a function gives through `out` is the caller's, to be freed by the function named beside it. Handles may be freed in any order
 *    and by any thread: what was made from them stays. None may be used after it was freed. Freeing NULL does nothing.
 *  - A `const char*` that is returned ends with a NUL, belongs to the handle it was asked of, and lives as long as that; one of an
 *    assessment until that is freed or updated, whichever is first.
 *  - Nothing that goes in is kept after the call, but for two things: the numbers given to kaohe_evidence_borrow_doubles() and the arrays
 *    of float64 given to kaohe_evidence_add_arrow(). They are read until the evidence, every assessment made from it and every stream made
 *    of such an assessment are freed; schemes, roll-ups and texts do not read them. The thread that frees the last of these releases the
 *    arrays.
 *
 * Texts, numbers and days
 *  - A text that goes in ends with a NUL. Where a length stands beside it, it is that many bytes instead, unless the length is -1. It is
 *    UTF-8; anything else is KAOHE_E_ARGUMENT, in a document a finding (K0101). A byte order mark before a document is passed over.
 *  - A double, whichever function takes it, is read as the shortest decimal that stands for it where that has at most 15 significant
 *    digits, else rounded to 15: 0.985 is 98.5 %, 0.1 + 0.2 is 0.3, -0.0 is 0. More go in by kaohe_evidence_add_integers() or as texts.
 *  - A score is rounded to 4 digits and a total to 2, unless the scheme says otherwise (`rounding`). An exact text is that figure itself, a
 *    double that comes out the nearest to it.
 *  - A day is a text as "2014-10-31", of the years 1400 to 9999. One that comes out is written with its NUL into KAOHE_DAY_SIZE bytes of
 *    the caller's. Periods are written as in section 2 of docs/scheme-format.md: "2014", "2014-Q3", "2013/2014-T1".
 *  - Rows and indices are counted from 0, but in findings a row is what a person calls it: from 1, without the header.
 *
 * Options
 *  - Options are structs that know their size: start from the initialiser beside each. Fields are only appended, and one left at 0 is as if
 *    it were not there. A program built against an older header runs with a newer library; one built against a newer header runs with an
 *    older library, as long as it sets nothing that one does not know: that is KAOHE_E_ARGUMENT, and so is a size that cannot be, as 0.
 *    `reserved` stays 0.
 *
 * Threads and the process
 *  - A scheme and a roll-up are immutable, any number of threads may use them; and an assessment, while none is in
 *    kaohe_assessment_update() with it. Evidence, findings and texts may be read by any number of threads, kaohe_scheme_assess() included,
 *    while none changes or frees them. What is added to evidence later changes no assessment.
 *  - kaohe_scheme_assess(), kaohe_scheme_intervals(), kaohe_assessment_update() and whichever call first needs the scores of an assessment
 *    start threads, as many as the options say, and end them before they return. No call can be interrupted.
 *  - There is no global state but the last error of each thread, and the handles of kaohe_script.h. The library reads no clock, environment
 *    or locale, opens no file but those it is told to, and prints nothing. A process may fork while no other thread is in a call.
 */
#ifndef KAOHE_KAOHE_H
#define KAOHE_KAOHE_H

#include <stdint.h>

/** The version that this header is of, as text and as 10000 times its first number, 100 times its second and its third. @since 0.1 */
#define KAOHE_VERSION "0.1.0"
#define KAOHE_VERSION_NUMBER 100

/** The binary interface that this header describes: where kaohe_abi() is another number, the program must not go on. @since 0.1 */
#define KAOHE_ABI 0

#if defined(_WIN32)
#if defined(KAOHE_BUILDING)
#define KAOHE_API __declspec(dllexport)
#else
#define KAOHE_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define KAOHE_API __attribute__((visibility("default")))
#else
#define KAOHE_API
#endif

struct ArrowSchema;
struct ArrowArray;

/* A stream of the Arrow C stream interface, for those who include no other header with it. */
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
/** A stream of the Arrow C stream interface. */
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** How a call went. Values never change; new ones may be added. */
typedef int32_t kaohe_status;
enum {
  KAOHE_OK = 0,
  KAOHE_E_ARGUMENT = 1,  /**< a NULL, an index, a length, a size, a text or an option that cannot be */
  KAOHE_E_DOCUMENT = 2,  /**< the scheme has errors: see the findings */
  KAOHE_E_EVIDENCE = 3,  /**< the tables, or what is asked of them, have errors: see the findings */
  KAOHE_E_NOT_FOUND = 4, /**< no unit, column or id of that name */
  KAOHE_E_FILE = 5,      /**< the file named to kaohe_scheme_read() cannot be read */
  KAOHE_E_MEMORY = 6,    /**< not enough memory */
  KAOHE_E_INTERNAL = 7   /**< a fault of the library's own: please report it */
};

/** The language of a text for people. */
typedef int32_t kaohe_language;
enum { KAOHE_ZH = 0, KAOHE_EN = 1 };

/** How grave a finding is: errors stop, the others do not. */
typedef int32_t kaohe_severity;
enum { KAOHE_ERROR = 0, KAOHE_WARNING = 1, KAOHE_HINT = 2 };

/** The tables of the evidence, and those of parties. */
typedef int32_t kaohe_table;
enum {
  KAOHE_OBSERVATIONS = 0,
  KAOHE_EVENTS = 1,
  KAOHE_RATINGS = 2,
  KAOHE_UNITS = 3,
  KAOHE_HISTORY = 4,
  KAOHE_DECISIONS = 5,
  KAOHE_PARTIES = 6,         /**< for kaohe_scheme_with_parties() alone, as the two that follow */
  KAOHE_POSTS = 7,           /**< one row for each holder */
  KAOHE_RESPONSIBILITIES = 8 /**< one row for each entry of a chain */
};

/** What a day takes, with its NUL: "2014-10-31". */
#define KAOHE_DAY_SIZE 11

typedef struct kaohe_text kaohe_text;             /**< a text made for the caller */
typedef struct kaohe_texts kaohe_texts;           /**< a list of them */
typedef struct kaohe_findings kaohe_findings;     /**< what is wrong with a document or a table, and where */
typedef struct kaohe_scheme kaohe_scheme;         /**< a checked scheme, ready to score */
typedef struct kaohe_evidence kaohe_evidence;     /**< tables on their way in */
typedef struct kaohe_assessment kaohe_assessment; /**< what an assessment found */
typedef struct kaohe_rollup kaohe_rollup;         /**< indicators added up over the tree of parties */

/* ---- the library */

/** The version of the library that runs, as KAOHE_VERSION is that of the header. Never NULL. @since 0.1 */
KAOHE_API const char* kaohe_version(void);

/** The binary interface of the library that runs. It grows where a program built before would no longer run. @since 0.1 */
KAOHE_API int32_t kaohe_abi(void);

/** What this build can do, as names for kaohe_can(). Free them with kaohe_texts_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_capabilities(kaohe_texts** out);

/**
 * 1 where this build has a capability, else 0: `arrow`, `attribution`, `calendar`, `intervals`, `parties`, `plan`, `rollup`, `script` (the
 * functions of kaohe_script.h), `tests`, `update`. Ask before a function is used that an older library may lack. @since 0.1
 */
KAOHE_API int32_t kaohe_can(const char* capability);

/**
 * One line about the last call of this thread that failed; never NULL, empty before any did. A success leaves it, and so it means something
 * right after a status that is not KAOHE_OK. Functions of this header without a status need not set it. In English, but for what
 * kaohe_scheme_answers_for() does not find; cut at 511 bytes. It lives until the thread's next call that fails. @since 0.1
 */
KAOHE_API const char* kaohe_last_error(void);

/* ---- texts */

/** The text, ending with a NUL that its length does not count; NULL for NULL. @since 0.1 */
KAOHE_API const char* kaohe_text_data(const kaohe_text* text);

/** Its length in bytes; 0 for NULL. @since 0.1 */
KAOHE_API int64_t kaohe_text_length(const kaohe_text* text);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_text_free(kaohe_text* text);

/** How many texts there are; 0 for NULL. @since 0.1 */
KAOHE_API int64_t kaohe_texts_count(const kaohe_texts* texts);

/** The text of an index; NULL where it is missing, and where there is no such index. @since 0.1 */
KAOHE_API const char* kaohe_texts_get(const kaohe_texts* texts, int64_t index);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_texts_free(kaohe_texts* texts);

/* ---- findings */

/** One finding. Texts live as long as the findings; those that do not apply are NULL, numbers 0. */
typedef struct kaohe_finding {
  int32_t struct_size; /**< set by the initialiser; fields are only ever appended */
  kaohe_severity severity;
  const char* code; /**< K0203: never reused */
  const char* file; /**< of a document */
  int32_t line;     /**< from 1 on, of a document */
  int32_t column;   /**< from 1 on, in characters */
  int32_t length;   /**< in characters */
  int32_t reserved;
  const char* table; /**< of a table */
  int64_t row;       /**< from 1 on, without the header; 0 is the table as a whole */
  const char* table_column;
} kaohe_finding;

#define KAOHE_FINDING_INIT \
  { (int32_t)sizeof(kaohe_finding), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/** How many there are; 0 for NULL. @since 0.1 */
KAOHE_API int64_t kaohe_findings_count(const kaohe_findings* findings);

/** Fills in finding `index` as far as `out->struct_size` reaches; of a larger struct, what this library does not know stays. @since 0.1 */
KAOHE_API kaohe_status kaohe_findings_get(const kaohe_findings* findings, int64_t index, kaohe_finding* out);

/** What is wrong, in a sentence; NULL where there is no such finding or language. @since 0.1 */
KAOHE_API const char* kaohe_findings_message(const kaohe_findings* findings, int64_t index, kaohe_language language);

/** What to do about it; NULL likewise. @since 0.1 */
KAOHE_API const char* kaohe_findings_hint(const kaohe_findings* findings, int64_t index, kaohe_language language);

/**
 * One of them as a person reads it: place, severity, code, message and hint.
 *
 * @param source  the text of its document, for the line with a mark below; NULL for none.
 * @param length  its bytes, or -1 where it ends with a NUL.
 * @param out     receives the text; free it with kaohe_text_free().
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_findings_text(const kaohe_findings* findings, int64_t index, kaohe_language language, const char* source,
                                           int64_t length, kaohe_text** out);

/** All of them as a JSON list, whose keys docs/c.md has. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_findings_json(const kaohe_findings* findings, kaohe_language language, kaohe_text** out);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_findings_free(kaohe_findings* findings);

/* ---- schemes */

/**
 * Reads and checks a scheme document.
 *
 * @param text    YAML or JSON.
 * @param length  its bytes, or -1 where it ends with a NUL.
 * @param name    what findings call it, ending with a NUL; NULL is "<text>".
 * @param out     receives the scheme; free it with kaohe_scheme_free().
 * @param found   NULL, or receives every finding, after a success, too; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_DOCUMENT where a finding is an error. A text has no folder, so that one that `uses:` others is such an error.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_load(const char* text, int64_t length, const char* name, kaohe_scheme** out, kaohe_findings** found);

/**
 * The same from a file, whose path is UTF-8 on every system. What it names under `uses:` is read from its folder and below, and from
 * nowhere else; what of that cannot be read is a finding (K0219). KAOHE_E_FILE where the file itself cannot be read. @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_read(const char* path, kaohe_scheme** out, kaohe_findings** found);

/**
 * This scheme with parties, posts and chains out of the tables KAOHE_PARTIES, KAOHE_POSTS and KAOHE_RESPONSIBILITIES, beside those of the
 * document. The other tables of the evidence are not looked at, and the new scheme needs neither the old one nor the evidence.
 *
 * @param out    receives the new scheme; free it with kaohe_scheme_free(). The old one stays as it is.
 * @param found  NULL, or receives every finding; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_EVIDENCE where a finding is an error.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_with_parties(const kaohe_scheme* scheme, const kaohe_evidence* evidence, kaohe_scheme** out,
                                                 kaohe_findings** found);

/** Its id, title, period and where the rules stand, as the document has them; empty where not written, NULL for NULL. @since 0.1 */
KAOHE_API const char* kaohe_scheme_id(const kaohe_scheme* scheme);
KAOHE_API const char* kaohe_scheme_title(const kaohe_scheme* scheme);
KAOHE_API const char* kaohe_scheme_period(const kaohe_scheme* scheme);
KAOHE_API const char* kaohe_scheme_source(const kaohe_scheme* scheme);

/** The title of a party or a post; NULL where it has none, and where there is none of that id. @since 0.1 */
KAOHE_API const char* kaohe_scheme_title_of(const kaohe_scheme* scheme, const char* id);

/** Runs the tests beside the rules: a report as JSON, whose `passed` says how they went: KAOHE_OK says only that there is a report. Free it
 *  with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_test(const kaohe_scheme* scheme, kaohe_language language, kaohe_text** out);

/** Every branch, veto, gate, grade and measure that such a test may reach, and whether one does, as a JSON list: docs/results.md. Free it
 *  with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_reach(const kaohe_scheme* scheme, kaohe_language language, kaohe_text** out);

/**
 * Who answers for a criterion, a veto, an item, a duty, a party or a tag, as JSON.
 *
 * @param id    of what, ending with a NUL.
 * @param on    the day, as "2014-10-31".
 * @param unit  the unit asked about, ending with a NUL; NULL for none.
 * @param out   receives the chain; free it with kaohe_text_free().
 * @return KAOHE_E_NOT_FOUND where there is no such id or unit.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_answers_for(const kaohe_scheme* scheme, const char* id, const char* on, const char* unit,
                                                kaohe_language language, kaohe_text** out);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_scheme_free(kaohe_scheme* scheme);

/* ---- the calendar of a scheme
 *
 * Outside the days that kaohe_scheme_covers() gives, Saturday and Sunday are off and nothing else is known, but what the document says.
 */

/** Whether people work on a day: `out` receives 1 or 0. @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_is_workday(const kaohe_scheme* scheme, const char* day, int32_t* out);

/**
 * The working day `count` working days after a day, which does not count itself; before it where `count` is negative. At 0 it is the day
 * itself, worked or not.
 *
 * @param out  KAOHE_DAY_SIZE bytes of the caller's.
 * @return KAOHE_E_NOT_FOUND where the years from 1400 to 9999 have not so many.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_add_workdays(const kaohe_scheme* scheme, const char* day, int64_t count, char* out);

/** How many days from the first to the last are worked, both included; 0 where the last is before the first. @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_count_workdays(const kaohe_scheme* scheme, const char* first, const char* last, int64_t* out);

/** The first and the last day of a period, as two days: KAOHE_DAY_SIZE bytes each. KAOHE_E_NOT_FOUND where the text is no period, or a term
 *  that the calendar does not have. @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_period_days(const kaohe_scheme* scheme, const char* period, char* first, char* last);

/** The names of its terms; kaohe_scheme_period_days() has their days. Free them with kaohe_texts_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_terms(const kaohe_scheme* scheme, kaohe_texts** out);

/** From when to when all days off are known, as "2007-01-01..2026-12-31"; an empty list where that is said of no days. Free them with
 *  kaohe_texts_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_covers(const kaohe_scheme* scheme, kaohe_texts** out);

/* ---- evidence
 *
 * docs/scheme-format.md, section 12, tells which tables and columns there are, what a cell may say and which units are scored. Observations
 * have a row for each unit and a column for each indicator; or a row for each value, with the columns unit, indicator, value and, if need
 * be, period. Columns may come in any order and as any of the kinds below. None can be removed: begin with new evidence.
 *
 * A call refuses what it can see: an unknown table, a NULL, a text that is not UTF-8, another number of rows than the table has. It then
 * adds nothing. The rest, as a column that stands there twice, a name that the scheme does not know or a cell that is no number, comes as
 * findings when the evidence is used.
 *
 * A table that no column was added to is not there. Evidence without tables is in order: no unit is scored.
 */

/** Empty tables. Free them with kaohe_evidence_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_evidence_new(kaohe_evidence** out);

/**
 * Adds a column of numbers to a table. Every column of a table has the same number of rows. NaN is missing, an infinity an error with its
 * row when the evidence is used.
 *
 * @param name    of the column, ending with a NUL. An empty one is let pass, and is then a name like any other.
 * @param values  the number of the first row, aligned as its type asks; NULL is let pass where there are no rows.
 * @param rows    at most 2147483647.
 * @param stride  from one row's number to the next one's, counted in numbers: 1 where they stand side by side, negative where the first
 *                row stands last, 0 for one number in every row.
 * @param valid   NULL, or a bit for each row, whatever the stride: row i is bit i % 8 of byte i / 8, the lowest being bit 0; 0 is missing.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_doubles(kaohe_evidence* evidence, kaohe_table table, const char* name, const double* values,
                                                  int64_t rows, int64_t stride, const uint8_t* valid);

/**
 * The same without a copy: the numbers are read where they lie, when an assessment is made and again when it is asked for scores and
 * explanations.
 *
 * The caller keeps `values` and `valid` where and as they are until the evidence, every assessment made from it, and every stream that
 * kaohe_assessment_arrow() made of such an assessment are freed.
 *
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_borrow_doubles(kaohe_evidence* evidence, kaohe_table table, const char* name, const double* values,
                                                     int64_t rows, int64_t stride, const uint8_t* valid);

/** A column of whole numbers; the rest as for kaohe_evidence_add_doubles(). @since 0.1 */
KAOHE_API kaohe_status kaohe_evidence_add_integers(kaohe_evidence* evidence, kaohe_table table, const char* name, const int64_t* values,
                                                   int64_t rows, int64_t stride, const uint8_t* valid);

/**
 * Adds a column of texts: names, dates, levels, or numbers as they are written.
 *
 * @param bytes    all texts one after the other, UTF-8 without a NUL; those that are missing, too. NULL is let pass where all are empty.
 * @param offsets  rows + 1 of them, none smaller than the one before, the first not below 0: text i is bytes[offsets[i]] and what follows,
 *                 without bytes[offsets[i + 1]].
 * @param valid    as for kaohe_evidence_add_doubles(). An empty text is missing, too.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_texts(kaohe_evidence* evidence, kaohe_table table, const char* name, const char* bytes,
                                                const int64_t* offsets, int64_t rows, const uint8_t* valid);

/** The same of `rows` texts that each end with a NUL; NULL is missing, and so is an empty text. @since 0.1 */
KAOHE_API kaohe_status kaohe_evidence_add_strings(kaohe_evidence* evidence, kaohe_table table, const char* name, const char* const* texts,
                                                  int64_t rows);

/**
 * Adds several columns of numbers that lie in one block, as copies: a row is `row_stride` numbers from the next, a column `column_stride`.
 * A block by rows has strides {columns, 1}, one by columns, as in Visual Basic or Fortran, {1, rows}; either may be negative or 0. NaN is
 * missing.
 *
 * @param names  `columns` names, each ending with a NUL.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_block(kaohe_evidence* evidence, kaohe_table table, const char* const* names, const double* values,
                                                int64_t rows, int64_t columns, int64_t row_stride, int64_t column_stride);

/**
 * Adds all columns of an Arrow stream: whole numbers, floats, decimals, texts, booleans, days, times, nulls, and dictionaries of these. A
 * time may be without a zone, in UTC or at an offset as +08:00; one of a named zone is refused. docs/arrow.md has a table.
 *
 * Columns of float64 are not copied: their arrays are kept as said above. All others are released before the call returns.
 *
 * @param stream  is used up and released whatever the status, with NULL evidence, too.
 * @return KAOHE_E_ARGUMENT where the stream fails, was released before, has another number of rows than the table, a column of another
 *         type or a text that is no UTF-8 or has a NUL within; kaohe_last_error() names it. Nothing is added then.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_arrow(kaohe_evidence* evidence, kaohe_table table, struct ArrowArrayStream* stream);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_evidence_free(kaohe_evidence* evidence);

/* ---- assessments */

/** How an assessment is made. */
typedef struct kaohe_assess_options {
  int32_t struct_size; /**< set by the initialiser; fields are only ever appended */
  /** From 0 to 1024, the caller's among them: 1 starts none, 0 means one for each processor. No more work than one for every 1024 units,
   *  nor than the system has to give. The result is the same whatever their number. */
  int32_t threads;
} kaohe_assess_options;

#define KAOHE_ASSESS_OPTIONS_INIT \
  { (int32_t)sizeof(kaohe_assess_options), 0 }

/**
 * Scores every unit.
 *
 * @param evidence  is not used up: it may be scored again, and added to. Empty tables are let pass, NULL is not.
 * @param options   NULL for KAOHE_ASSESS_OPTIONS_INIT.
 * @param out       receives the assessment; free it with kaohe_assessment_free().
 * @param found     NULL, or receives every finding; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_EVIDENCE where a finding is an error.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_assess(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options,
                                           kaohe_assessment** out, kaohe_findings** found);

/** Between which bounds every total still lies while data are missing, as JSON: docs/partial-data.md. Free it with kaohe_text_free(). The
 *  rest as for kaohe_scheme_assess(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_intervals(const kaohe_scheme* scheme, const kaohe_evidence* evidence,
                                              const kaohe_assess_options* options, kaohe_text** out, kaohe_findings** found);

/** The id and the period of its scheme; empty where not written, NULL for NULL. They live until it is freed or updated. @since 0.1 */
KAOHE_API const char* kaohe_assessment_scheme(const kaohe_assessment* assessment);
KAOHE_API const char* kaohe_assessment_period(const kaohe_assessment* assessment);

/** 1 where units have groups, and where they have grades; else 0, and for NULL. @since 0.1 */
KAOHE_API int32_t kaohe_assessment_grouped(const kaohe_assessment* assessment);
KAOHE_API int32_t kaohe_assessment_graded(const kaohe_assessment* assessment);

/** How many criteria it has scores of, in the order of the document, each before what is below it; their ids and titles by index,
 *  NULL where there is none, which live until it is freed or updated. @since 0.1 */
KAOHE_API int64_t kaohe_assessment_criteria(const kaohe_assessment* assessment);
KAOHE_API const char* kaohe_assessment_criterion(const kaohe_assessment* assessment, int64_t index);
KAOHE_API const char* kaohe_assessment_criterion_title(const kaohe_assessment* assessment, int64_t index);

/** How many scores of leaves were computed in fractions, not in whole numbers. Both give the same: this says where time went. 0 for NULL.
 * @since 0.1 */
KAOHE_API int64_t kaohe_assessment_slow_values(const kaohe_assessment* assessment);

/** How many units there are; 0 for NULL. @since 0.1 */
KAOHE_API int64_t kaohe_assessment_units(const kaohe_assessment* assessment);

/** The id of the unit in a row; NULL where there is none. It lives until the assessment is freed or updated. Section 12 of
 *  docs/scheme-format.md has their order, which no update changes. @since 0.1 */
KAOHE_API const char* kaohe_assessment_unit(const kaohe_assessment* assessment, int64_t row);

/** The row of a unit; KAOHE_E_NOT_FOUND, and the nearest name in kaohe_last_error(), where there is none. @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_find(const kaohe_assessment* assessment, const char* unit, int64_t* out);

/**
 * A column of numbers as the nearest doubles: `total`, `base`, `adjustments`, `rank`, or a criterion for its scores. That is named by its
 * id, or by `score:` and its id, which is needed where the id is also the name of another column. What is missing is NaN.
 *
 * @param out       `capacity` doubles of the caller's, of which the first are written, as many as there are units.
 * @param capacity  at least the number of units, else KAOHE_E_ARGUMENT and nothing is written.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_assessment_numbers(const kaohe_assessment* assessment, const char* column, double* out, int64_t capacity);

/** The places of all units in their groups, 0 where one has none, as when it is excluded; equal totals share a place: section 8 of
 *  docs/scheme-format.md. `out` and `capacity` as for kaohe_assessment_numbers(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_ranks(const kaohe_assessment* assessment, int64_t* out, int64_t capacity);

/** A column as texts, exact: see kaohe_assessment_figure() for their names. Free them with kaohe_texts_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_texts(const kaohe_assessment* assessment, const char* column, kaohe_texts** out);

/**
 * One figure of one unit as an exact text: the columns of kaohe_assessment_numbers() as decimals ("26.6667"), and `unit`, `title`, `group`,
 * `grade`, `grade_computed` (the grade before a decision); lists of ids (`vetoes`, `gates`, `measures`, `bars`, `missing`,
 * `not_applicable`) parted by ";". Only the id of a measure may have one itself: kaohe_assessment_json() has lists.
 *
 * @param out  receives the text, NULL where there is nothing; free it with kaohe_text_free().
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_assessment_figure(const kaohe_assessment* assessment, int64_t row, const char* column, kaohe_text** out);

/** Everything but titles and bars as JSON, the same bytes as in C++ and Python. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_json(const kaohe_assessment* assessment, kaohe_text** out);

/**
 * Everything as an Arrow stream, one row for each unit: unit, title, group, rank, grade, grade_computed, total, base, adjustments, the
 * criteria (by id; one that is also the name of another column is called `score.` and its id, not `score:` as elsewhere), and the lists
 * missing, not_applicable, vetoes, gates, measures, bars. docs/arrow.md has their types.
 *
 * @param exact  0 for the nearest doubles, anything else for decimals of the type decimal128.
 * @param out    receives the stream, to be released by its own `release`; need not be set before. It may outlive the assessment, and is for
 *               one thread at a time. After a failure its `release` is NULL: there is nothing to release.
 * @return KAOHE_E_ARGUMENT where a number takes more than the 38 digits of a decimal128.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_assessment_arrow(const kaohe_assessment* assessment, int32_t exact, struct ArrowArrayStream* out);

/** Why a unit got its points, as a tree of text for people. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_explain(const kaohe_assessment* assessment, int64_t row, kaohe_language language, kaohe_text** out);

/** The same as JSON. @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_explain_json(const kaohe_assessment* assessment, int64_t row, kaohe_language language,
                                                     kaohe_text** out);

/** Who answers for every point lost and won, as JSON. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_attribution(const kaohe_assessment* assessment, kaohe_language language, kaohe_text** out);

/** What it was made by and from, as JSON: the version of kaohe, the hashes of the rules and of the evidence (docs/results.md). Free it with
 *  kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_made_by(const kaohe_assessment* assessment, kaohe_text** out);

/** What was found on the way, as kaohe_scheme_assess() or the last kaohe_assessment_update() that did something handed it out: a new list
 *  with every call. Free each with kaohe_findings_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_findings(const kaohe_assessment* assessment, kaohe_findings** out);

/**
 * Puts other values in place of some observations: the assessment is then as if its evidence had held them from the beginning. Only what
 * depends on them is worked out again.
 *
 * Streams, texts and findings that were made of the assessment before stay as they are; a `const char*` that was returned may no longer be
 * used. No other thread may use the assessment meanwhile. Numbers that were lent for its evidence are not written to, and lent as long as
 * before; those of `changes` are not kept.
 *
 * @param changes  observations with a row for each value, and no other table: the columns unit, indicator (an id, or `id@period`), value
 *                 and, if need be, period. A value that is missing is missing from then on. Each row names a unit and an indicator that the
 *                 observations of the assessment have. It is not used up. Findings call it `changes`.
 * @param found    NULL, or receives every finding of the assessment as it is then, or what is wrong; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_EVIDENCE where a finding is an error; KAOHE_E_ARGUMENT where `changes` has no observations, or another table.
 *         Unless it is KAOHE_OK, the assessment is as it was, and what was returned of it may still be used.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_assessment_update(kaohe_assessment* assessment, const kaohe_evidence* changes, kaohe_findings** found);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_assessment_free(kaohe_assessment* assessment);

/* ---- plans */

/** What the plan holds, as JSON: items with their days, targets and those below them, duties with their windows. Free it with
 *  kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_plan(const kaohe_scheme* scheme, kaohe_text** out);

/** How a plan is asked about. The day must be set, so that NULL instead of all of it is KAOHE_E_ARGUMENT. */
typedef struct kaohe_plan_options {
  int32_t struct_size; /**< set by the initialiser; fields are only ever appended */
  int32_t reserved;
  const char* on;                     /**< the day asked about; must be set */
  const char* party;                  /**< its part of items, its duties and matters, as the scheme knows it (else K0626); NULL: all */
  const kaohe_assessment* assessment; /**< whose measures open matters; its scheme has the same id (else K0681); NULL: none */
  const char* made_known;             /**< the day its results were made known; NULL: the last day of the period */
} kaohe_plan_options;

#define KAOHE_PLAN_OPTIONS_INIT \
  { (int32_t)sizeof(kaohe_plan_options), 0, 0, 0, 0, 0 }

/**
 * How the plan stands on a day, as a list for people: items with their reasons, duties, matters, and who answers. What the tables tell of
 * later days is left aside.
 *
 * @param out    receives the text; free it with kaohe_text_free().
 * @param found  NULL, or receives every finding; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_EVIDENCE where a finding is an error.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_plan_status(const kaohe_scheme* scheme, const kaohe_evidence* evidence,
                                                const kaohe_plan_options* options, kaohe_language language, kaohe_text** out,
                                                kaohe_findings** found);

/** The same as JSON. @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_plan_status_json(const kaohe_scheme* scheme, const kaohe_evidence* evidence,
                                                     const kaohe_plan_options* options, kaohe_language language, kaohe_text** out,
                                                     kaohe_findings** found);

/** What is open and due after the day, as a JSON list. `within` is how long after: a whole number up to 9999 and days, working days, months
 *  or years: "30 days", "1 month", "10个工作日". The rest as for kaohe_scheme_plan_status(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_due(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const char* within,
                                        const kaohe_plan_options* options, kaohe_language language, kaohe_text** out,
                                        kaohe_findings** found);

/* ---- roll-ups */

/**
 * Adds indicators up over the tree of parties, at every level.
 *
 * @param indicators  `count` ids, each ending with a NUL; one given twice counts once. At a count of 0 all that say how they add up.
 * @param period      as "2014-Q3", ending with a NUL; NULL is the scheme's. No period is KAOHE_E_ARGUMENT.
 * @param out         receives the figures; free them with kaohe_rollup_free().
 * @param found       NULL, or receives every finding; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_EVIDENCE where a finding is an error, as an id of no indicator (K0796) or one that does not say how it adds up
 *         (K0628).
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_rollup(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const char* const* indicators,
                                           int64_t count, const char* period, kaohe_rollup** out, kaohe_findings** found);

/** How many rows there are: one for each party, and the last for all together; 0 for NULL. @since 0.1 */
KAOHE_API int64_t kaohe_rollup_rows(const kaohe_rollup* rollup);

/** The id of the party of a row; NULL for all together, and where there is no such row. @since 0.1 */
KAOHE_API const char* kaohe_rollup_party(const kaohe_rollup* rollup, int64_t row);

/** How many indicators there are, and their ids by index; NULL where there is none. @since 0.1 */
KAOHE_API int64_t kaohe_rollup_indicators(const kaohe_rollup* rollup);
KAOHE_API const char* kaohe_rollup_indicator(const kaohe_rollup* rollup, int64_t index);

/** The figures of an indicator as the nearest doubles, NaN where one is missing. `capacity` is at least the number of rows. @since 0.1 */
KAOHE_API kaohe_status kaohe_rollup_numbers(const kaohe_rollup* rollup, const char* indicator, double* out, int64_t capacity);

/** One figure as an exact text: a decimal, or a fraction ("4/3") where no decimal is the figure, for it is not rounded. NULL where it is
 *  missing. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_rollup_figure(const kaohe_rollup* rollup, int64_t row, const char* indicator, kaohe_text** out);

/** The parties at or below a row that have no figure, parted by ";"; where ids may have one, kaohe_rollup_json() has a list. NULL where all
 *  have a figure. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_rollup_missing(const kaohe_rollup* rollup, int64_t row, const char* indicator, kaohe_text** out);

/** Everything as JSON. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_rollup_json(const kaohe_rollup* rollup, kaohe_text** out);

/** Frees it; does nothing for NULL. @since 0.1 */
KAOHE_API void kaohe_rollup_free(kaohe_rollup* rollup);

#ifdef __cplusplus
}
#endif

#endif /* KAOHE_KAOHE_H */
