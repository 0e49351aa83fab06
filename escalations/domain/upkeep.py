"""What the night finds: stages nobody has answered in time."""

from __future__ import annotations

from django.db import transaction

from escalations import notices
from escalations.enums import FormState
from escalations.models import FormStage
from timescales.domain import today_in_london
from timescales.models import Deadline


@transaction.atomic
def tell_of_passed_limits() -> int:
    """Tell once of each stage past its limit; run again it tells nobody again. How many stages."""
    late = Deadline.objects.overdue(today=today_in_london()).filter(
        about__startswith="resolution:", rule__startswith="resolution_stage_"
    )
    abouts = set(late.values_list("about", flat=True))
    rows = FormStage.objects.filter(
        form__state=FormState.WAITING, form__in=_forms(abouts)
    ).select_related("form__family", "form__raised_by", "recipient__user")
    waiting = [stage for stage in rows if stage.about in abouts]
    for stage in waiting:
        notices.limit_passed(stage)
    return len(waiting)


def _forms(abouts: set[str]) -> list[int]:
    return [int(about.split(":")[1]) for about in abouts]
