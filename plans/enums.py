"""Kinds of plan, categories of abuse and kinds of plan item."""

from django.db import models


class PlanKind(models.TextChoices):
    CHILD_PROTECTION = "child_protection", "Child protection plan"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    EARLY_HELP = "early_help", "Early help plan"


class Category(models.TextChoices):
    """Census codes (domain.md, sections 1 and 10). Multiple: more than one, or none recommended."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "Multiple or not recommended"


class ItemKind(models.TextChoices):
    """The parts of an outline plan, in the order a family reads them."""

    DANGER_STATEMENT = "danger_statement", "What we are worried about"
    SAFETY_GOAL = "safety_goal", "What needs to be different"
    HOW_WE_WILL_KNOW = "how_we_will_know", "How we will know"
    ACTION = "action", "Who will do what, by when"
    CONTINGENCY = "contingency", "What happens if this does not work"
    BOTTOM_LINE = "bottom_line", "What must not happen"


class EndReason(models.TextChoices):
    """A local list: the census holds none (domain.md, section 2)."""

    REVIEW_DECISION = "review_decision", "Review conference decided the plan should end"
    TRANSFERRED = "transferred", "The receiving authority held its conference"
    TURNED_18 = "turned_18", "Turned 18"
    DIED = "died", "Died"
    LEFT_UK = "left_uk", "Left the United Kingdom for good"
    LOOKED_AFTER = "looked_after", "Became looked after"
    LEFT_AREA = "left_area", "Left our area (another authority’s plan only)"
