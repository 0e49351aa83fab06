"""The pages of a plan: what they show, what they ask, and that nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from disclosure.models import Passage
from people.domain.case_roles import hand_over
from people.models import Person
from plans.domain.developing import ItemWords, add_item, record_of, update_item
from plans.domain.items import ItemValues
from plans.domain.life import end_plan
from plans.domain.members import members_of
from plans.domain.planning import plan_core_group
from plans.enums import CameAs, EndReason, ItemKind, ItemStatus
from plans.models import (
    CoreGroup,
    CoreGroupMember,
    EarlierPlan,
    LocalPractice,
    Plan,
    PlanItem,
    Visit,
)
from plans.start_page import tasks, tiles
from tests.factories.meetings import at_ten, open_day
from tests.factories.people import make_professional, make_staff, make_unborn
from tests.factories.plans import Case, days_ago, make_case
from tests.factories.timescales import make_head

pytestmark = pytest.mark.django_db
SAID, EVIDENCE = "She eats at school.", "Seen the card."


@pytest.fixture
def case() -> Case:
    return make_case()


def page(user: User, name: str, *args: int, **data: Any) -> Any:
    client = Client()
    client.force_login(user)
    url = reverse(f"plans:{name}", args=args)
    return client.post(url, data) if data else client.get(url)


def three(name: str, day: dt.date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def end_all(case: Case, on: dt.date) -> None:
    """The review ends every plan; the core group stands down."""
    for plan in case.plans:
        end_plan(plan=plan, on=on, reason=EndReason.REVIEW_DECISION, by=case.chair)


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def minutes(case: Case, **more: Any) -> dict[str, Any]:
    came = {f"came_{member.pk}": CameAs.IN_PERSON for member in members_of(case.family)}
    return {
        **three("held_on", days_ago(20)),
        **came,
        "plans": [plan.pk for plan in case.plans],
        f"direction_{case.goal.pk}": "better",
        f"scale_{case.goal.pk}": "6",
        f"words_{case.goal.pk}": SAID,
        f"status_{case.action.pk}": ItemStatus.DONE,
        f"evidence_{case.action.pk}": EVIDENCE,
        f"views_{case.plan.child_id}": "I like breakfast club.",
        **more,
    }


class TestThePlan:
    def test_names_who_is_late_and_says_what_is_due(self, case: Case) -> None:
        response = page(case.worker, "plan", case.family.pk)
        text = response.content.decode()
        assert "Ngozi Testwood: Book the dentist. Due" in text
        assert "Every 10 working days" in text
        assert "First plan here" in text
        assert "Record a core group" in text

    @pytest.mark.parametrize("name", ["plan", "print", "changes", "members"])
    def test_the_chair_reads_it_and_changes_nothing(self, case: Case, name: str) -> None:
        text = page(case.chair, name, case.family.pk).content.decode()
        for button in ("Record a core group", ">Update<", ">Change<", ">Leaves<"):
            assert button not in text

    def test_a_constant_number_of_queries(
        self, case: Case, django_assert_max_num_queries: Any
    ) -> None:
        def ask() -> int:
            with django_assert_max_num_queries(90) as seen:
                page(case.worker, "plan", case.family.pk)
            return len(seen)

        case.meet(days_ago(20))
        first = ask()
        for text in ("One.", "Two.", "Three."):
            add_item(
                plan=case.plan,
                words=ItemWords(text),
                values=ItemValues(ItemKind.ACTION, owner=case.nurse.pk, due_on=days_ago(-9)),
                by=case.worker,
            )
        case.meet(days_ago(10))
        case.meet(days_ago(5))
        # Two more core groups make no more queries; each child's clock is explained once.
        assert ask() == first

    def test_sealed_words_are_nowhere(self, case: Case) -> None:
        case.goal.passage.sealed_at = timezone.now()
        case.goal.passage.save()
        for name in ("plan", "print", "changes"):
            response = page(case.worker, name, case.family.pk)
            assert "Ada eats breakfast" not in response.content.decode()

    @pytest.mark.parametrize("how", ["sealed_at", "removed_at"])
    @pytest.mark.parametrize(("which", "said"), [("goal", SAID), ("action", EVIDENCE)])
    def test_sealed_or_removed_words_are_not_on_the_page_of_a_core_group(
        self, case: Case, which: str, said: str, how: str
    ) -> None:
        """Nor is what was said of them; what was said may be taken out alone, too."""
        page(case.worker, "record_core_group", case.family.pk, **minutes(case))
        held = CoreGroup.objects.get(held_on=days_ago(20))
        words = getattr(case, which).passage.text

        def there() -> list[bool]:
            shown = page(case.worker, "core_group", held.pk).content.decode()
            return [each in shown for each in (words, said)]

        assert there() == [True, True]
        Passage.objects.filter(text=said).update(**{how: timezone.now()})
        assert there() == [True, False]
        Passage.objects.filter(text=said).update(**{how: None})
        Passage.objects.filter(text=words).update(**{how: timezone.now()})
        assert there() == [False, False]

    def test_a_family_never_on_a_plan(self) -> None:
        family = make_case("Ada Testwood").family
        Plan.objects.all().delete()
        assert (
            b"has been on a child protection plan here"
            in page(make_head(), "plan", family.pk).content
        )


class TestCoreGroups:
    def test_recorded_on_one_page_with_the_next_one(self, case: Case) -> None:
        at = at_ten(open_day(days_ago(-7)))
        planned = plan_core_group(family=case.family, at=at, place="Library", by=case.worker)
        assert b"Library" in page(case.worker, "record_planned", planned.pk).content
        more = {**three("next_on", open_day(days_ago(-20))), "next_time": "10:30"}
        more["next_place"] = "School"
        response = page(case.worker, "record_planned", planned.pk, **minutes(case, **more))
        assert response.status_code == 302
        held = CoreGroup.objects.held().get()
        assert (held.pk, held.held_on) == (planned.pk, days_ago(20))
        assert CoreGroup.objects.planned().get().place == "School"
        text = page(case.chair, "core_group", held.pk).content.decode()
        for words in (
            "She eats at school.",
            "Seen the card.",
            "I like breakfast club.",
            "6 out of",
        ):
            assert words in text
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "What core groups said: better on" in text
        again = page(case.worker, "record_planned", planned.pk)
        assert again.url == reverse("plans:core_group", args=[held.pk])

    def test_before_its_conference_everything_typed_is_still_there(self, case: Case) -> None:
        data = minutes(case, **three("held_on", days_ago(31)))
        response = page(case.worker, "record_core_group", case.family.pk, **data)
        assert "before the conference" in errors(response)["held_on"][0]
        assert "I like breakfast club." in response.content.decode()
        assert not CoreGroup.objects.exists()

    def test_who_came_has_no_answer_of_its_own(self, case: Case) -> None:
        came = f"came_{members_of(case.family)[0].pk}"
        more = {came: "", f"status_{case.action.pk}": ItemStatus.NOT_NEEDED}
        data = minutes(case, **more, **{f"evidence_{case.action.pk}": ""})
        found = errors(page(case.worker, "record_core_group", case.family.pk, **data))
        assert set(found) == {came, f"evidence_{case.action.pk}"}

    def test_the_next_one_that_cannot_be_keeps_the_first_from_being_saved(self, case: Case) -> None:
        data = minutes(case, **three("next_on", days_ago(-20)))
        found = errors(page(case.worker, "record_core_group", case.family.pk, **data))
        assert "next_time" in found
        saturday = {**three("next_on", dt.date(2090, 1, 7)), "next_time": "10:30"}
        response = page(case.worker, "record_core_group", case.family.pk, **{**data, **saturday})
        assert "Saturday 7 January 2090 is a weekend" in errors(response)["next_on"][0]
        assert "I like breakfast club." in response.content.decode()
        assert not CoreGroup.objects.exists()

    def test_not_held_moved_and_taken_back(self, case: Case) -> None:
        at = at_ten(open_day(days_ago(-7)))
        group = plan_core_group(family=case.family, at=at, place="", by=case.worker)
        moved = {**three("on", open_day(days_ago(-10))), "time": "14:00", "place": "Hall"}
        assert page(case.worker, "move_core_group", group.pk, **moved).status_code == 302
        found = errors(page(case.worker, "not_held", group.pk, reason="other"))
        assert found == {"note": ["Say why it was not held."]}
        done = page(case.worker, "not_held", group.pk, reason="worker_away")
        assert done.url == reverse("plans:plan_core_group", args=[case.family.pk])
        held = case.meet(days_ago(10))
        assert page(case.worker, "take_back_core_group", held.pk).status_code == 403
        done = page(case.manager, "take_back_core_group", held.pk, reason="Another family.")
        assert done.status_code == 302
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "The social worker was away or had left" in text
        assert "No core group has been held yet" not in text

    def test_one_that_should_have_been_held_and_was_never_planned(self, case: Case) -> None:
        way = reverse("plans:record_missed", args=[case.family.pk])
        assert way in page(case.worker, "record_core_group", case.family.pk).content.decode()
        data = {**three("on", days_ago(16)), "reason": "other", "note": ""}
        found = errors(page(case.worker, "record_missed", case.family.pk, **data))
        assert found == {"note": ["Say why it was not held."]}
        data["note"] = "The office was flooded."
        assert page(case.worker, "record_missed", case.family.pk, **data).status_code == 302
        text = page(case.chair, "core_group", CoreGroup.objects.get().pk).content.decode()
        assert f"{days_ago(16):%-d %B %Y}; no hour was fixed" in text
        assert "Another reason: The office was flooded." in text

    def test_who_took_the_case_over_is_asked_about_and_seated(self, case: Case) -> None:
        taker = make_staff("social_worker", team=case.family.team)
        hand_over(
            family=case.family,
            kind="lead_social_worker",
            to=taker.professional,
            by=case.manager,
        )
        form = page(taker, "record_core_group", case.family.pk).context["form"]
        name = taker.professional.person.name
        assert form["came_lead"].label == f"{name}, the lead worker"
        found = errors(page(taker, "record_core_group", case.family.pk, **minutes(case)))
        assert found == {"came_lead": [f"Say whether {name} came"]}
        data = minutes(case, came_lead="in_person")
        assert page(taker, "record_core_group", case.family.pk, **data).status_code == 302
        came = CoreGroup.objects.held().get().attendances.filter(came_as="in_person")
        assert taker.professional.pk in came.values_list("member__person", flat=True)


class TestAfterThePlanEnded:
    """A core group of the plan's last days is written up when the plan has ended."""

    def test_one_childs_of_two(self, case: Case) -> None:
        ada, ben = case.plans
        Plan.objects.filter(pk=ada.pk).update(ended_on=days_ago(1))
        form = page(case.worker, "record_core_group", case.family.pk).context["form"]
        assert form.fields["plans"].choices == [
            (str(ada.pk), f"Ada Testwood, whose plan ended on {days_ago(1):%-d %B %Y}"),
            (str(ben.pk), "Ben Testwood"),
        ]
        assert form.initial["plans"] == [ben.pk]
        late = minutes(case, **three("held_on", days_ago(0)))
        found = errors(page(case.worker, "record_core_group", case.family.pk, **late))
        assert "ended on" in found["held_on"][0]
        done = page(case.worker, "record_core_group", case.family.pk, **minutes(case))
        assert done.status_code == 302
        assert list(CoreGroup.objects.held().get().plans.all()) == [ada, ben]

    def test_the_last_ones_with_who_stood_down_since_and_none_that_is_next(
        self, case: Case
    ) -> None:
        data = minutes(case)
        sat = {member.pk for member in members_of(case.family)}
        end_all(case, days_ago(1))
        assert members_of(case.family) == []
        form = page(case.worker, "record_core_group", case.family.pk).context["form"]
        assert {member.pk for member in form.members} == sat
        assert not [name for name in form.fields if name.startswith("next")]
        client = Client()
        client.force_login(case.worker)
        url = reverse("plans:record_core_group", args=[case.family.pk])
        done = client.post(url, data, follow=True).content.decode()
        assert "The core group is recorded. The plan has ended, so none is due." in done
        for words in ("She eats at school.", "Seen the card.", "I like breakfast club."):
            assert words in done
        with pytest.raises(WrongState, match="no longer in the plan"):
            update_item(
                item=case.action, status=ItemStatus.UNDER_WAY, on=days_ago(20), by=case.worker
            )

    def test_one_that_was_planned_however_long_ago(self) -> None:
        """The worker's list asks for it until it is recorded."""
        case = make_case(started_on=days_ago(100))
        data = minutes(case, **three("held_on", days_ago(60)))
        group = CoreGroup.objects.create(
            family=case.family, planned_at=timezone.now() - dt.timedelta(days=60)
        )
        group.plans.set(case.plans)
        end_all(case, days_ago(50))
        asked = reverse("plans:record_planned", args=[group.pk])
        assert [task.url for task in tasks(case.worker)] == [asked]
        form = page(case.worker, "record_planned", group.pk).context["form"]
        assert form.initial["plans"] == [plan.pk for plan in case.plans]
        assert page(case.worker, "record_planned", group.pk, **data).status_code == 302
        assert CoreGroup.objects.held().get().pk == group.pk
        assert not list(tasks(case.worker))


