from reporting.models.episode import (
    Assessment,
    ChildInNeedPlan,
    Referral,
    Section47Enquiry,
)
from reporting.models.fact import Fact
from reporting.models.imported import Finding, ImportedRow, ImportRun
from reporting.models.target import Comparator, Target

__all__ = [
    "Assessment",
    "ChildInNeedPlan",
    "Comparator",
    "Fact",
    "Finding",
    "ImportRun",
    "ImportedRow",
    "Referral",
    "Section47Enquiry",
    "Target",
]
