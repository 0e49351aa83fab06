"""A reason and a state as the lists show them, without a query for each row."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from escalations.models import Complaint, Concern, ResolutionForm
from escalations.reasons import Reason
from govuk.templatetags.govuk import status_tag

register = template.Library()


@register.simple_tag
def reason_label(reasons: Mapping[str, Reason], code: str) -> str:
    return reasons[code].label


@register.simple_tag
def state_tag(row: Complaint | Concern | ResolutionForm, colours: Mapping[str, str]) -> SafeString:
    return status_tag(row.get_state_display(), colours[row.state])