class TestItems:
    def test_added_changed_and_read_as_a_change(self, case: Case) -> None:
        form = page(case.worker, "add_item", case.family.pk).context["form"]
        assert set(form.initial["audience"]) == {
            case.mother.pk, case.nurse.pk, case.worker.professional.pk,
        }  # fmt: skip
        data = {
            "kind": "action",
            "owner": case.nurse.pk,
            **three("due_on", days_ago(-9)),
            "text": "Weigh Ada.",
            "about": [case.plan.child_id],
            "audience": [case.nurse.pk],
        }
        assert page(case.worker, "add_item", case.family.pk, **data).status_code == 302
        added = PlanItem.objects.get(passage__text="Weigh Ada.")
        form = page(case.worker, "change_item", added.pk).context["form"]
        data = {key: value for key, value in form.initial.items() if key != "due_on"}
        data |= {"text": "Weigh and measure Ada.", **three("due_on", days_ago(-12))}
        assert page(case.worker, "change_item", added.pk, **data).status_code == 302
        data |= {"text": "Only weigh Ada."}
        stale = errors(page(case.manager, "change_item", added.pk, **data))
        assert "Your words are still here" in stale["text"][0]
        text = page(case.chair, "changes", case.family.pk).content.decode()
        assert "Weigh and measure Ada." in text
        assert "Only weigh" not in text

    def test_saving_takes_the_words_from_nobody_unasked(self, case: Case) -> None:
        """Somebody who has left the network is still offered, so is kept until taken off."""
        grandmother = make_professional("Old Worker").person
        add_item(
            plan=case.plan,
            words=ItemWords("Ring Gran.", (), [grandmother.pk]),
            values=ItemValues(ItemKind.CONTINGENCY),
            by=case.worker,
        )
        item = PlanItem.objects.get(passage__text="Ring Gran.")
        form = page(case.worker, "change_item", item.pk).context["form"]
        assert grandmother.pk in {pk for pk, _ in form.fields["audience"].choices}

    def test_how_far(self, case: Case) -> None:
        data = {"status": "not_needed", **three("on", days_ago(0)), "words": ""}
        found = errors(page(case.worker, "update_item", case.action.pk, **data))
        assert found == {"words": ["Say why this is no longer needed."]}
        data["words"] = "They moved."
        assert page(case.worker, "update_item", case.action.pk, **data).status_code == 302
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "No longer needed" in text
        assert "They moved." in text

    def test_an_action_without_owner_and_date(self, case: Case) -> None:
        data = {"kind": "action", "text": "Weigh Ada.", "owner": "", "audience": []}
        found = errors(page(case.worker, "add_item", case.family.pk, **data))
        assert set(found) == {"owner", "due_on"}
        assert record_of(case.plan) == case.outline


