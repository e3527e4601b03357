Attribute VB_Name = "Kaohe"
' made by bindings/c/script/generate.py from functions.toml: do not edit
' For 64-bit Office. A block of numbers is given by its first element: a(1, 1). Rows and indices begin at 1.
Option Explicit

Private Declare PtrSafe Function kaohe_script_version_w Lib "kaohe" _
    (ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_last_error_w Lib "kaohe" _
    (ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_last_status Lib "kaohe" _
    () As Long
Private Declare PtrSafe Function kaohe_script_free Lib "kaohe" _
    (ByVal Handle As LongLong) As Long
Private Declare PtrSafe Function kaohe_script_scheme_load_w Lib "kaohe" _
    (ByVal Document As LongPtr, ByVal DocumentLength As Long) As LongLong
Private Declare PtrSafe Function kaohe_script_scheme_read_w Lib "kaohe" _
    (ByVal Path As LongPtr, ByVal PathLength As Long) As LongLong
Private Declare PtrSafe Function kaohe_script_scheme_text_w Lib "kaohe" _
    (ByVal Scheme As LongLong, ByVal What As LongPtr, ByVal WhatLength As Long, ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_findings Lib "kaohe" _
    () As LongLong
Private Declare PtrSafe Function kaohe_script_finding_count Lib "kaohe" _
    (ByVal Findings As LongLong) As Long
Private Declare PtrSafe Function kaohe_script_finding_number_w Lib "kaohe" _
    (ByVal Findings As LongLong, ByVal Index As Long, ByVal What As LongPtr, ByVal WhatLength As Long) As Long
Private Declare PtrSafe Function kaohe_script_finding_text_w Lib "kaohe" _
    (ByVal Findings As LongLong, ByVal Index As Long, ByVal What As LongPtr, ByVal WhatLength As Long, ByVal Language As Long, ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_evidence_new Lib "kaohe" _
    () As LongLong
Private Declare PtrSafe Function kaohe_script_evidence_block_w Lib "kaohe" _
    (ByVal Evidence As LongLong, ByVal Table As LongPtr, ByVal TableLength As Long, ByVal Columns As LongPtr, ByVal ColumnsLength As Long, ByRef Values As Double, ByVal Rows As Long, ByVal RowStride As Long, ByVal ColumnStride As Long) As Long
Private Declare PtrSafe Function kaohe_script_evidence_lines_w Lib "kaohe" _
    (ByVal Evidence As LongLong, ByVal Table As LongPtr, ByVal TableLength As Long, ByVal Column As LongPtr, ByVal ColumnLength As Long, ByVal Lines As LongPtr, ByVal LinesLength As Long) As Long
Private Declare PtrSafe Function kaohe_script_evidence_number_w Lib "kaohe" _
    (ByVal Evidence As LongLong, ByVal Table As LongPtr, ByVal TableLength As Long, ByVal Row As Long, ByVal Column As LongPtr, ByVal ColumnLength As Long, ByVal Number As Double) As Long
Private Declare PtrSafe Function kaohe_script_evidence_text_w Lib "kaohe" _
    (ByVal Evidence As LongLong, ByVal Table As LongPtr, ByVal TableLength As Long, ByVal Row As Long, ByVal Column As LongPtr, ByVal ColumnLength As Long, ByVal Text As LongPtr, ByVal TextLength As Long) As Long
Private Declare PtrSafe Function kaohe_script_observe_number_w Lib "kaohe" _
    (ByVal Evidence As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Indicator As LongPtr, ByVal IndicatorLength As Long, ByVal Period As LongPtr, ByVal PeriodLength As Long, ByVal Number As Double) As Long
Private Declare PtrSafe Function kaohe_script_observe_text_w Lib "kaohe" _
    (ByVal Evidence As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Indicator As LongPtr, ByVal IndicatorLength As Long, ByVal Period As LongPtr, ByVal PeriodLength As Long, ByVal Text As LongPtr, ByVal TextLength As Long) As Long
Private Declare PtrSafe Function kaohe_script_assess Lib "kaohe" _
    (ByVal Scheme As LongLong, ByVal Evidence As LongLong) As LongLong
Private Declare PtrSafe Function kaohe_script_update_number_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Indicator As LongPtr, ByVal IndicatorLength As Long, ByVal Period As LongPtr, ByVal PeriodLength As Long, ByVal Number As Double) As Long
Private Declare PtrSafe Function kaohe_script_update_text_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Indicator As LongPtr, ByVal IndicatorLength As Long, ByVal Period As LongPtr, ByVal PeriodLength As Long, ByVal Text As LongPtr, ByVal TextLength As Long) As Long
Private Declare PtrSafe Function kaohe_script_unit_count Lib "kaohe" _
    (ByVal Assessment As LongLong) As Long
Private Declare PtrSafe Function kaohe_script_unit_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Index As Long, ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_total_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long) As Double
Private Declare PtrSafe Function kaohe_script_rank_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long) As Double
Private Declare PtrSafe Function kaohe_script_score_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Criterion As LongPtr, ByVal CriterionLength As Long) As Double
Private Declare PtrSafe Function kaohe_script_grade_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_figure_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Column As LongPtr, ByVal ColumnLength As Long, ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_figures_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Column As LongPtr, ByVal ColumnLength As Long, ByRef Numbers As Double, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_explain_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Unit As LongPtr, ByVal UnitLength As Long, ByVal Language As Long, ByVal Out As LongPtr, ByVal Capacity As Long) As Long
Private Declare PtrSafe Function kaohe_script_assessment_json_w Lib "kaohe" _
    (ByVal Assessment As LongLong, ByVal Out As LongPtr, ByVal Capacity As Long) As Long

