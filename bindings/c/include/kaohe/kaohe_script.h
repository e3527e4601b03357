/* clang-format off */
/* made by bindings/c/script/generate.py from functions.toml: do not edit */
/**
 * kaohe for spreadsheets and scripts: plain functions of numbers and texts, for Visual Basic, LibreOffice, Lua, a cell's formula.
 *
 * Conventions
 *  - A handle is a number above 0 that stands for a thing the library keeps until kaohe_script_free(), below 2^53, so that a double holds
 *    it. One that was freed, that is of another kind or that was never given is refused, and no number is soon given again. There may be
 *    1048576 of them at once.
 *  - What fails gives 0 for a handle, NaN for a number, -1 for a count or a length, else a kaohe_status that is not 0.
 *    kaohe_script_last_error() has a line about it, kaohe_script_last_status() tells whether the last call failed.
 *  - A text that goes in is a pointer with its length, or -1 where it ends with a NUL: in bytes of UTF-8, or, for the functions that
 *    end in _w, in 16-bit units of UTF-16 (StrPtr and Len in Visual Basic). What is neither, half a character for one, is refused, and so
 *    is a NUL within. NULL with the length 0 is empty. Nothing that goes in is kept after the call.
 *  - A text that comes out goes into `out`, `capacity` bytes or units of the caller's, and the length of the whole text is given back,
 *    without a NUL. A NUL follows it only where there is room for one, that is where the length is less than `capacity`. Where it is
 *    more, the text was cut, never within a character; that is no failure. NULL with the capacity 0 asks for the length alone.
 *  - Rows and indices begin at 1.
 *  - A cell of a table is empty, a number or a text. What was set last counts, whichever function set it; NaN and an empty text empty a
 *    cell, and that sets it, too. A table has as many rows as its lowest cell that was set, and the columns that were named, which may not
 *    be empty texts. A block or lines that are shorter than before leave the rows below as they are: begin with new tables. Blank rows at
 *    the end of a range are rows without a unit, an error (K0703): leave them out. Numbers are read as kaohe.h says.
 *  - From a sheet: a date goes in as a text, 2014-10-31, for the number behind it is refused; a share as 0.985 or the text 98.5%; yes and
 *    no as such texts or 1 and 0 (True is -1 in Visual Basic). An empty cell passed as a number is 0 and not missing: pass its text. An
 *    id that is a number in the sheet has lost its leading zeros and all beyond 15 digits: 7 is not 007. Keep ids as texts.
 *  - Threads: any thread may use any handle at any time, for the library locks what it keeps, while it looks a handle up, while cells are
 *    set or copied and while an assessment is updated, not while it scores. The last error, the last status and kaohe_script_findings()
 *    are of the thread that called. Scoring takes one thread for each processor.
 *  - No C++ exception leaves the library: want of memory is the status KAOHE_E_MEMORY.
 */
#ifndef KAOHE_KAOHE_SCRIPT_H
#define KAOHE_KAOHE_SCRIPT_H

#include <kaohe/kaohe.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The library 程序库 */

/**
 * The version of the library, as 0.1.0. @since 0.1
 * 程序库版本，如0.1.0。
 */
