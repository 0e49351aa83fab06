"""Dip samples: drawn by a head of service, graded by others than the chair, moderated, closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from midpoints.domain.dip_results import cases_of, results_of
from midpoints.domain.drawing import close_sample, draw_sample, drawn_again, population
from midpoints.domain.grading import Graded, grade_case, next_round, standing_judgement
from midpoints.domain.headings import add_heading, all_headings, end_heading, headings_on
from midpoints.enums import CaseState, Grade, Round
from midpoints.headings import HEADINGS
from midpoints.models import DipCase, DipSample, Judgement
from people.enums import CaseRoleKind, Role
from people.models import Family
from tests.factories.escalations import Challenge, make_challenge
from tests.factories.people import make_case_role, make_child, make_staff
from tests.factories.plans import make_plan
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db
CODES = [heading.code for heading in HEADINGS]


def on_a_plan(name: str = "Okonkwo-Hale") -> Challenge:
    case = make_challenge(name)
    make_plan(case.child)
    return case


def graded(overall: Grade = Grade.GOOD, **fields: Any) -> Graded:
    fields = {
        "overall": overall,
        "headings": dict.fromkeys(CODES, overall),
        "strengths": "The child’s words are everywhere.",
        **fields,
    }
    return Graded(**fields)


@pytest.fixture
def case() -> Challenge:
    return on_a_plan()


@pytest.fixture
def second() -> User:
    return make_staff(Role.DUTY_PRINCIPAL_OFFICER)


@pytest.fixture
def dip(case: Challenge) -> DipCase:
    sample = draw_sample(label="Autumn", size=5, seed=7, by=case.head)
    return sample.cases.get()


class TestDrawing:
    def test_children_on_open_plans_with_a_chair_and_nobody_restricted(
        self, case: Challenge
    ) -> None:
        make_child(family=case.family)  # on no plan
        restricted = on_a_plan("Rahman")
        Family.objects.filter(pk=restricted.family.pk).update(is_restricted=True)
        ended = on_a_plan("Ended")
        today = today_in_london()
        ended.child.plans.update(ended_on=today, end_reason="review_decision")
        assert [unit.child for unit in population()] == [case.child.pk]

    def test_a_sample_can_be_drawn_again_from_what_it_kept(self) -> None:
        cases = [on_a_plan(f"Family {number}") for number in range(6)]
        sample = draw_sample(label="Autumn", size=3, seed=11, by=cases[0].head)
        assert sample.cases.count() == 3
        assert sample.headings == CODES
        assert drawn_again(sample)
        for other in cases:  # chairs change and plans end: the sample stays what it was
            other.child.plans.update(ended_on=today_in_london())
        assert drawn_again(DipSample.objects.get())
        sample.cases.first().delete()
        assert not drawn_again(sample)
        event = Event.objects.get(verb="midpoints.draw_sample")
        assert event.detail == {"size": 3, "seed": 11, "of": 6}
        assert len(event.child_ids) == 3

    def test_what_cannot_be_drawn(self, case: Challenge) -> None:
        with pytest.raises(NotAllowed):
            draw_sample(label="Mine", size=3, seed=1, by=case.chair)
        for fields in ({"label": " ", "size": 3}, {"label": "X", "size": 0}):
            with pytest.raises(DomainError):
                draw_sample(seed=1, by=case.head, **fields)
        case.child.plans.update(ended_on=today_in_london())
        with pytest.raises(DomainError, match="No child"):
            draw_sample(label="None", size=3, seed=1, by=case.head)


class TestGrading:
    def test_one_grades_another_does_again_and_they_agree(
        self, case: Challenge, dip: DipCase, second: User
    ) -> None:
        grade_case(case=dip, graded=graded(), round=Round.FIRST, by=case.head)
        assert next_round(DipCase.objects.get()) == Round.SECOND
        lower = graded(Grade.REQUIRES_IMPROVEMENT)
        with pytest.raises(WrongState, match="Somebody else"):
            grade_case(case=dip, graded=lower, round=Round.SECOND, by=case.head)
        grade_case(case=dip, graded=lower, round=Round.SECOND, by=second)
        again = DipCase.objects.get()
        standing = standing_judgement(again)
        assert standing is not None
        assert (again.state, standing.overall) == (CaseState.MODERATING, Grade.GOOD)
        grade_case(case=dip, graded=lower, round=Round.AGREED, by=case.head)
        again = DipCase.objects.get()
        standing = standing_judgement(again)
        assert standing is not None
        assert (again.state, standing.overall) == (
            CaseState.AGREED,
            Grade.REQUIRES_IMPROVEMENT,
        )
        assert next_round(again) is None
        with pytest.raises(WrongState):
            grade_case(case=dip, graded=lower, round=Round.AGREED, by=case.head)

    def test_nobody_grades_their_own_footprint(self, case: Challenge, second: User) -> None:
        for role in case.family.case_roles.filter(kind=CaseRoleKind.CHAIR):
            role.delete()
        make_case_role(case.family, second, kind=CaseRoleKind.CHAIR)
        dip = draw_sample(label="Autumn", size=1, seed=1, by=case.head).cases.get()
        with pytest.raises(NotAllowed):
            grade_case(case=dip, graded=graded(), round=Round.FIRST, by=second)
        for user in (case.chair, case.manager):
            with pytest.raises(NotAllowed):
                grade_case(case=dip, graded=graded(), round=Round.FIRST, by=user)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"headings": {}}, f"heading_{CODES[0]}"),
            ({"overall": "fine"}, "overall"),
            ({"strengths": " "}, "strengths"),
        ],
    )
    def test_a_grade_is_whole(
        self, case: Challenge, dip: DipCase, fields: dict[str, Any], field: str
    ) -> None:
        what = Graded(**{**vars(graded()), **fields})
        with pytest.raises(DomainError) as refused:
            grade_case(case=dip, graded=what, round=Round.FIRST, by=case.head)
        assert refused.value.field == field
        assert not Judgement.objects.exists()


class TestClosing:
    def test_it_is_closed_with_its_themes_when_all_is_graded(
        self, case: Challenge, dip: DipCase
    ) -> None:
        sample = dip.sample
        with pytest.raises(WrongState, match="1 of the children"):
            close_sample(sample=sample, themes="x", learning="", by=case.head)
        grade_case(case=dip, graded=graded(), round=Round.FIRST, by=case.head)
        with pytest.raises(DomainError, match="what the sample shows"):
            close_sample(sample=sample, themes=" ", learning="", by=case.head)
        with pytest.raises(NotAllowed):
            close_sample(sample=sample, themes="x", learning="", by=case.chair)
        closed = close_sample(
            sample=sample, themes="Voices are clear.", learning="Share them.", by=case.head
        )
        assert closed.closed_at is not None
        with pytest.raises(WrongState):
            close_sample(sample=sample, themes="x", learning="", by=case.head)
        with pytest.raises(WrongState, match="closed"):
            grade_case(case=dip, graded=graded(), round=Round.SECOND, by=case.head)

    def test_results_count_the_grade_that_stands(self, second: User) -> None:
        cases = [on_a_plan(f"Family {number}") for number in range(3)]
        head = cases[0].head
        sample = draw_sample(label="Autumn", size=3, seed=5, by=head)
        first, other, third = cases_of(sample, reader=head)
        for dip, overall in ((first, Grade.GOOD), (other, Grade.INADEQUATE)):
            grade_case(case=dip, graded=graded(overall), round=Round.FIRST, by=head)
        grade_case(case=first, graded=graded(Grade.GOOD), round=Round.SECOND, by=second)
        results = results_of(cases_of(sample, reader=head))
        assert results.overall.counts == [0, 1, 0, 1]
        assert (results.overall.good, results.overall.total) == (1, 2)
        assert (results.twice, results.same) == (1, 1)
        assert [line.name for line in results.by_heading] == [one.label for one in HEADINGS]
        assert third.state == CaseState.TO_GRADE


class TestHeadings:
    def test_the_list_grows_and_ends_by_day(self, case: Challenge) -> None:
        today = today_in_london()
        row = add_heading(
            label="Safety planning", from_on=today, why="Late conferences", by=case.head
        )
        assert row.code in {heading.code for heading in headings_on(today)}
        sample = draw_sample(label="Autumn", size=1, seed=1, by=case.head)
        assert row.code in sample.headings
        end_heading(code="impact", last_day=today, why="Merged", by=case.head)
        tomorrow = today + dt.timedelta(days=1)
        assert "impact" not in {heading.code for heading in headings_on(tomorrow)}
        assert "impact" in all_headings()

    def test_what_cannot_be_changed_is_said(self, case: Challenge) -> None:
        today = today_in_london()
        with pytest.raises(NotAllowed):
            add_heading(label="New", from_on=today, why="", by=case.chair)
        with pytest.raises(DomainError, match="already"):
            add_heading(label="impact of the plan", from_on=today, why="", by=case.head)
        for code in CODES[:-1]:
            end_heading(code=code, last_day=today, why="", by=case.head)
        with pytest.raises(DomainError, match="At least one"):
            end_heading(code=CODES[-1], last_day=today, why="", by=case.head)


class TestPages:
    def page(self, user: User, name: str, *args: Any, data: Any = None) -> Any:
        client = Client()
        client.force_login(user)
        address = reverse(f"midpoints:{name}", args=args)
        return client.get(address) if data is None else client.post(address, data, follow=True)

    def answers(self, overall: str = "good") -> dict[str, str]:
        return {
            **{f"heading_{code}": overall for code in CODES},
            "overall": overall,
            "strengths": "Clear.",
            "improvements": "",
        }

    def test_a_sample_from_draw_to_close(self, case: Challenge, second: User) -> None:
        data = {"label": "Autumn", "size": 4, "seed": 3}
        shown = self.page(case.head, "draw", data=data).content.decode()
        assert "Draws the same again" in shown
        dip = DipCase.objects.get()
        self.page(case.head, "grade", dip.pk, data=self.answers())
        blind = self.page(second, "dip_case", dip.pk).content.decode()
        assert "Clear." not in blind
        assert "Second grade" in blind
        self.page(second, "grade", dip.pk, data=self.answers("inadequate"))
        shown = self.page(case.head, "grade", dip.pk).content.decode()
        assert "Inadequate" in shown
        self.page(case.head, "grade", dip.pk, data=self.answers("requires_improvement"))
        data = {"themes": "Voices are clear.", "learning": "Share them."}
        shown = self.page(case.head, "close_sample", dip.sample_id, data=data).content.decode()
        assert "Voices are clear." in shown
        assert "0 of 1 meet good" in shown

    def test_the_chair_reads_what_was_graded_once_it_is(
        self, case: Challenge, dip: DipCase
    ) -> None:
        assert self.page(case.chair, "dip_case", dip.pk).status_code == 403
        grade_case(case=dip, graded=graded(), round=Round.FIRST, by=case.head)
        shown = self.page(case.chair, "dip_case", dip.pk).content.decode()
        assert "The child’s words are everywhere." in shown
        assert self.page(case.worker, "dip_case", dip.pk).status_code == 403

    def test_the_chair_finds_what_was_graded_and_the_way_back(
        self, case: Challenge, dip: DipCase, second: User
    ) -> None:
        """Not before it is graded, nobody else's, and none of a family they see no more."""
        link = reverse("midpoints:dip_case", args=[dip.pk])
        due, sample = reverse("midpoints:due"), reverse("midpoints:sample", args=[dip.sample_id])

        def listed(user: User) -> bool:
            return link in self.page(user, "due").content.decode()

        assert not listed(case.chair)
        grade_case(case=dip, graded=graded(), round=Round.FIRST, by=case.head)
        assert [listed(user) for user in (case.chair, case.head, second, case.worker)] == [
            True, False, False, False,
        ]  # fmt: skip
        assert Event.objects.filter(verb="midpoints.own_dip_cases").get().child_ids == [
            case.child.pk
        ]
        shown = self.page(case.chair, "dip_case", dip.pk).content.decode()
        assert (sample in shown, f'<a class="govuk-breadcrumbs__link" href="{due}">' in shown) == (
            False, True,
        )  # fmt: skip
        assert sample in self.page(case.head, "dip_case", dip.pk).content.decode()
        case.family.case_roles.filter(kind=CaseRoleKind.CHAIR).delete()
        assert not listed(case.chair)

    def test_the_headings_by_their_pages(self, case: Challenge) -> None:
        today = today_in_london().isoformat()
        data = {"label": "Safety planning", "from_on": today, "why": "Late conferences"}
        assert "Safety planning" in self.page(case.head, "add_heading", data=data).content.decode()
        data = {"last_day": today, "why": "Merged"}
        self.page(case.head, "end_heading", "impact", data=data)
        assert all_headings()["impact"].to_on is not None