' The version of the library, as 0.1.0.
Public Function KaoheVersion() As String
    Dim Length As Long, Room As String
    Length = kaohe_script_version_w(0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_version_w(StrPtr(Room), Length)
    KaoheVersion = Room
End Function

' One line about the last call of this thread that failed, through kaohe.h, too; empty before any did. A success leaves it.
Public Function KaoheLastError() As String
    Dim Length As Long, Room As String
    Length = kaohe_script_last_error_w(0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_last_error_w(StrPtr(Room), Length)
    KaoheLastError = Room
End Function

' 0 where the last call of this thread did what it was asked, else its kaohe_status. It tells a figure that is missing from a failure:
' both are NaN. Every function of this header sets it, but for last_error and last_status; those of kaohe.h do not.
Public Function KaoheLastStatus() As Long
    KaoheLastStatus = kaohe_script_last_status()
End Function

' Frees what a handle of any kind stands for. What was made from it stays.
Public Function KaoheFree(ByVal Handle As LongLong) As Long
    KaoheFree = kaohe_script_free(Handle)
End Function

' Reads and checks a scheme. What is wrong with it is asked for by findings(), after a failure, too.
Public Function KaoheSchemeLoad(ByVal Document As String) As LongLong
    KaoheSchemeLoad = kaohe_script_scheme_load_w(StrPtr(Document), Len(Document))
End Function

' The same from a file; what it names under `uses:` is read from its folder and below, and from nowhere else.
Public Function KaoheSchemeRead(ByVal Path As String) As LongLong
    KaoheSchemeRead = kaohe_script_scheme_read_w(StrPtr(Path), Len(Path))
End Function

' Its `id`, `title`, `period` or `source`; empty where not written.
Public Function KaoheSchemeText(ByVal Scheme As LongLong, ByVal What As String) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_scheme_text_w(Scheme, StrPtr(What), Len(What), 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_scheme_text_w(Scheme, StrPtr(What), Len(What), StrPtr(Room), Length)
    KaoheSchemeText = Room
End Function

' What the last scheme_load, scheme_read, assess, update_number or update_text of this thread found, as a new handle with every call, to
' be freed; where nothing was wrong it has no findings. It fails where that call could look at nothing, as at a file that is not there.
Public Function KaoheFindings() As LongLong
    KaoheFindings = kaohe_script_findings()
End Function

' How many there are.
Public Function KaoheFindingCount(ByVal Findings As LongLong) As Long
    KaoheFindingCount = kaohe_script_finding_count(Findings)
End Function

' `severity` (0 error, 1 warning, 2 hint), `line`, `column` and `length` in a document, `row` in a table; 0 where there is none.
Public Function KaoheFindingNumber(ByVal Findings As LongLong, ByVal Index As Long, ByVal What As String) As Long
    KaoheFindingNumber = kaohe_script_finding_number_w(Findings, Index, StrPtr(What), Len(What))
End Function

' `code`, `file`, `table`, `table_column`, `message`, `hint`, or `all` of it as people read it; empty where there is none.
Public Function KaoheFindingText(ByVal Findings As LongLong, ByVal Index As Long, ByVal What As String, ByVal Language As Long) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_finding_text_w(Findings, Index, StrPtr(What), Len(What), Language, 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_finding_text_w(Findings, Index, StrPtr(What), Len(What), Language, StrPtr(Room), Length)
    KaoheFindingText = Room
End Function

' Empty tables. They grow as cells are set.
Public Function KaoheEvidenceNew() As LongLong
    KaoheEvidenceNew = kaohe_script_evidence_new()
End Function

' Sets the cells of several columns, from the first row on, out of one block of numbers: by rows its strides are {columns, 1}, by columns,
' as in Visual Basic, {1, rows}. It is copied.
Public Function KaoheEvidenceBlock(ByVal Evidence As LongLong, ByVal Table As String, ByVal Columns As String, ByRef Values As Double, ByVal Rows As Long, ByVal RowStride As Long, ByVal ColumnStride As Long) As Long
    KaoheEvidenceBlock = kaohe_script_evidence_block_w(Evidence, StrPtr(Table), Len(Table), StrPtr(Columns), Len(Columns), Values, Rows, RowStride, ColumnStride)
End Function

' Sets the cells of a column, from the first row on, out of a text with a line for each, ended by LF or CR LF. What ends with a line end
' has no empty line behind it.
Public Function KaoheEvidenceLines(ByVal Evidence As LongLong, ByVal Table As String, ByVal Column As String, ByVal Lines As String) As Long
    KaoheEvidenceLines = kaohe_script_evidence_lines_w(Evidence, StrPtr(Table), Len(Table), StrPtr(Column), Len(Column), StrPtr(Lines), Len(Lines))
End Function

' Sets one cell to a number. A row is at most 1048576.
Public Function KaoheEvidenceNumber(ByVal Evidence As LongLong, ByVal Table As String, ByVal Row As Long, ByVal Column As String, ByVal Number As Double) As Long
    KaoheEvidenceNumber = kaohe_script_evidence_number_w(Evidence, StrPtr(Table), Len(Table), Row, StrPtr(Column), Len(Column), Number)
End Function

' Sets one cell to a text: a name, a date, a level, or a number as it is written.
Public Function KaoheEvidenceText(ByVal Evidence As LongLong, ByVal Table As String, ByVal Row As Long, ByVal Column As String, ByVal Text As String) As Long
    KaoheEvidenceText = kaohe_script_evidence_text_w(Evidence, StrPtr(Table), Len(Table), Row, StrPtr(Column), Len(Column), StrPtr(Text), Len(Text))
End Function

' Adds one row behind the last of the observations: `unit`, `indicator`, `period` and `value`. A table has either one row for each value,
' as these, or one for each unit and a column for each indicator; not both.
Public Function KaoheObserveNumber(ByVal Evidence As LongLong, ByVal Unit As String, ByVal Indicator As String, ByVal Period As String, ByVal Number As Double) As Long
    KaoheObserveNumber = kaohe_script_observe_number_w(Evidence, StrPtr(Unit), Len(Unit), StrPtr(Indicator), Len(Indicator), StrPtr(Period), Len(Period), Number)
End Function

' The same of a value as it is written.
Public Function KaoheObserveText(ByVal Evidence As LongLong, ByVal Unit As String, ByVal Indicator As String, ByVal Period As String, ByVal Text As String) As Long
    KaoheObserveText = kaohe_script_observe_text_w(Evidence, StrPtr(Unit), Len(Unit), StrPtr(Indicator), Len(Indicator), StrPtr(Period), Len(Period), StrPtr(Text), Len(Text))
End Function

' Scores every unit. What is wrong with the tables is asked for by findings().
Public Function KaoheAssess(ByVal Scheme As LongLong, ByVal Evidence As LongLong) As LongLong
    KaoheAssess = kaohe_script_assess(Scheme, Evidence)
End Function

' Puts another value in place of one that the observations of the assessment hold, as if they had held it from the beginning. They must
' have the unit and the indicator, be the cell empty. Where that fails the assessment is as it was, and what is wrong is asked for by
' findings().
Public Function KaoheUpdateNumber(ByVal Assessment As LongLong, ByVal Unit As String, ByVal Indicator As String, ByVal Period As String, ByVal Number As Double) As Long
    KaoheUpdateNumber = kaohe_script_update_number_w(Assessment, StrPtr(Unit), Len(Unit), StrPtr(Indicator), Len(Indicator), StrPtr(Period), Len(Period), Number)
End Function

' The same of a value as it is written.
Public Function KaoheUpdateText(ByVal Assessment As LongLong, ByVal Unit As String, ByVal Indicator As String, ByVal Period As String, ByVal Text As String) As Long
    KaoheUpdateText = kaohe_script_update_text_w(Assessment, StrPtr(Unit), Len(Unit), StrPtr(Indicator), Len(Indicator), StrPtr(Period), Len(Period), StrPtr(Text), Len(Text))
End Function

' How many units there are.
Public Function KaoheUnitCount(ByVal Assessment As LongLong) As Long
    KaoheUnitCount = kaohe_script_unit_count(Assessment)
End Function

' The id of a unit.
Public Function KaoheUnit(ByVal Assessment As LongLong, ByVal Index As Long) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_unit_w(Assessment, Index, 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_unit_w(Assessment, Index, StrPtr(Room), Length)
    KaoheUnit = Room
End Function

' The total of a unit.
Public Function KaoheTotal(ByVal Assessment As LongLong, ByVal Unit As String) As Double
    KaoheTotal = kaohe_script_total_w(Assessment, StrPtr(Unit), Len(Unit))
End Function

' Its place in its group; NaN where it has none.
Public Function KaoheRank(ByVal Assessment As LongLong, ByVal Unit As String) As Double
    KaoheRank = kaohe_script_rank_w(Assessment, StrPtr(Unit), Len(Unit))
End Function

' Its score on a criterion.
Public Function KaoheScore(ByVal Assessment As LongLong, ByVal Unit As String, ByVal Criterion As String) As Double
    KaoheScore = kaohe_script_score_w(Assessment, StrPtr(Unit), Len(Unit), StrPtr(Criterion), Len(Criterion))
End Function

' Its grade; empty where it has none.
Public Function KaoheGrade(ByVal Assessment As LongLong, ByVal Unit As String) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_grade_w(Assessment, StrPtr(Unit), Len(Unit), 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_grade_w(Assessment, StrPtr(Unit), Len(Unit), StrPtr(Room), Length)
    KaoheGrade = Room
End Function

' One figure as an exact text, from the columns of kaohe_assessment_figure(): total, base, grade, vetoes, the id of a criterion; empty
' where there is none.
Public Function KaoheFigure(ByVal Assessment As LongLong, ByVal Unit As String, ByVal Column As String) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_figure_w(Assessment, StrPtr(Unit), Len(Unit), StrPtr(Column), Len(Column), 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_figure_w(Assessment, StrPtr(Unit), Len(Unit), StrPtr(Column), Len(Column), StrPtr(Room), Length)
    KaoheFigure = Room
End Function

' A column of numbers of all units, in the order of unit(), NaN where one is missing. How many units there are is given back; where there
' is no room for all, none is written, which is no failure.
Public Function KaoheFigures(ByVal Assessment As LongLong, ByVal Column As String, ByRef Numbers As Double, ByVal Capacity As Long) As Long
    KaoheFigures = kaohe_script_figures_w(Assessment, StrPtr(Column), Len(Column), Numbers, Capacity)
End Function

' Why a unit got its points, as an indented list.
Public Function KaoheExplain(ByVal Assessment As LongLong, ByVal Unit As String, ByVal Language As Long) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_explain_w(Assessment, StrPtr(Unit), Len(Unit), Language, 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_explain_w(Assessment, StrPtr(Unit), Len(Unit), Language, StrPtr(Room), Length)
    KaoheExplain = Room
End Function

' Everything as JSON, the same bytes as kaohe_assessment_json() gives.
Public Function KaoheAssessmentJson(ByVal Assessment As LongLong) As String
    Dim Length As Long, Room As String
    Length = kaohe_script_assessment_json_w(Assessment, 0, 0)
    If Length <= 0 Then Exit Function
    Room = String$(Length, vbNullChar)
    Length = kaohe_script_assessment_json_w(Assessment, StrPtr(Room), Length)
    KaoheAssessmentJson = Room
End Function