KAOHE_API int32_t kaohe_script_version(char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_version_w(uint16_t* out, int32_t capacity);

/**
 * One line about the last call of this thread that failed, through kaohe.h, too; empty before any did. A success leaves it. @since 0.1
 * 本线程最近一次失败（含kaohe.h的调用）的原因，一行；没有失败过则为空。成功的调用不改动它。
 */
KAOHE_API int32_t kaohe_script_last_error(char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_last_error_w(uint16_t* out, int32_t capacity);

/**
 * 0 where the last call of this thread did what it was asked, else its kaohe_status. It tells a figure that is missing from a failure:
 * both are NaN. Every function of this header sets it, but for last_error and last_status; those of kaohe.h do not. @since 0.1
 * 本线程上一次调用成功则为0，否则为其kaohe_status。缺项和失败都给NaN，用它区分。除last_error和last_status外，每个函数都会改写它；kaohe.h的函数不改写。
 */
KAOHE_API int32_t kaohe_script_last_status(void);

/**
 * Frees what a handle of any kind stands for. What was made from it stays. @since 0.1
 * 释放任何一种句柄。由它得出的东西不受影响。
 *
 * @param handle  of what is no longer needed; 0 does nothing
 */
KAOHE_API int32_t kaohe_script_free(int64_t handle);

/* ---- Schemes 考核办法 */

/**
 * Reads and checks a scheme. What is wrong with it is asked for by findings(), after a failure, too. @since 0.1
 * 读入并检查考核办法。有什么问题用findings()查，失败之后也可以查。
 *
 * @param document  the scheme, YAML or JSON
 */
KAOHE_API int64_t kaohe_script_scheme_load(const char* document, int32_t document_length);
KAOHE_API int64_t kaohe_script_scheme_load_w(const uint16_t* document, int32_t document_length);

/**
 * The same from a file; what it names under `uses:` is read from its folder and below, and from nowhere else. @since 0.1
 * 从文件读入；`uses:`写的文件只从同一目录及其下级读取。
 *
 * @param path  the path of a file
 */
KAOHE_API int64_t kaohe_script_scheme_read(const char* path, int32_t path_length);
KAOHE_API int64_t kaohe_script_scheme_read_w(const uint16_t* path, int32_t path_length);

/**
 * Its `id`, `title`, `period` or `source`; empty where not written. @since 0.1
 * `id`、`title`、`period`、`source`中的一项；没有写则为空。
 *
 * @param scheme  of a scheme
 * @param what    one of the names above
 */
KAOHE_API int32_t kaohe_script_scheme_text(int64_t scheme, const char* what, int32_t what_length, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_scheme_text_w(int64_t scheme, const uint16_t* what, int32_t what_length, uint16_t* out, int32_t capacity);

/* ---- Findings 检查意见 */

/**
 * What the last scheme_load, scheme_read, assess, update_number or update_text of this thread found, as a new handle with every call, to
 * be freed; where nothing was wrong it has no findings. It fails where that call could look at nothing, as at a file that is not there.
 * @since 0.1
 * 本线程最近一次scheme_load、scheme_read、assess、update_number或update_text的检查意见。每次调用都给新的句柄，用完要释放；没有问题时意见为0条。那次调用若根本没有可检查的内容（如文件不存在），则失败。
 */
KAOHE_API int64_t kaohe_script_findings(void);

/**
 * How many there are. @since 0.1
 * 共有几条。
 *
 * @param findings  of findings
 */
KAOHE_API int32_t kaohe_script_finding_count(int64_t findings);

/**
 * `severity` (0 error, 1 warning, 2 hint), `line`, `column` and `length` in a document, `row` in a table; 0 where there is none. @since
 * 0.1
 * `severity`（0错误、1警告、2提示），`line`、`column`、`length`是在文件中的位置，`row`是表中的行；没有则为0。
 *
 * @param findings  of findings
 * @param index     from 1 on
 * @param what      one of the names above
 */
KAOHE_API int32_t kaohe_script_finding_number(int64_t findings, int32_t index, const char* what, int32_t what_length);
KAOHE_API int32_t kaohe_script_finding_number_w(int64_t findings, int32_t index, const uint16_t* what, int32_t what_length);

/**
 * `code`, `file`, `table`, `table_column`, `message`, `hint`, or `all` of it as people read it; empty where there is none. @since 0.1
 * `code`、`file`、`table`、`table_column`、`message`、`hint`，或`all`（全文）；没有则为空。
 *
 * @param findings  of findings
 * @param index     from 1 on
 * @param what      one of the names above
 * @param language  KAOHE_ZH (0) or KAOHE_EN (1)
 */
KAOHE_API int32_t kaohe_script_finding_text(int64_t findings, int32_t index, const char* what, int32_t what_length, int32_t language, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_finding_text_w(int64_t findings, int32_t index, const uint16_t* what, int32_t what_length, int32_t language, uint16_t* out, int32_t capacity);

/* ---- Evidence 数据 */

/**
 * Empty tables. They grow as cells are set. @since 0.1
 * 空的数据表，填到哪里就有多大。
 */
KAOHE_API int64_t kaohe_script_evidence_new(void);

/**
 * Sets the cells of several columns, from the first row on, out of one block of numbers: by rows its strides are {columns, 1}, by
 * columns, as in Visual Basic, {1, rows}. It is copied. @since 0.1
 * 用一整块数从第一行起填好几列：按行排的步长是{列数, 1}，按列排的（如VBA数组）是{1, 行数}。数据会复制一份。
 *
 * @param evidence       of tables
 * @param table          observations, events, ratings, units, history or decisions
 * @param columns        names, one on each line
 * @param values         the block; NaN is missing
 * @param rows           how many rows it has
 * @param row_stride     from a row to the next, in numbers
 * @param column_stride  from a column to the next, in numbers
 */
KAOHE_API int32_t kaohe_script_evidence_block(int64_t evidence, const char* table, int32_t table_length, const char* columns, int32_t columns_length, const double* values, int32_t rows, int32_t row_stride, int32_t column_stride);
KAOHE_API int32_t kaohe_script_evidence_block_w(int64_t evidence, const uint16_t* table, int32_t table_length, const uint16_t* columns, int32_t columns_length, const double* values, int32_t rows, int32_t row_stride, int32_t column_stride);

/**
 * Sets the cells of a column, from the first row on, out of a text with a line for each, ended by LF or CR LF. What ends with a line end
 * has no empty line behind it. @since 0.1
 * 用一段文字从第一行起填一列，一行一格，换行可以是LF或CR LF。最后的换行之后不算一行。
 *
 * @param evidence  of tables
 * @param table     observations, events, ratings, units, history or decisions
 * @param column    the name of a column
 * @param lines     the cells, one on each line; an empty line is missing
 */
KAOHE_API int32_t kaohe_script_evidence_lines(int64_t evidence, const char* table, int32_t table_length, const char* column, int32_t column_length, const char* lines, int32_t lines_length);
KAOHE_API int32_t kaohe_script_evidence_lines_w(int64_t evidence, const uint16_t* table, int32_t table_length, const uint16_t* column, int32_t column_length, const uint16_t* lines, int32_t lines_length);

/**
 * Sets one cell to a number. A row is at most 1048576. @since 0.1
 * 把一格填成数值。行号最大1048576。
 *
 * @param evidence  of tables
 * @param table     observations, events, ratings, units, history or decisions
 * @param row       from 1 on, without the header
 * @param column    the name of a column
 * @param number    a number; NaN is missing
 */
KAOHE_API int32_t kaohe_script_evidence_number(int64_t evidence, const char* table, int32_t table_length, int32_t row, const char* column, int32_t column_length, double number);
KAOHE_API int32_t kaohe_script_evidence_number_w(int64_t evidence, const uint16_t* table, int32_t table_length, int32_t row, const uint16_t* column, int32_t column_length, double number);

/**
 * Sets one cell to a text: a name, a date, a level, or a number as it is written. @since 0.1
 * 把一格填成文字：名称、日期、等次，或照写的数。
 *
 * @param evidence  of tables
 * @param table     observations, events, ratings, units, history or decisions
 * @param row       from 1 on, without the header
 * @param column    the name of a column
 * @param text      a text; an empty one is missing
 */
KAOHE_API int32_t kaohe_script_evidence_text(int64_t evidence, const char* table, int32_t table_length, int32_t row, const char* column, int32_t column_length, const char* text, int32_t text_length);
KAOHE_API int32_t kaohe_script_evidence_text_w(int64_t evidence, const uint16_t* table, int32_t table_length, int32_t row, const uint16_t* column, int32_t column_length, const uint16_t* text, int32_t text_length);

/**
 * Adds one row behind the last of the observations: `unit`, `indicator`, `period` and `value`. A table has either one row for each value,
 * as these, or one for each unit and a column for each indicator; not both. @since 0.1
 * 在observations末尾加一行：`unit`、`indicator`、`period`、`value`。一张表要么这样一行一个数，要么一行一个单位、一列一个指标，不能混用。
 *
 * @param evidence   of tables
 * @param unit       the id of a unit
 * @param indicator  the id of an indicator or a leaf
 * @param period     as 2014-Q3; empty for that of the scheme
 * @param number     a number; NaN is missing
 */
KAOHE_API int32_t kaohe_script_observe_number(int64_t evidence, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, double number);
KAOHE_API int32_t kaohe_script_observe_number_w(int64_t evidence, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, double number);

/**
 * The same of a value as it is written. @since 0.1
 * 同上，数值照原样写。
 *
 * @param evidence   of tables
 * @param unit       the id of a unit
 * @param indicator  the id of an indicator or a leaf
 * @param period     as 2014-Q3; empty for that of the scheme
 * @param text       a text; an empty one is missing
 */
KAOHE_API int32_t kaohe_script_observe_text(int64_t evidence, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, const char* text, int32_t text_length);
KAOHE_API int32_t kaohe_script_observe_text_w(int64_t evidence, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, const uint16_t* text, int32_t text_length);

/* ---- Assessments 考核结果 */

/**
 * Scores every unit. What is wrong with the tables is asked for by findings(). @since 0.1
 * 给所有单位打分。数据有什么问题用findings()查。
 *
 * @param scheme    of a scheme
 * @param evidence  of tables
 */
KAOHE_API int64_t kaohe_script_assess(int64_t scheme, int64_t evidence);

/**
 * Puts another value in place of one that the observations of the assessment hold, as if they had held it from the beginning. They must
 * have the unit and the indicator, be the cell empty. Where that fails the assessment is as it was, and what is wrong is asked for by
 * findings(). @since 0.1
 * 把观测数据里的一格改成另一个数，结果如同一开始就是这个数。数据里须已有这个单位和指标，空格也可以。失败则结果不变，有什么问题用findings()查。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 * @param indicator   the id of an indicator or a leaf
 * @param period      as 2014-Q3; empty for that of the scheme
 * @param number      a number; NaN is missing
 */
KAOHE_API int32_t kaohe_script_update_number(int64_t assessment, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, double number);
KAOHE_API int32_t kaohe_script_update_number_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, double number);

/**
 * The same of a value as it is written. @since 0.1
 * 同上，数值照原样写。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 * @param indicator   the id of an indicator or a leaf
 * @param period      as 2014-Q3; empty for that of the scheme
 * @param text        a text; an empty one is missing
 */
KAOHE_API int32_t kaohe_script_update_text(int64_t assessment, const char* unit, int32_t unit_length, const char* indicator, int32_t indicator_length, const char* period, int32_t period_length, const char* text, int32_t text_length);
KAOHE_API int32_t kaohe_script_update_text_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* indicator, int32_t indicator_length, const uint16_t* period, int32_t period_length, const uint16_t* text, int32_t text_length);

/**
 * How many units there are. @since 0.1
 * 共有几个单位。
 *
 * @param assessment  of an assessment
 */
KAOHE_API int32_t kaohe_script_unit_count(int64_t assessment);

/**
 * The id of a unit. @since 0.1
 * 某个单位的名称。
 *
 * @param assessment  of an assessment
 * @param index       from 1 on
 */
KAOHE_API int32_t kaohe_script_unit(int64_t assessment, int32_t index, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_unit_w(int64_t assessment, int32_t index, uint16_t* out, int32_t capacity);

/**
 * The total of a unit. @since 0.1
 * 某个单位的总分。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 */
KAOHE_API double kaohe_script_total(int64_t assessment, const char* unit, int32_t unit_length);
KAOHE_API double kaohe_script_total_w(int64_t assessment, const uint16_t* unit, int32_t unit_length);

/**
 * Its place in its group; NaN where it has none. @since 0.1
 * 某个单位在组内的名次；没有则为NaN。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 */
KAOHE_API double kaohe_script_rank(int64_t assessment, const char* unit, int32_t unit_length);
KAOHE_API double kaohe_script_rank_w(int64_t assessment, const uint16_t* unit, int32_t unit_length);

/**
 * Its score on a criterion. @since 0.1
 * 某个单位某一项的得分。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 * @param criterion   the id of a criterion
 */
KAOHE_API double kaohe_script_score(int64_t assessment, const char* unit, int32_t unit_length, const char* criterion, int32_t criterion_length);
KAOHE_API double kaohe_script_score_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* criterion, int32_t criterion_length);

/**
 * Its grade; empty where it has none. @since 0.1
 * 某个单位的等次；没有则为空。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 */
KAOHE_API int32_t kaohe_script_grade(int64_t assessment, const char* unit, int32_t unit_length, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_grade_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, uint16_t* out, int32_t capacity);

/**
 * One figure as an exact text, from the columns of kaohe_assessment_figure(): total, base, grade, vetoes, the id of a criterion; empty
 * where there is none. @since 0.1
 * 一项结果的准确写法，列名见kaohe_assessment_figure()：total、base、grade、vetoes、考核项；没有则为空。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 * @param column      the name of a column
 */
KAOHE_API int32_t kaohe_script_figure(int64_t assessment, const char* unit, int32_t unit_length, const char* column, int32_t column_length, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_figure_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, const uint16_t* column, int32_t column_length, uint16_t* out, int32_t capacity);

/**
 * A column of numbers of all units, in the order of unit(), NaN where one is missing. How many units there are is given back; where there
 * is no room for all, none is written, which is no failure. @since 0.1
 * 所有单位的一列数，顺序同unit()，缺的是NaN。返回单位数；放不下则一个也不写，不算失败。
 *
 * @param assessment  of an assessment
 * @param column      the name of a column
 * @param numbers     receives the numbers
 * @param capacity    how many numbers there is room for
 */
KAOHE_API int32_t kaohe_script_figures(int64_t assessment, const char* column, int32_t column_length, double* numbers, int32_t capacity);
KAOHE_API int32_t kaohe_script_figures_w(int64_t assessment, const uint16_t* column, int32_t column_length, double* numbers, int32_t capacity);

/**
 * Why a unit got its points, as an indented list. @since 0.1
 * 某个单位的得分说明，逐级缩进。
 *
 * @param assessment  of an assessment
 * @param unit        the id of a unit
 * @param language    KAOHE_ZH (0) or KAOHE_EN (1)
 */
KAOHE_API int32_t kaohe_script_explain(int64_t assessment, const char* unit, int32_t unit_length, int32_t language, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_explain_w(int64_t assessment, const uint16_t* unit, int32_t unit_length, int32_t language, uint16_t* out, int32_t capacity);

/**
 * Everything as JSON, the same bytes as kaohe_assessment_json() gives. @since 0.1
 * 全部结果的JSON，与kaohe_assessment_json()逐字节相同。
 *
 * @param assessment  of an assessment
 */
KAOHE_API int32_t kaohe_script_assessment_json(int64_t assessment, char* out, int32_t capacity);
KAOHE_API int32_t kaohe_script_assessment_json_w(int64_t assessment, uint16_t* out, int32_t capacity);

#ifdef __cplusplus
}
#endif

#endif /* KAOHE_KAOHE_SCRIPT_H */
