"""考核: assessment rules, run exactly.

>>> import kaohe
>>> scheme = kaohe.loads("{kaohe: 1, id: tiny, criteria: [{id: done, points: 10, rule: {proportion: {of: 5}}}]}")
>>> assessment = scheme.assess({"unit": ["城关镇", "东山乡"], "done": [4, 5]})
>>> assessment["城关镇"].total, assessment["城关镇"].rank
(Decimal('8'), 2)
"""

from kaohe import _core
from kaohe.assessment import Assessment, UnitResult
from kaohe.attribution import Attribution, AttributionPart
from kaohe.calendar import Calendar
from kaohe.chain import Answer, Chain
from kaohe.diff import Change, Diff, diff
from kaohe.errors import DocumentError, EvidenceError, Finding, KaoheError, ResultError, UnknownIdError
from kaohe.evidence import IntoTable
from kaohe.explanation import Explanation, Input, Override
from kaohe.intervals import Intervals, UnitInterval
from kaohe.plan import Plan, PlanDuty, PlanItem, PlanTarget
from kaohe.plan_status import Deadline, Deadlines, DutyStatus, DutyWindow, ItemStatus, Matter, PlanStatus, TargetStatus
from kaohe.rolled_up import Figure, RolledUp
from kaohe.rule_tests import Reach, TestOutcome, TestReport
from kaohe.scheme import Scheme, load, loads

__version__: str = _core.version

__all__ = [
    "Answer",
    "Assessment",
    "Attribution",
    "AttributionPart",
    "Calendar",
    "Chain",
    "Change",
    "Deadline",
    "Deadlines",
    "Diff",
    "DocumentError",
    "DutyStatus",
    "DutyWindow",
    "EvidenceError",
    "Explanation",
    "Figure",
    "Finding",
    "Input",
    "Intervals",
    "IntoTable",
    "ItemStatus",
    "KaoheError",
    "Matter",
    "Override",
    "Plan",
    "PlanDuty",
    "PlanItem",
    "PlanStatus",
    "PlanTarget",
    "Reach",
    "ResultError",
    "RolledUp",
    "Scheme",
    "TargetStatus",
    "TestOutcome",
    "TestReport",
    "UnitInterval",
    "UnitResult",
    "UnknownIdError",
    "__version__",
    "diff",
    "load",
    "loads",
]
