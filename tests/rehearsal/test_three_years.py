"""Three years of a service: everything that can befall a family there has befallen one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Model

from conferences.enums import ConferenceKind, ConferenceState, InquorateGround
from conferences.models import (
    CaseloadHandOver,
    Conference,
    ConferenceRequest,
    DateChange,
    DecisionCorrection,
    LateDissent,
    TransferOut,
)
from config.management.commands.write_states_doc import DIAGRAMS
from desk.models import Accepted
from disclosure.enums import PackKind
from disclosure.models import Handover
from escalations.enums import FormState
from escalations.models import FormStage, ResolutionForm
from feedback.models import Answer
from midpoints.enums import CheckState
from midpoints.models import DipCase, MidpointCheck
from people.enums import BereavementKind
from people.models import Bereavement, Child
from plans.enums import EndReason, PlanKind
from plans.models import LongPlanReview, Plan, RepeatPlanReview
from tests.rehearsal.kept import states_nobody_is_in
from timescales.domain import today_in_london
from timescales.models import Deadline

# On one worker: what takes minutes is loaded once.
pytestmark = [pytest.mark.django_db, pytest.mark.full, pytest.mark.xdist_group("three years")]
CHILDREN, YEARS, SEED = 200, 3, 3


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Once for the tests of this file, which only read: each is rolled back inside it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        call_command("load_rehearsal", children=CHILDREN, years=YEARS, seed=SEED)
        yield
        transaction.set_rollback(True)


def test_some_family_is_in_every_state_that_is_drawn() -> None:
    missing = {name: states_nobody_is_in(name) for name in DIAGRAMS}
    assert {name: states for name, states in missing.items() if states} == {}


# What arises nowhere, and why it cannot.
NEVER: dict[tuple[type[Model], str], dict[str, str]] = {
    (Conference, "kind"): {},
    (ConferenceRequest, "kind"): {},
    (Conference, "state"): {},
    (Plan, "kind"): {
        PlanKind.EARLY_HELP: "what the chairs here agree on instead is help as a child in need",
    },
    (Plan, "end_reason"): {
        EndReason.TURNED_18: "the oldest child is seventeen today",
        EndReason.LOOKED_AFTER: "ends a plan only where a local value says so",
        EndReason.LEFT_AREA: "of another authority's plan, and those came to stay",
    },
    (MidpointCheck, "state"): {},
    (Bereavement, "kind"): {},
    (FormStage, "number"): {},
}
VALUES = {(FormStage, "number"): {1, 2, 3, 4}}


@pytest.mark.parametrize(("model", "field"), NEVER)
def test_every_value_arises_that_can(model: type[Model], field: str) -> None:
    choices = model._meta.get_field(field).flatchoices  # type: ignore[union-attr]
    possible = VALUES.get((model, field)) or {value for value, _ in choices}
    found = set(model._default_manager.values_list(field, flat=True))
    assert possible - found == set(NEVER[model, field])


def test_families_came_and_went() -> None:
    held = Conference.objects.filter(state=ConferenceState.CLOSED)
    came = held.get(kind=ConferenceKind.TRANSFER_IN)
    theirs = Plan.objects.of_another_authority().filter(child__family=came.family)
    assert set(theirs.values_list("end_reason", flat=True)) == {EndReason.TRANSFERRED}
    went = TransferOut.objects.exclude(pk__in=TransferOut.objects.open())
    assert Plan.objects.filter(child__family__in=went.values("plan__child__family")).exists()
    born = Plan.objects.child_protection().filter(started_on__lt=F("child__person__date_of_birth"))
    assert born.exists()  # on a plan before birth


def test_a_death_ends_a_childs_plan_and_not_its_siblings() -> None:
    children = Child.objects.values("pk")
    [loss] = Bereavement.objects.filter(kind=BereavementKind.DIED, person__in=children)
    [ended] = Plan.objects.filter(child=loss.person_id, end_reason=EndReason.DIED)
    assert ended.ended_on == loss.happened_on
    assert not Deadline.objects.open().filter(child=loss.person_id).exists()


def test_meetings_had_second_thoughts() -> None:
    assert LateDissent.objects.filter(reviewed_at__isnull=False).exists()
    assert DateChange.objects.filter(agreed=True).exists()
    assert DecisionCorrection.objects.filter(agreed=True).exists()
    sooner = Conference.objects.filter(request__kind=ConferenceKind.REVIEW)
    assert sooner.filter(state=ConferenceState.CLOSED, follows__isnull=False).exists()
    grounds = Conference.objects.exclude(inquorate_ground="").values("inquorate_ground")
    assert grounds.filter(inquorate_ground=InquorateGround.TWO_PRESENT).exists()


def test_what_is_between_conferences_has_happened() -> None:
    assert MidpointCheck.objects.filter(state=CheckState.NOT_DONE).exists()
    assert DipCase.objects.exists()
    assert Answer.objects.exists()
    assert LongPlanReview.objects.filter(months__gte=18).exists()
    assert RepeatPlanReview.objects.exists()
    assert Accepted.objects.in_force(today_in_london()).exists()
    assert ResolutionForm.objects.filter(state=FormState.RESOLVED, stage=4).exists()
    assert CaseloadHandOver.objects.exists()


def test_lives_have_given_out_their_letters_on_the_day() -> None:
    """Each step is dated by the day it was played, not by the day of the load."""
    given = Handover.objects.filter(pack__kind=PackKind.DECISION_LETTER)
    days = given.filter(pack__record__conference__held_on=F("at__date"))
    assert days.count() > CHILDREN / 10
    assert FormStage.objects.filter(sent_at__date__lt=F("form__settled_at__date")).exists()
    papers = Deadline.objects.overdue(today=today_in_london()).filter(
        rule__in=("decision_letter", "plan_out")
    )
    assert papers.count() < 10
