"""Who is asked, what they are asked, and what becomes of words somebody wrote."""

from django.db import models

from disclosure.enums import Capacity


class Audience(models.TextChoices):
    FAMILY = "family", "Family"
    CHILD = "child", "Child"
    PROFESSIONAL = "professional", "Professional"


AUDIENCE_OF: dict[str, Audience] = {
    Capacity.FAMILY: Audience.FAMILY,
    Capacity.CHILD: Audience.CHILD,
    Capacity.PROFESSIONAL: Audience.PROFESSIONAL,
}
# The first letter of a code, so that the page needs to know no more of it to ask the right things.
LETTERS: dict[str, Audience] = {
    "F": Audience.FAMILY,
    "C": Audience.CHILD,
    "P": Audience.PROFESSIONAL,
}


class Question(models.TextChoices):
    """In English as professionals read them; to families `disclosure.wording` says them."""

    UNDERSTOOD_WHY = "understood_why", "Understood why there was a meeting"
    REPORT_IN_TIME = "report_in_time", "Had the report in good time before"
    LISTENED = "listened", "People listened"
    RESPECT = "respect", "Was treated with respect"
    PLAN_CLEAR = "plan_clear", "Knows what is in the plan"
    KNOWS_NEXT = "knows_next", "Knows what will happen next"
    HELP_TO_SPEAK = "help_to_speak", "Somebody helped the child to say what they think"
    ASKED_IN_TIME = "asked_in_time", "Were you asked in good time?"
    REPORTS_READ = "reports_read", "Could you read the reports before the conference?"
    FAMILY_HEARD = "family_heard", "Was the family heard?"
    CHAIRED_WELL = "chaired_well", "Was the conference chaired well?"
    DECISION_CLEAR = "decision_clear", "Are the decision and the plan clear?"


QUESTIONS: dict[Audience, tuple[Question, ...]] = {
    Audience.FAMILY: (
        Question.UNDERSTOOD_WHY,
        Question.REPORT_IN_TIME,
        Question.LISTENED,
        Question.RESPECT,
        Question.PLAN_CLEAR,
    ),
    Audience.CHILD: (Question.LISTENED, Question.HELP_TO_SPEAK, Question.KNOWS_NEXT),
    Audience.PROFESSIONAL: (
        Question.ASKED_IN_TIME,
        Question.REPORTS_READ,
        Question.FAMILY_HEARD,
        Question.CHAIRED_WELL,
        Question.DECISION_CLEAR,
    ),
}


class Score(models.TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "A bit"
    NO = "no", "No"


class GivenBy(models.TextChoices):
    """How an answer came in."""

    PHONE = "phone", "By code, on a screen"
    EASY = "easy", "By code, easy read"
    PAPER = "paper", "On paper, keyed in"


class CommentState(models.TextChoices):
    TO_READ = "to_read", "To be read"
    READ = "read", "Read"
    WITH_DUTY = "with_duty", "With the duty officer"
    SETTLED = "settled", "Settled by duty"


COMMENT_STEPS: dict[CommentState, frozenset[CommentState]] = {
    CommentState.TO_READ: frozenset({CommentState.READ, CommentState.WITH_DUTY}),
    CommentState.READ: frozenset({CommentState.WITH_DUTY}),
    CommentState.WITH_DUTY: frozenset({CommentState.SETTLED}),
    CommentState.SETTLED: frozenset(),
}
