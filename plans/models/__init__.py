from plans.models.core_group import CoreGroup, CoreGroupAttendance, CoreGroupMember, Progress
from plans.models.earlier_plan import EarlierPlan
from plans.models.full_plan import FullPlan
from plans.models.item import PlanItem
from plans.models.item_update import ItemUpdate
from plans.models.local_practice import LocalPractice
from plans.models.long_plan import LongPlanReview, RepeatPlanReview
from plans.models.plan import Plan
from plans.models.visit import Visit

__all__ = [
    "CoreGroup",
    "CoreGroupAttendance",
    "CoreGroupMember",
    "EarlierPlan",
    "FullPlan",
    "ItemUpdate",
    "LocalPractice",
    "LongPlanReview",
    "Plan",
    "PlanItem",
    "Progress",
    "RepeatPlanReview",
    "Visit",
]
