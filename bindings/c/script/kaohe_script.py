# made by bindings/c/script/generate.py from functions.toml: do not edit
"""The functions of kaohe_script.h for ctypes, which needs no compiler: for LibreOffice, or any Python."""

from ctypes import CDLL, POINTER, c_char_p, c_double, c_int32, c_int64

FUNCTIONS = {
    "kaohe_script_version": (c_int32, [c_char_p, c_int32]),
    "kaohe_script_last_error": (c_int32, [c_char_p, c_int32]),
    "kaohe_script_last_status": (c_int32, []),
    "kaohe_script_free": (c_int32, [c_int64]),
    "kaohe_script_scheme_load": (c_int64, [c_char_p, c_int32]),
    "kaohe_script_scheme_read": (c_int64, [c_char_p, c_int32]),
    "kaohe_script_scheme_text": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_findings": (c_int64, []),
    "kaohe_script_finding_count": (c_int32, [c_int64]),
    "kaohe_script_finding_number": (c_int32, [c_int64, c_int32, c_char_p, c_int32]),
    "kaohe_script_finding_text": (c_int32, [c_int64, c_int32, c_char_p, c_int32, c_int32, c_char_p, c_int32]),
    "kaohe_script_evidence_new": (c_int64, []),
    "kaohe_script_evidence_block": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, POINTER(c_double), c_int32, c_int32, c_int32]),
    "kaohe_script_evidence_lines": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_evidence_number": (c_int32, [c_int64, c_char_p, c_int32, c_int32, c_char_p, c_int32, c_double]),
    "kaohe_script_evidence_text": (c_int32, [c_int64, c_char_p, c_int32, c_int32, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_observe_number": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32, c_double]),
    "kaohe_script_observe_text": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_assess": (c_int64, [c_int64, c_int64]),
    "kaohe_script_update_number": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32, c_double]),
    "kaohe_script_update_text": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_unit_count": (c_int32, [c_int64]),
    "kaohe_script_unit": (c_int32, [c_int64, c_int32, c_char_p, c_int32]),
    "kaohe_script_total": (c_double, [c_int64, c_char_p, c_int32]),
    "kaohe_script_rank": (c_double, [c_int64, c_char_p, c_int32]),
    "kaohe_script_score": (c_double, [c_int64, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_grade": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_figure": (c_int32, [c_int64, c_char_p, c_int32, c_char_p, c_int32, c_char_p, c_int32]),
    "kaohe_script_figures": (c_int32, [c_int64, c_char_p, c_int32, POINTER(c_double), c_int32]),
    "kaohe_script_explain": (c_int32, [c_int64, c_char_p, c_int32, c_int32, c_char_p, c_int32]),
    "kaohe_script_assessment_json": (c_int32, [c_int64, c_char_p, c_int32]),
}


def load(path: str) -> CDLL:
    """The library, with the types of every function that takes UTF-8."""
    library = CDLL(path)
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library
