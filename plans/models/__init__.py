from plans.models.item import PlanItem
from plans.models.plan import Plan

__all__ = ["Plan", "PlanItem"]
