"""The line of a Resolution Form: our own managers, or the partner agency that was asked first, then
the safeguarding partnership above all of them (Wirral)."""

from __future__ import annotations

from django.db.models import Q

from accounts.errors import DomainError
from escalations.domain.recipients import is_of_partnership, managers_for, route_of
from escalations.enums import Route
from escalations.models import ResolutionForm
from people.enums import AgencyKind
from people.models import Agency, Professional


def asked_first(form: ResolutionForm) -> Agency:
    """The agency that the form was sent to when it was raised."""
    stage = form.stages.select_related("recipient__agency").first()
    assert stage is not None, "a form is at a stage from the moment it is raised"
    return stage.recipient.agency


def above_in_line(form: ResolutionForm) -> list[Professional]:
    """Of whom the next stage may be asked."""
    if form.route == Route.SERVICE:
        return managers_for(form.family)
    line = Q(agency=asked_first(form)) | Q(agency__kind=AgencyKind.PARTNERSHIP)
    rows = Professional.objects.to_choose().filter(line)
    return list(rows.select_related("person", "agency"))


def check_line(form: ResolutionForm, recipient: Professional) -> None:
    """What was written to one agency is not for another to read. Raises `DomainError`."""
    if form.route == Route.SERVICE:
        same = route_of(recipient) == Route.SERVICE
    else:
        same = recipient.agency_id == asked_first(form).pk or is_of_partnership(recipient)
    if not same:
        raise DomainError(
            "Choose somebody of the same agency’s line.", field="recipient", rule="not_in_the_line"
        )