class TestVisits:
    def data(self, case: Case, **more: Any) -> dict[str, Any]:
        ada, ben = case.plans
        return {
            **three("visited_on", days_ago(3)),
            "visited_by": case.worker.professional.pk,
            f"found_{ada.pk}": "with_others",
            f"not_alone_{ada.pk}": "She wanted her mother there.",
            f"bedroom_{ada.pk}": "yes",
            f"found_{ben.pk}": "not_asked",
            f"bedroom_{ben.pk}": "no",
            **more,
        }

    def test_recorded_for_one_child_of_two(self, case: Case) -> None:
        response = page(case.worker, "record_visit", case.family.pk, **self.data(case))
        assert response.status_code == 302
        [visit] = Visit.objects.all()
        assert (visit.plan, visit.seen_alone, visit.bedroom_seen) == (case.plan, "no", "yes")
        text = page(case.chair, "plan", case.family.pk).content.decode()
        assert "She wanted her mother there." in text
        assert page(case.worker, "take_back_visit", visit.pk).status_code == 403
        done = page(case.manager, "take_back_visit", visit.pk, reason="Wrong child.")
        assert done.status_code == 302
        assert not Visit.objects.standing().exists()

    def test_outside_the_plan_nothing_is_lost(self, case: Case) -> None:
        data = self.data(case, **three("visited_on", days_ago(40)))
        response = page(case.worker, "record_visit", case.family.pk, **data)
        assert "began on" in errors(response)["visited_on"][0]
        assert "She wanted her mother there." in response.content.decode()

    def test_of_the_last_days_of_a_plan_that_has_ended_since(self, case: Case) -> None:
        """Made on Friday; one child's plan ended on Monday; keyed on Tuesday."""
        ada, ben = case.plans
        Plan.objects.filter(pk=ada.pk).update(ended_on=days_ago(1))
        field = page(case.worker, "record_visit", case.family.pk).context["form"].fields
        said = f"Only for a visit up to {days_ago(1):%-d %B %Y}, when the plan ended"
        assert (field[f"found_{ada.pk}"].help_text, field[f"found_{ben.pk}"].help_text) == (
            said, "",
        )  # fmt: skip
        silent = self.data(case, **{f"found_{ada.pk}": ""})
        found = errors(page(case.worker, "record_visit", case.family.pk, **silent))
        assert found == {f"found_{ada.pk}": ["Say whether Ada was seen"]}
        done = page(case.worker, "record_visit", case.family.pk, **self.data(case))
        assert done.status_code == 302
        assert Visit.objects.get().plan == ada

    def test_after_it_ended_nobody_is_asked_about_that_child(self, case: Case) -> None:
        ada, ben = case.plans
        Plan.objects.filter(pk=ada.pk).update(ended_on=days_ago(1))
        today = three("visited_on", days_ago(0)) | {f"found_{ben.pk}": "alone"}
        wrong = page(case.worker, "record_visit", case.family.pk, **self.data(case, **today))
        assert "ended on" in errors(wrong)["visited_on"][0]
        today[f"found_{ada.pk}"] = ""
        done = page(case.worker, "record_visit", case.family.pk, **self.data(case, **today))
        assert done.status_code == 302
        assert Visit.objects.get().plan == ben

    def test_its_own_frequency(self, case: Case) -> None:
        data = {"which": "own", "every": "4", "unit": "weeks"}
        assert page(case.worker, "frequency", case.plan.pk, **data).status_code == 302
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "Every 4 weeks (set in this plan)" in text
        assert page(case.worker, "frequency", case.plan.pk, which="service").status_code == 302


