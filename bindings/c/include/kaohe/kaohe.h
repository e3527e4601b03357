/**
 * kaohe for C: reads schemes, scores units, explains every point.
 *
 * Conventions
 *  - Every function that can fail returns a kaohe_status; what it makes comes last, through `out`, and is NULL after a failure.
 *    kaohe_last_error() then has one line about it, for the thread that called.
 *  - What a function gives through `out` is the caller's, to be freed by the function named beside it. Every free takes NULL. A handle
 *    must not be used after it was freed.
 *  - A `const char*` that is returned belongs to the handle it was asked of and lives as long as that; it ends with a NUL.
 *  - A text that goes in is a pointer with its length in bytes, or -1 where it ends with a NUL. It is UTF-8; anything else is refused
 *    with KAOHE_E_ARGUMENT. Nothing that goes in is kept after the call.
 *  - Options are structs that know their size: start from the initialiser beside each. A program built against an older version of this
 *    header runs with a newer library.
 *  - Threads: a scheme and an assessment are immutable, any number of threads may use them. An evidence handle, findings and texts are
 *    for one thread at a time. There is no global state but the last error of each thread.
 *  - No C++ exception leaves the library: want of memory is KAOHE_E_MEMORY.
 */
#ifndef KAOHE_KAOHE_H
#define KAOHE_KAOHE_H

#include <stdint.h>

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

