"""Lists and counts: who sees what, the most urgent first, at the same cost however long."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from escalations.domain.answering import answer_form
from escalations.domain.counts import Line, counts_of
from escalations.domain.form_steps import current_stage
from escalations.domain.listing import Wanted, concerns_for, due_today, forms_for, praise_for
from escalations.domain.praise import give_praise
from escalations.domain.raising_form import promote_concern
from escalations.domain.settling import resolve_form, withdraw_form
from escalations.enums import Age, Theme
from escalations.models import Concern, ResolutionForm
from people.enums import Role
from people.models import Area, Team
from tests.factories.escalations import (
    Challenge,
    asked_of,
    make_challenge,
    make_concern,
    make_form,
)
from tests.factories.people import make_staff
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def due(row: Concern | ResolutionForm, days: int) -> None:
    about = row.about if isinstance(row, Concern) else current_stage(row).about
    day = today_in_london() + dt.timedelta(days=days)
    Deadline.objects.filter(about=about).update(due_on=day)


def answered(case: Challenge, form: ResolutionForm) -> ResolutionForm:
    return answer_form(form=form, answer="Done.", by=case.manager)


def test_each_sees_the_lists_of_the_families_they_see() -> None:
    here, elsewhere = make_challenge(), make_challenge("Al-Quasimi")
    mine, other = make_form(here), make_form(elsewhere)
    for user in (here.chair, here.manager, here.worker):
        assert list(forms_for(user, Wanted())) == [mine]
    assert set(forms_for(here.head, Wanted())) == {mine, other}
    assert not forms_for(make_staff(Role.EMERGENCY_DUTY), Wanted())


def test_the_most_urgent_stand_first_and_know_their_limit() -> None:
    case = make_challenge()
    later, sooner = make_form(case), make_form(case)
    done = answered(case, make_form(case))
    due(sooner, -1)
    rows = list(forms_for(case.head, Wanted()))
    assert rows == [sooner, later, done]
    assert rows[0].due_on == today_in_london() - dt.timedelta(days=1)
    assert rows[2].due_on is None


def test_what_is_due_today_or_overdue() -> None:
    case = make_challenge()
    late, today, later = make_form(case), make_form(case), make_form(case)
    due(late, -3), due(today, 0), due(later, 1)
    concern, other = make_concern(case), make_concern(case)
    due(concern, 0), due(other, 2)
    forms, concerns, _ = due_today(case.chair)
    assert (list(forms), list(concerns)) == ([late, today], [concern])


def test_more_than_fit_on_what_is_due_today_are_counted_and_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("escalations.views.lists.MANY", 2)
    case = make_challenge()
    forms = [make_form(case) for _ in range(3)]
    for number, form in enumerate(forms):
        due(form, number - 2)
    due(make_concern(case), 0)
    client = Client()
    client.force_login(case.chair)
    shown = client.get("/escalations/").content.decode()
    rest = client.get("/escalations/forms/?page=2").content.decode()
    pages = [reverse("escalations:form", args=[form.pk]) for form in forms]
    assert [f'"{page}"' in shown for page in pages] == [True, True, False]
    assert [f'"{page}"' in rest for page in pages] == [False, False, True]
    assert shown.count("The first 2 of 3.") == shown.count("The first ") == 1
    assert 'href="/escalations/forms/?page=2"' in shown


def test_lists_are_narrowed_by_area_team_theme_stage_and_age() -> None:
    case, other = make_challenge(), make_challenge("Rahman")
    form = make_form(case)
    what = asked_of(other.head.professional, reasons=["drift"], stage=3, skipped_because="Serious.")
    high = make_form(other, what=what)
    due(form, -1)
    ResolutionForm.objects.filter(pk=high.pk).update(
        raised_at=timezone.now() - dt.timedelta(days=40)
    )
    for wanted, found in (
        (Wanted(area=Area.objects.get(pk=case.family.area_id)), [form]),
        (Wanted(team=Team.objects.get(pk=other.family.team_id)), [high]),
        (Wanted(theme=Theme.DRIFT), [high]),
        (Wanted(theme=Theme.VISITS), [form]),
        (Wanted(stage=3), [high]),
        (Wanted(age=Age.LATE), [form]),
        (Wanted(age=Age.FOUR_WEEKS), [high]),
        (Wanted(age=Age.THREE_MONTHS), []),
        (Wanted(state="closed"), []),
    ):
        assert list(forms_for(case.head, wanted)) == found, wanted


def test_closed_ones_are_kept_and_found() -> None:
    case = make_challenge()
    form = resolve_form(form=answered(case, make_form(case)), outcome="Seen.", by=case.chair)
    assert list(forms_for(case.chair, Wanted())) == []
    assert list(forms_for(case.chair, Wanted(state="closed"))) == [form]
    concern = make_concern(case)
    assert list(concerns_for(case.chair, Wanted(state="all", theme=Theme.VISITS))) == [concern]
    assert list(concerns_for(case.chair, Wanted(theme=Theme.LEGAL))) == []


@pytest.mark.parametrize("address", ["", "forms/", "concerns/", "praise/"])
def test_a_list_costs_the_same_for_one_row_and_for_three(address: str) -> None:
    case = make_challenge()

    def raise_all() -> None:
        due(make_form(case), 0)
        due(make_concern(case), 0)
        give_praise(origin=case.origin(), words="Well done.", by=case.chair)

    client = Client()
    client.force_login(case.head)
    raise_all()
    client.get(f"/escalations/{address}")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(f"/escalations/{address}")
    raise_all(), raise_all()
    with CaptureQueriesContext(connection) as three:
        shown = client.get(f"/escalations/{address}").content.decode()
    assert shown.count(f">{case.family}<") >= 3
    assert len(three) == len(one)
    event = Event.objects.filter(verb__startswith="escalations.", action="listed").last()
    assert event is not None
    assert event.child_ids == [case.child.pk]


def test_counts_of_a_year_by_area_team_and_theme() -> None:
    case = make_challenge()
    resolve_form(form=answered(case, make_form(case)), outcome="Seen.", by=case.chair)
    withdraw_form(form=make_form(case), why="Wrong family.", by=case.chair)
    due(make_form(case, what=asked_of(case.manager.professional, reasons=["drift"])), -1)
    promote_concern(
        concern=make_concern(case), what=asked_of(case.manager.professional), by=case.chair
    )
    make_concern(case, reason="drift")
    give_praise(origin=case.origin(), words="Well done.", by=case.chair)
    make_form(make_challenge("Elsewhere"))
    today = today_in_london()
    counts = counts_of(case.manager, today - dt.timedelta(days=365), today)
    [area] = counts.by_area
    assert (area.name, area.concerns, area.promoted) == (case.family.area.name, 2, 1)
    assert (area.forms, area.open, area.withdrawn) == (4, 2, 1)
    assert (area.all_resolved, area.at_stages) == (1, "1, 0, 0, 0")
    assert (area.in_time, area.asked, area.praise) == (1, 2, 1)
    assert [line.name for line in counts.by_team] == [case.family.team.name]
    themes = {line.name: (line.concerns, line.forms) for line in counts.by_theme}
    assert themes == {Theme.VISITS.label: (1, 3), Theme.DRIFT.label: (1, 1)}
    assert counts.total.forms == 4


def test_a_family_that_moves_takes_no_count_along() -> None:
    case, other = make_challenge(), make_challenge("Rahman")
    make_form(case)
    before = case.family.area.name
    type(case.family).objects.filter(pk=case.family.pk).update(area=other.family.area)
    today = today_in_london()
    counts = counts_of(case.head, today, today)
    assert [line.name for line in counts.by_area] == [before]


def test_an_empty_period_is_said_to_be_empty() -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    client = Client()
    client.force_login(head)
    shown = client.get("/escalations/counts/?first=2020-01-01&last=2020-02-01").content.decode()
    assert "Nothing was raised in this period" in shown
    assert "There is a problem" not in shown
    wrong = client.get("/escalations/counts/?first=2020-02-01&last=2020-01-01")
    assert "The last day is before the first" in wrong.content.decode()
    assert counts_of(head, dt.date(2020, 1, 1), dt.date(2020, 2, 1)).total == Line("All")


def test_praise_is_listed() -> None:
    case = make_challenge()
    given = give_praise(origin=case.origin(), words="Well done.", by=case.chair)
    assert list(praise_for(case.worker, Wanted())) == [given]


class TestReasonsPage:
    def test_a_head_adds_one_and_ends_one(self) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        client = Client()
        client.force_login(head)
        today = today_in_london()
        client.post(
            "/escalations/reasons/add/",
            {
                "label": "No interpreter was booked",
                "theme": "visits",
                "from_on": today.isoformat(),
                "why": "Chairs ask for it",
            },
        )
        client.post(
            "/escalations/reasons/drift/end/", {"last_day": today.isoformat(), "why": "Too broad"}
        )
        shown = client.get("/escalations/reasons/").content.decode()
        assert "No interpreter was booked" in shown
        assert "Until" in shown

    def test_others_read_it(self) -> None:
        client = Client()
        client.force_login(make_staff(Role.SOCIAL_WORKER))
        shown = client.get("/escalations/reasons/").content.decode()
        assert "Buckinghamshire" in shown
        assert "Add a reason" not in shown


def test_the_family_page_lists_what_was_raised() -> None:
    case = make_challenge()
    make_concern(case), make_form(case)
    client = Client()
    client.force_login(case.worker)
    for page in (case.family, case.child):
        shown = client.get(page.get_absolute_url()).content.decode()
        assert "Resolution Form</a>" in shown
        assert "Concern</a>" in shown