class TestLife:
    @pytest.mark.parametrize(("ended", "may_write_up"), [(42, True), (43, False)])
    def test_the_plan_as_it_was_when_it_ended(self, ended: int, may_write_up: bool) -> None:
        """For six weeks what was done under it may be written up; nothing is added to it."""
        case = make_case(started_on=days_ago(100))
        Plan.objects.update(ended_on=days_ago(ended), end_reason="review_decision")
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "the plan as it was when it ended" in text
        for button in ("Record a core group", "Record a visit"):
            assert (button in text) == may_write_up
        assert "Add to the plan" not in text
        for name in ("record_core_group", "record_visit"):
            answer = page(case.worker, name, case.family.pk)
            assert answer.status_code == (200 if may_write_up else 409)
            assert may_write_up or "or was in the last 6 weeks" in answer.content.decode()
        assert page(case.worker, "add_item", case.family.pk).status_code == 409

    @pytest.mark.parametrize(
        ("field", "more", "message"),
        [
            (
                "ended_on",
                three("ended_on", days_ago(901)),
                "The plan must end after it started.",
            ),
            (
                "started_on",
                three("ended_on", days_ago(10)),
                "A plan that ran at this time is known here already.",
            ),
            ("category", {"category": "ROTH"}, "Choose category from the list"),
        ],
    )
    def test_an_earlier_plan_that_cannot_be_is_asked_again_with_all_that_was_typed(
        self, case: Case, field: str, more: dict[str, Any], message: str
    ) -> None:
        """It ends before it starts; it runs at one time with the plan there is; its category is
        none of the census."""
        data = {
            "whose": "others", "authority": "Fictional Moorshire", "category": "NEG",
            **three("started_on", days_ago(900)), **three("ended_on", days_ago(500)),
        }  # fmt: skip
        if field == "started_on":
            data["whose"] = "ours"
        response = page(case.worker, "earlier", case.plan.child_id, **{**data, **more})
        assert message in errors(response)[field][0]
        shown = response.content.decode()
        assert "There is a problem" in shown
        assert 'value="Fictional Moorshire"' in shown
        assert not EarlierPlan.objects.exists()

    def test_an_earlier_plan_is_counted(self, case: Case) -> None:
        data = {
            "whose": "ours", "category": "NEG",
            **three("started_on", days_ago(900)), **three("ended_on", days_ago(500)),
        }  # fmt: skip
        child = case.plan.child_id
        assert page(case.worker, "earlier", child, **data).status_code == 302
        assert EarlierPlan.objects.get().authority == ""
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "1 earlier plan here, a repeat within 24 calendar months" in text
        LocalPractice.objects.create(pk=1, repeat_within_months=36)
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "1 earlier plan here, a repeat within 36 calendar months" in text
        LocalPractice.objects.update(repeat_within_months=12)
        text = page(case.worker, "plan", case.family.pk).content.decode()
        assert "1 earlier plan here" in text
        assert "a repeat within" not in text

    def test_local_practice_is_the_heads_who_finds_it_at_home(self, case: Case) -> None:
        there = ("Local practice for plans", reverse("plans:local_practice"))
        assert there in {(tile.text, tile.url) for tile in tiles(make_head())}
        assert there not in {(tile.text, tile.url) for tile in tiles(case.manager)}
        assert page(case.manager, "local_practice").status_code == 403
        data = {"repeat_within_months": "12"}
        assert page(make_head(), "local_practice", **data).status_code == 302
        assert LocalPractice.current().looked_after_ends_a_plan is False


