from reporting.models.annual import AnnualDrawing, AnnualEdition, AnnualFile, Commentary
from reporting.models.episode import (
    Assessment,
    ChildInNeedPlan,
    Referral,
    Section47Enquiry,
)
from reporting.models.fact import Fact, Freshness
from reporting.models.imported import Finding, ImportedRow, ImportRun
from reporting.models.returns import ReturnFinding, ReturnRun
from reporting.models.rollup import RolledUp, Rollup
from reporting.models.target import ChildPopulation, Comparator, Target

__all__ = [
    "AnnualDrawing",
    "AnnualEdition",
    "AnnualFile",
    "Assessment",
    "ChildInNeedPlan",
    "ChildPopulation",
    "Commentary",
    "Comparator",
    "Fact",
    "Finding",
    "Freshness",
    "ImportRun",
    "ImportedRow",
    "Referral",
    "ReturnFinding",
    "ReturnRun",
    "RolledUp",
    "Rollup",
    "Section47Enquiry",
    "Target",
]