#ifdef __cplusplus
extern "C" {
#endif

/** How a call went. Values never change; new ones may be added. */
typedef int32_t kaohe_status;
enum {
  KAOHE_OK = 0,
  KAOHE_E_ARGUMENT = 1,  /**< a NULL, a length, a size or a text that cannot be */
  KAOHE_E_DOCUMENT = 2,  /**< the scheme has errors: see the findings */
  KAOHE_E_EVIDENCE = 3,  /**< the tables have errors: see the findings */
  KAOHE_E_NOT_FOUND = 4, /**< no unit, column or id of that name */
  KAOHE_E_FILE = 5,      /**< the file cannot be read */
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
enum { KAOHE_OBSERVATIONS = 0, KAOHE_EVENTS = 1, KAOHE_RATINGS = 2, KAOHE_UNITS = 3, KAOHE_HISTORY = 4, KAOHE_DECISIONS = 5 };

typedef struct kaohe_text kaohe_text;             /**< a text made for the caller */
typedef struct kaohe_findings kaohe_findings;     /**< what is wrong with a document or a table, and where */
typedef struct kaohe_scheme kaohe_scheme;         /**< a checked scheme, ready to score */
typedef struct kaohe_evidence kaohe_evidence;     /**< tables on their way in */
typedef struct kaohe_assessment kaohe_assessment; /**< what an assessment found */

/* ---- the library */

/** The library's version, as "0.1.0". Never NULL. @since 0.1 */
KAOHE_API const char* kaohe_version(void);

/** The number of this binary interface. It grows where a program built before would no longer run. @since 0.1 */
KAOHE_API int32_t kaohe_abi(void);

/** One line about the last call of this thread that failed; empty before any did. It lives until the thread's next call. @since 0.1 */
KAOHE_API const char* kaohe_last_error(void);

/* ---- texts */

/** The text, ending with a NUL that its length does not count; NULL of NULL. @since 0.1 */
KAOHE_API const char* kaohe_text_data(const kaohe_text* text);

/** Its length in bytes; 0 of NULL. @since 0.1 */
KAOHE_API int64_t kaohe_text_length(const kaohe_text* text);

KAOHE_API void kaohe_text_free(kaohe_text* text);

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

/** How many there are; 0 of NULL. @since 0.1 */
KAOHE_API int64_t kaohe_findings_count(const kaohe_findings* findings);

/** Fills in finding `index`, from 0 on, as far as `out->struct_size` reaches. @since 0.1 */
KAOHE_API kaohe_status kaohe_findings_get(const kaohe_findings* findings, int64_t index, kaohe_finding* out);

/** What is wrong, in a sentence; NULL where there is no such finding or language. @since 0.1 */
KAOHE_API const char* kaohe_findings_message(const kaohe_findings* findings, int64_t index, kaohe_language language);

/** What to do about it; NULL likewise. @since 0.1 */
KAOHE_API const char* kaohe_findings_hint(const kaohe_findings* findings, int64_t index, kaohe_language language);

/** All of them as a JSON list. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_findings_json(const kaohe_findings* findings, kaohe_language language, kaohe_text** out);

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
 * @return KAOHE_OK; KAOHE_E_DOCUMENT where a finding is an error. A document that `uses:` others is read by kaohe_scheme_read().
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_load(const char* text, int64_t length, const char* name, kaohe_scheme** out, kaohe_findings** found);

/** The same from a file; what it names under `uses:` is read from its folder and below. KAOHE_E_FILE where it cannot be read. @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_read(const char* path, kaohe_scheme** out, kaohe_findings** found);

/** Its id, title and period as the document has them; NULL of NULL, empty where not written. @since 0.1 */
KAOHE_API const char* kaohe_scheme_id(const kaohe_scheme* scheme);
KAOHE_API const char* kaohe_scheme_title(const kaohe_scheme* scheme);
KAOHE_API const char* kaohe_scheme_period(const kaohe_scheme* scheme);

/** Runs the tests beside the rules: a report as JSON. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_test(const kaohe_scheme* scheme, kaohe_language language, kaohe_text** out);

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

KAOHE_API void kaohe_scheme_free(kaohe_scheme* scheme);

/* ---- evidence */

/** Empty tables. Free them with kaohe_evidence_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_evidence_new(kaohe_evidence** out);

/**
 * Adds a column of numbers to a table. Every column of a table has the same number of rows.
 *
 * A double is read as the shortest decimal that stands for it, at 15 digits where it takes more; NaN is missing, an infinity an error with
 * its row when the evidence is used.
 *
 * @param name    of the column, ending with a NUL.
 * @param values  `rows` numbers; may be NULL where there is none.
 * @param stride  from one to the next, counted in numbers: 1 where they stand side by side. May be negative.
 * @param valid   NULL, or a bit for each row, the lowest first: 0 is missing.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_doubles(kaohe_evidence* evidence, kaohe_table table, const char* name, const double* values,
                                                  int64_t rows, int64_t stride, const uint8_t* valid);

/** The same of whole numbers. @since 0.1 */
KAOHE_API kaohe_status kaohe_evidence_add_integers(kaohe_evidence* evidence, kaohe_table table, const char* name, const int64_t* values,
                                                   int64_t rows, int64_t stride, const uint8_t* valid);

/**
 * Adds a column of texts: names, dates, levels, or numbers as they are written.
 *
 * @param bytes    all texts one after the other, UTF-8.
 * @param offsets  rows + 1 of them, none smaller than the one before: text i is bytes[offsets[i]] up to bytes[offsets[i + 1]].
 * @param valid    NULL, or a bit for each row, the lowest first: 0 is missing. An empty text is missing, too.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_texts(kaohe_evidence* evidence, kaohe_table table, const char* name, const char* bytes,
                                                const int64_t* offsets, int64_t rows, const uint8_t* valid);

/** The same of texts that each end with a NUL; NULL is missing. @since 0.1 */
KAOHE_API kaohe_status kaohe_evidence_add_strings(kaohe_evidence* evidence, kaohe_table table, const char* name, const char* const* texts,
                                                  int64_t rows);

/**
 * Adds several columns of numbers that lie in one block: a row is `row_stride` numbers from the next, a column `column_stride`. A block by
 * rows has strides {columns, 1}, one by columns, as in Visual Basic or Fortran, {1, rows}.
 *
 * @param names  `columns` names, each ending with a NUL.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_evidence_add_block(kaohe_evidence* evidence, kaohe_table table, const char* const* names, const double* values,
                                                int64_t rows, int64_t columns, int64_t row_stride, int64_t column_stride);

KAOHE_API void kaohe_evidence_free(kaohe_evidence* evidence);

/* ---- assessments */

typedef struct kaohe_assess_options {
  int32_t struct_size; /**< set by the initialiser; fields are only ever appended */
  int32_t threads;     /**< 0 is one a core; the answer does not depend on it */
} kaohe_assess_options;

#define KAOHE_ASSESS_OPTIONS_INIT \
  { (int32_t)sizeof(kaohe_assess_options), 0 }

/**
 * Scores every unit.
 *
 * @param evidence  is not used up: it may be scored again, and added to.
 * @param options   NULL for the usual.
 * @param out       receives the assessment; free it with kaohe_assessment_free().
 * @param found     NULL, or receives every finding; free it with kaohe_findings_free().
 * @return KAOHE_OK; KAOHE_E_EVIDENCE where a finding is an error.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_scheme_assess(const kaohe_scheme* scheme, const kaohe_evidence* evidence, const kaohe_assess_options* options,
                                           kaohe_assessment** out, kaohe_findings** found);

/** Between which bounds every total still lies while data are missing, as JSON. The rest as for kaohe_scheme_assess(). @since 0.1 */
KAOHE_API kaohe_status kaohe_scheme_intervals(const kaohe_scheme* scheme, const kaohe_evidence* evidence,
                                              const kaohe_assess_options* options, kaohe_text** out, kaohe_findings** found);

/** How many units there are; 0 of NULL. @since 0.1 */
KAOHE_API int64_t kaohe_assessment_units(const kaohe_assessment* assessment);

/** The id of a unit, from row 0 on; NULL where there is none. @since 0.1 */
KAOHE_API const char* kaohe_assessment_unit(const kaohe_assessment* assessment, int64_t row);

/** The row of a unit; KAOHE_E_NOT_FOUND, and the nearest name in kaohe_last_error(), where there is none. @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_find(const kaohe_assessment* assessment, const char* unit, int64_t* out);

/**
 * A column of numbers as the nearest doubles: `total`, `base`, `adjustments`, `rank`, or the id of a criterion for its scores. What is
 * missing is NaN.
 *
 * @param out       `capacity` doubles of the caller's.
 * @param capacity  at least the number of units, else KAOHE_E_ARGUMENT and nothing is written.
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_assessment_numbers(const kaohe_assessment* assessment, const char* column, double* out, int64_t capacity);

/**
 * One figure of one unit as an exact text: the columns of kaohe_assessment_numbers() as decimals, and `title`, `group`, `grade`,
 * `grade_computed`; lists (`vetoes`, `gates`, `measures`, `bars`, `missing`, `not_applicable`) parted by ";".
 *
 * @param out  receives the text, NULL where there is nothing; free it with kaohe_text_free().
 * @since 0.1
 */
KAOHE_API kaohe_status kaohe_assessment_figure(const kaohe_assessment* assessment, int64_t row, const char* column, kaohe_text** out);

/** Everything as JSON, the same bytes as through every other door. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_json(const kaohe_assessment* assessment, kaohe_text** out);

/** Why a unit got its points, as a tree of text for people. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_explain(const kaohe_assessment* assessment, int64_t row, kaohe_language language, kaohe_text** out);

/** The same as JSON. @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_explain_json(const kaohe_assessment* assessment, int64_t row, kaohe_language language,
                                                     kaohe_text** out);

/** Who answers for every point lost and won, as JSON. Free it with kaohe_text_free(). @since 0.1 */
KAOHE_API kaohe_status kaohe_assessment_attribution(const kaohe_assessment* assessment, kaohe_language language, kaohe_text** out);

KAOHE_API void kaohe_assessment_free(kaohe_assessment* assessment);

#ifdef __cplusplus
}
#endif

#endif /* KAOHE_KAOHE_H */