def test_members_join_and_leave(case: Case) -> None:
    newcomer = make_professional("New Nurse")
    done = page(case.worker, "members", case.family.pk, chosen=newcomer.pk)
    assert done.status_code == 302
    member = next(m for m in members_of(case.family) if m.person_id == newcomer.pk)
    assert page(case.chair, "end_member", member.pk, go="1").status_code == 403
    assert page(case.worker, "end_member", member.pk, go="1").status_code == 302
    assert newcomer.pk not in {m.person_id for m in members_of(case.family)}


def test_an_older_child_may_be_a_member_and_a_baby_to_come_may_not(case: Case) -> None:
    ada, ben = (plan.child for plan in case.plans)
    unborn = make_unborn(family=case.family)
    Person.objects.filter(pk=ben.pk).update(died_on=days_ago(1))
    form = page(case.worker, "members", case.family.pk).context["form"]
    groups = dict(form.fields["chosen"].choices)
    assert groups["Children, where it is right for them"] == [(str(ada.pk), "Ada Testwood")]
    assert unborn.pk not in {int(pk) for pk, _ in groups["Family"]}
    done = page(case.worker, "members", case.family.pk, chosen=ada.pk)
    assert done.status_code == 302
    assert CoreGroupMember.objects.get(person=ada.pk).capacity == "child"
    form = page(case.worker, "record_core_group", case.family.pk).context["form"]
    assert "Ada Testwood" in {field.label for field in form.came_fields()}


def test_a_stranger_opens_nothing(case: Case) -> None:
    stranger = make_staff("social_worker")
    update_item(item=case.action, status=ItemStatus.DONE, by=case.worker)
    for name in ("plan", "changes", "print", "members", "record_core_group", "record_visit"):
        assert page(stranger, name, case.family.pk).status_code == 403
    assert page(stranger, "change_item", case.action.pk).status_code == 403
