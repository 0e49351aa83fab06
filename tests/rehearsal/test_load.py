"""The rehearsal service loads whole, is varied, and never mixes with other data."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.models import Count, F, Sum
from django.utils import timezone

from accounts.models import User
from bookings.enums import AbsenceKind, BookingState
from bookings.models import Absence, Chair, Hub
from conferences.domain.screening import DISAGREEMENT
from conferences.enums import ConferenceKind, ConferenceState, RequestState
from conferences.models import Conference, ConferenceRequest, DiversionAnswer, TransferOut
from config.management.commands.write_states_doc import DIAGRAMS
from disclosure.models import Handover
from escalations.enums import ComplaintState, FormState, Route
from escalations.models import Complaint, DangerCall, Praise, ResolutionForm
from feedback.domain.figures import figures
from midpoints.models import MidpointCheck
from people.models import Area, Child, Family
from plans.enums import PlanKind
from plans.models import CoreGroup, Plan
from rehearsal.load import DEFAULT_CHILDREN, DEFAULT_SEED
from rehearsal.staff import DEMO_STAFF, EVERYBODY, PASSWORD
from reporting.domain.figures import figure
from reporting.domain.refresh import refresh_facts
from reporting.measures import ALL as MEASURES
from reporting.period import month_of, year_of
from tests import emptying
from tests.rehearsal.kept import states_nobody_is_in, weeks_from_the_expected_day
from tests.reporting.imports.folder import bring_in, not_carried
from timescales.domain import today_in_london
from timescales.models import Deadline

# Loaded once, not once by each worker.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("a year of rehearsal")]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Once for the tests of this file, which only read: each is rolled back inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_rehearsal", children=DEFAULT_CHILDREN, years=1, seed=DEFAULT_SEED)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", DIAGRAMS)
def test_some_family_is_in_every_state_that_is_drawn(loaded, name):
    assert states_nobody_is_in(name) == set()


def test_loads_families_in_every_state(loaded):
    assert Child.objects.count() == DEFAULT_CHILDREN
    disputed = ConferenceRequest.objects.get(state=RequestState.DISPUTED)
    [answer] = DiversionAnswer.objects.filter(screening__request=disputed)
    assert answer.referred_to.name == "Theodora Quill"
    assert Deadline.objects.open().filter(about=disputed.about, rule=DISAGREEMENT).exists()
    vacated = Conference.objects.get(state=ConferenceState.VACATED)
    assert vacated.booking.state == BookingState.VACATED
    assert Family.objects.filter(is_restricted=True).exists()
    assert Child.objects.filter(expected_on__isnull=False).exists()
    assert Child.objects.filter(birth_order=2).exists()
    assert Deadline.objects.open().exists()
    held = Conference.objects.filter(state=ConferenceState.CLOSED)
    assert not held.filter(held_on__week_day__in=[1, 7]).exists()
    assert not Plan.objects.filter(started_on__gt=F("ended_on")).exists()
    assert figures(today_in_london()).total.answered
    reviews = Conference.objects.filter(kind=ConferenceKind.REVIEW, steps__isnull=False)
    told = {(each.state, each.was_quorate) for each in reviews}
    assert told >= {("closed", True), ("closed", False)}
    ended = Plan.objects.filter(ended_on__isnull=False, child__plans__kind=PlanKind.CHILD_IN_NEED)
    assert ended.exists()  # one child's plan stepped down while the others' went on
    assert ConferenceRequest.objects.filter(kind=ConferenceKind.TRANSFER_IN).exists()
    assert Plan.objects.open().of_another_authority().exists()


def test_the_service_has_the_hubs_the_chairs_and_the_areas_it_should(loaded):
    hubs = Hub.objects.annotate(number=Count("rooms")).values_list("name", "number")
    assert dict(hubs) == {"Lanternfield House": 6, "The Causeway": 5}
    assert set(Area.objects.values_list("name", flat=True)) == {"North", "South", "East"}
    chairs = Chair.objects.filter(in_use=True)
    assert chairs.aggregate(fte=Sum("fte")) == {"fte": Decimal("12.5")}
    days = chairs.annotate(days=Count("professional__working_patterns", distinct=True))
    assert Counter(days.values_list("fte", "days")) == {(Decimal(1), 5): 12, (Decimal("0.5"), 3): 1}
    away = Absence.objects.filter(kind=AbsenceKind.LEAVE, professional__chair__in=chairs)
    assert away.values("professional").distinct().count() == 3


def test_what_goes_on_besides_first_conferences(loaded):
    assert MidpointCheck.objects.exists()
    assert TransferOut.objects.open().exists()
    assert CoreGroup.objects.filter(planned_by__startswith="conference:").exists()


def test_babies_come_when_they_are_expected_or_some_weeks_from_it(loaded):
    assert all(weeks <= 5 for weeks in weeks_from_the_expected_day())


def test_two_reviews_of_this_week_leave_letters_and_a_plan_to_chase(loaded):
    """Everybody else has got their papers, but for the newest first conferences."""
    papers = Deadline.objects.overdue(today=today_in_london()).filter(
        rule__in=("decision_letter", "plan_out")
    )
    abouts = {row.about for row in papers}
    late = [Conference.objects.get(pk=about.partition(":")[2]) for about in abouts]
    reviews = [each for each in late if each.kind == ConferenceKind.REVIEW]
    assert len(reviews) == 2
    assert {row.rule for row in papers} == {"decision_letter", "plan_out"}
    assert not any(Handover.objects.filter(pack__record=each.record).exists() for each in late)


def test_a_challenge_has_its_past(loaded):
    assert ResolutionForm.objects.filter(state=FormState.RESOLVED, stage=2).exists()
    assert ResolutionForm.objects.filter(route=Route.PARTNER).exists()
    assert Praise.objects.exists()
    assert DangerCall.objects.exists()
    reconvening = Complaint.objects.get(state=ComplaintState.RECONVENING)
    assert reconvening.reconvened is not None
    late = Deadline.objects.overdue(today=today_in_london()).filter(about__startswith="resolution:")
    assert late.exists()
    assert MidpointCheck.objects.exists()
    assert not ResolutionForm.objects.filter(raised_at__gt=timezone.now()).exists()


def test_everybody_is_marked_as_made_up_and_can_sign_in(loaded, client):
    assert User.objects.filter(is_rehearsal=False).count() == 0
    assert User.objects.count() == len(EVERYBODY)
    assert all(User.objects.get(email=m.email).check_password(PASSWORD) for m in DEMO_STAFF)


def test_the_whole_service_goes_out_and_comes_in_again(loaded, tmp_path):
    """Every figure that the data set carries, of families in every state, is the same again."""
    before = _carried_figures()
    call_command("export_ssd", str(tmp_path))
    _look_at_foreign_keys()
    emptying.empty()  # undone with the test
    _look_at_foreign_keys()
    assert not Child.objects.exists()
    result, found = bring_in(tmp_path)
    assert (result.state, [each for each in found if each[0] == "error"]) == ("done", [])
    after = _carried_figures()
    assert {key: (before[key], after[key]) for key in before if before[key] != after[key]} == {}
    assert len({key[0] for key in before if before[key]}) > 12


def _look_at_foreign_keys():
    """Now, and then again at the end: a table that waits for it cannot be altered."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


