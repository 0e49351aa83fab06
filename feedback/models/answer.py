"""One person's answers. Nothing in it says who gave them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from disclosure.enums import Language
from feedback.enums import Audience, GivenBy, Question, Score
from feedback.models.slip import Slip
from people.models import Area


class Answer(models.Model):
    """`slip` is not shown to whoever reads the answer. Duty may follow it when a child may be in
    danger; some weeks after the code ends it is cut, and then nobody can."""

    slip = models.OneToOneField(
        Slip, null=True, blank=True, on_delete=models.PROTECT, related_name="answer"
    )
    came_with_code = models.BooleanField(help_text="Counts in the response rate")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=2, choices=Language.choices)
    given_by = models.CharField(max_length=8, choices=GivenBy.choices)
    given_on = models.DateField()
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="A paper form sent twice is kept once"
    )

    class Meta:
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class AnswerScore(models.Model):
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="scores")
    question = models.CharField(max_length=20, choices=Question.choices)
    score = models.CharField(max_length=8, choices=Score.choices)

    class Meta:
        ordering = ["answer_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.get_question_display()}: {self.get_score_display()}"