# Of these the data set carries a part (docs/import.md); the population of a rate is entered here.
IN_PART = {"quorate", "participation", "visits_in_standard", "caseload", "plans_rate"}


def _carried_figures():
    refresh_facts()
    skipped = not_carried()
    day = today_in_london()
    periods = [year_of(day), year_of(day).before(), month_of(day).before()]
    found = {}
    for measure in MEASURES:
        if measure.name not in skipped and measure.code not in IN_PART:
            for period in periods:
                told = figure(measure, period)
                answer = (told.numerator, told.denominator, told.median)
                # Nothing of nothing is no answer: whether it is not known or none was there.
                found[measure.code, str(period)] = answer if any(answer) else None
    return found


def test_loading_twice_is_refused(loaded):
    with pytest.raises(CommandError, match="already"):
        call_command("load_rehearsal")


@pytest.mark.parametrize("wrong", [{"children": 0}, {"years": -1}])
def test_wrong_numbers_are_refused(db, wrong):
    with pytest.raises(CommandError, match="must be at least"):
        call_command("load_rehearsal", **wrong)


def test_people_are_listed_as_json(capsys):
    call_command("rehearsal_people", json=True)
    people = json.loads(capsys.readouterr().out)
    assert {p["role"] for p in people} == {str(m.role) for m in DEMO_STAFF}
    assert all(p["user_name"].endswith("@rehearsal.example") for p in people)
    assert all(p["user_name"].isascii() for p in people)


def test_no_child_has_two_open_clocks_of_one_duty(loaded):
    duties = Deadline.objects.open().filter(rule__in=("core_group", "statutory_visit"))
    doubled = duties.values("child", "rule").annotate(n=Count("pk")).filter(n__gt=1)
    assert list(doubled) == []
