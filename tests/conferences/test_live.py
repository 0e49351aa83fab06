"""Small operations, each applied once; two people at once lose no word (quality.md, F2 and F3)."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from audit.models import Event
from conferences.domain import room as rooms
from conferences.domain.live import save
from conferences.domain.ready_to_close import ClosingDetails, obstacles
from conferences.domain.taking_part import add_participant
from conferences.enums import Capacity
from conferences.models import AgencyView, Decision, SafetyScore
from disclosure.models import Operation, Passage
from plans.models import PlanItem
from tests.factories.live import decided, make_live_room, op
from tests.factories.people import make_person, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_live_room().open("mother", "health")


def snapshot(room):
    room.conference.refresh_from_db()
    return rooms.snapshot(room.conference, by=room.chair)


def decision_op(room, base_seq=0, **fields):
    return op("decision.set", **decided(room.children[0].pk, base_seq=base_seq, **fields))


def view_op(room, **fields):
    given = {"child": room.children[0].pk, "participant": room.who["health"].pk, "stance": "plan"}
    return op("view.set", **{**given, **fields})


def statuses(results):
    return [result.status for result in results]


def add_item(room, text="Visit weekly.", **fields):
    number = str(uuid.uuid4())
    words = op("passage.add", passage=number, heading="plan", text=text, part_key=room.part.key)
    results = room.send(words, op("item.set", passage=number, **{"kind": "action", **fields}))
    return number, results


def test_every_kind_is_applied_and_shown(room):
    child, mother, health = room.children[0].pk, room.who["mother"].pk, room.who["health"].pk
    results = room.send(
        op("attendance.set", part=str(room.part.uuid), participant=mother, mode="remote"),
        op("score.set", participant=mother, child=child, score=4),
        view_op(room),
        op("heard.set", child=child, participation="PN5"),
        op("outside.set", child=child, outside=True),
        decision_op(room),
        by=room.chair,
    )
    assert statuses(results) == ["applied"] * 6
    shown = snapshot(room)
    assert shown["attendance"][f"{room.part.uuid}:{mother}"]["mode"] == "remote"
    assert shown["scores"] == {f"{mother}:{child}": 4}
    assert shown["views"][f"{child}:{health}"]["stance"] == "plan"
    assert shown["children"][0]["participation"] == "PN5"
    assert shown["children"][0]["decision"]["category"] == "NEG"
    assert shown["outside"] == [str(child)]
    assert shown["children"][0]["decision"]["risk_outside_home"]  # as marked: nothing else was said


def test_legal_planning_stays_as_decided_where_nothing_is_said_of_it(room):
    """As the room has it, only where a plan is made: there it is taken off by saying so."""

    def advised(**given):
        """Whether it is once this was decided, by somebody who has seen what stands."""
        newest = Operation.objects.filter(record=room.conference.record).latest("seq")
        [result] = room.send(decision_op(room, newest.seq, **given), by=room.chair)
        assert result.status == "applied", result.message
        return Decision.objects.get().legal_planning

    room.send(decision_op(room, legal_planning=True), by=room.chair)
    assert advised(threshold_reason="He was left alone.")
    assert not advised(legal_planning=False)
    assert not advised(threshold_reason="He was left alone.")
    assert advised(legal_planning=True)
    assert not advised(outcome="no_further_action", category="", threshold_met=False)


def test_a_second_text_of_a_line_is_for_the_same_person_by_the_same_day(room):
    owner, day = room.who["health"].person_id, timezone.localdate() + dt.timedelta(days=9)
    number, _ = add_item(room, owner=owner, due_on=day.isoformat())
    edits = [
        op("passage.edit", passage=number, base_version=1, text=text) for text in ("Hers.", "His.")
    ]
    assert statuses(room.send(*edits)) == ["applied", "conflict"]
    assert statuses(room.send(*edits)) == ["duplicate", "duplicate"]
    shown = snapshot(room)["items"]
    assert list(shown.values()) == [shown[number]] * 2
    kept = Passage.objects.get(text="His.")
    settled = op("choice.settle", key=f"passage:{kept.uuid}")
    assert statuses(room.send(op("passage.remove", passage=number), settled)) == ["applied"] * 2
    assert (kept.plan_item.owner_id, kept.plan_item.due_on) == (owner, day)
    assert list(snapshot(room)["items"]) == [str(kept.uuid)]
    assert Event.objects.filter(verb="plans.set_item", subject_ids=[kept.plan_item.pk]).exists()


def test_nothing_is_to_be_done_before_the_day_in_london_on_which_the_meeting_began(room):
    """Half past midnight on the 11th in summer time: in UTC it is the 10th still."""
    room.conference.started_at = dt.datetime(2026, 7, 10, 23, 30, tzinfo=dt.UTC)
    room.conference.save()
    _, [words, early] = add_item(room, due_on="2026-07-10")
    assert (words.status, early.status) == ("applied", "refused")
    assert early.message == "The date is before the conference."
    assert statuses(add_item(room, due_on="2026-07-11")[1]) == ["applied", "applied"]


def test_who_and_when_that_came_with_the_second_text_are_its_own_too(room):
    """An edit of words and owner is one batch: the words are kept beside, the owner stands."""
    number, _ = add_item(room, owner=room.who["health"].person_id)
    room.send(op("passage.edit", passage=number, base_version=1, text="Hers."))
    owner = room.who["school"].person_id
    room.send(
        op("passage.edit", passage=number, base_version=1, text="His."),
        op("item.set", passage=number, kind="action", owner=owner, base_seq=99),
    )
    assert [item["owner"] for item in snapshot(room)["items"].values()] == [owner, owner]


def test_a_second_text_of_words_that_are_no_line_of_the_plan_is_none_either(room):
    words = room.say("He has bruises.")
    room.send(
        *(
            op("passage.edit", passage=str(words.uuid), base_version=1, text=text)
            for text in ("Hers.", "His.")
        )
    )
    assert Passage.objects.count() == 2
    assert not PlanItem.objects.exists()


def test_the_same_operation_twice_happens_once(room):
    sent = [op("score.set", participant=room.who["mother"].pk, score=3), view_op(room)]
    assert statuses(room.send(*sent)) == ["applied", "applied"]
    assert statuses(room.send(*sent)) == ["duplicate", "duplicate"]
    assert SafetyScore.history.count() == 1
    assert AgencyView.history.count() == 1
    assert Operation.objects.count() == 2


def test_each_batch_leaves_an_audit_row_and_each_operation_its_history(room):
    before = Event.objects.filter(verb="disclosure.apply").count()
    room.send(op("score.set", participant=room.who["mother"].pk, score=3))
    assert Event.objects.filter(verb="disclosure.apply").count() == before + 1
    assert Operation.objects.get().by == room.minute_taker


def test_a_refused_operation_does_not_stop_the_others(room):
    results = room.send(
        op("score.set", participant=room.who["mother"].pk, score=99),
        op("score.set", participant=room.who["mother"].pk, score=5),
    )
    assert statuses(results) == ["refused", "applied"]
    assert results[0].message == "Choose a number from 0 to 10."


@pytest.mark.parametrize(
    "sent",
    [
        op("score.set", participant="x", score=5),
        op("score.set", participant=999999, score=5),
        op("score.set", participant=True, score=5),
        op("view.set", child=999999, participant=1, stance="plan"),
        op("part.move", part=999999),
        op("item.set", passage="not-a-number", kind="action"),
        op("item.set", passage=str(uuid.uuid4()), kind="action"),
        op("decision.set", child=999999),
        op("part.add", name=["x"], kind="everyone"),
        op("made.up"),
    ],
)
def test_nonsense_is_refused_in_words(room, sent):
    result = room.send(sent, by=room.chair)[0]
    assert result.status == "refused"
    assert result.message.endswith(".")


def test_the_minute_taker_may_not_decide_nor_change_parts(room):
    results = room.send(decision_op(room), op("part.move", part=room.part_of("professionals").pk))
    assert statuses(results) == ["refused", "refused"]
    assert not Decision.objects.exists()
    assert room.part.kind == "everyone"


def test_a_stranger_writes_nothing_and_is_written_down(room):
    with pytest.raises(NotAllowed):
        save(conference=room.conference, operations=[], by=make_staff("social_worker"))
    assert Event.objects.using("audit").filter(verb="conferences.live", action="refused").exists()


def test_nothing_is_written_before_the_meeting_starts():
    room = make_live_room()
    with pytest.raises(WrongState):
        room.send(op("score.set", participant=room.who["mother"].pk, score=3))


def test_moving_to_another_part_and_back(room):
    second = str(room.part_of("professionals").uuid)
    assert statuses(room.send(op("part.move", part=second), by=room.chair)) == ["applied"]
    assert str(room.part.uuid) == second
    added = room.send(op("part.add", name="With the father", kind="one_parent"), by=room.chair)
    assert statuses(added) == ["applied"]
    assert [part["name"] for part in snapshot(room)["parts"]][-1] == "With the father"


def test_a_part_made_without_a_network_comes_with_its_people_and_its_words(room):
    number, mother = str(uuid.uuid4()), room.who["mother"]
    made = [
        op("part.add", part=number, name="Time with Amara", kind="one_parent"),
        op("part.move", part=number),
        op("attendance.set", part=number, participant=mother.pk, mode="in_person"),
        op(
            "passage.add",
            passage=str(uuid.uuid4()),
            heading="worries",
            text="She is afraid of him.",
            part_key=f"part:{number}",
        ),
    ]
    assert statuses(room.send(*made, by=room.chair)) == ["applied"] * 4
    assert statuses(room.send(*made, by=room.chair)) == ["duplicate"] * 4
    assert (str(room.part.uuid), room.part.name) == (number, "Time with Amara")
    assert room.conference.parts.count() == 3
    assert room.given_to(Passage.objects.get()) == {"mother", "health", "chair"}


def test_a_part_whose_number_is_taken_is_refused(room):
    taken = op("part.add", part=str(room.part.uuid), name="Mine", kind="one_parent")
    (result,) = room.send(taken, by=room.chair)
    assert (result.status, result.message) == (
        "refused",
        "A part with this number is there already, so it was not added.",
    )


def test_two_people_deciding_at_once_both_keep_their_words(room):
    officer = make_staff("duty_principal_officer", name="Dara Duty")
    room.send(decision_op(room), by=room.chair)
    second = decision_op(room, category="EMO", threshold_reason="Fear at home.")
    assert statuses(room.send(second, by=officer)) == ["applied"]
    assert Decision.objects.get().category == "NEG"
    beside = snapshot(room)["beside"]
    assert [(b["by_name"], b["category"], b["threshold_reason"]) for b in beside] == [
        ("Dara Duty", "EMO", "Fear at home.")
    ]


def test_what_was_kept_beside_can_be_chosen_or_left(room):
    officer = make_staff("duty_principal_officer")
    room.send(decision_op(room), by=room.chair)
    room.send(decision_op(room, category="EMO"), by=officer)
    key = f"decision:{room.children[0].pk}"
    room.send(decision_op(room, category="EMO", base_seq=snapshot(room)["newest"][key]), by=officer)
    assert snapshot(room)["beside"] == []
    assert Decision.objects.get().category == "EMO"
    room.send(decision_op(room, category="PHY"), by=room.chair)
    assert len(snapshot(room)["beside"]) == 1
    room.send(op("choice.settle", key=key), by=room.chair)
    assert snapshot(room)["beside"] == []
    assert Decision.objects.get().category == "EMO"


def test_one_persons_own_quick_changes_are_not_a_conflict(room):
    for category in ("NEG", "EMO", "PHY"):
        room.send(decision_op(room, category=category), by=room.chair)
    assert Decision.objects.get().category == "PHY"
    assert snapshot(room)["beside"] == []


def test_one_person_in_two_windows_overwrites_nothing_unseen(room):
    room.send(decision_op(room, category="NEG", origin="window-1"), by=room.chair)
    room.send(decision_op(room, category="PHY", origin="window-1"), by=room.chair)
    room.send(decision_op(room, category="EMO", origin="window-2"), by=room.chair)
    assert Decision.objects.get().category == "PHY"
    beside = snapshot(room)["beside"]
    assert [(b["by_name"], b["category"]) for b in beside] == [("Petra Chairwell", "EMO")]


def test_only_the_chair_says_which_decision_stands(room):
    officer, key = make_staff("duty_principal_officer"), f"decision:{room.children[0].pk}"
    room.send(decision_op(room), by=room.chair)
    room.send(decision_op(room, category="EMO"), by=officer)
    (result,) = room.send(op("choice.settle", key=key), by=room.minute_taker)
    assert (result.status, result.message) == (
        "refused",
        "Only the chair says which decision stands.",
    )
    assert len(snapshot(room)["beside"]) == 1


def test_nothing_two_people_chose_at_once_is_closed_over(room):
    officer, key = make_staff("duty_principal_officer"), f"decision:{room.children[0].pk}"
    room.send(decision_op(room), by=room.chair)
    room.send(decision_op(room, category="EMO"), by=officer)
    says = "Two people chose differently at once, under “The decision”. Choose which stands."
    assert says in still_to_do(room)
    room.send(op("choice.settle", key=key), by=room.chair)
    assert says not in still_to_do(room)


def test_no_line_two_people_changed_at_once_is_closed_over(room):
    first = room.say("He was hungry.")
    results = [
        room.send(op("passage.edit", passage=str(first.uuid), text=text, base_version=1), by=by)[0]
        for text, by in (("He was often hungry.", room.chair), ("He was cold.", room.minute_taker))
    ]
    says = "Two people changed one line at once: “He was cold.”. Keep one, or keep both."
    assert says in still_to_do(room)
    room.send(op("choice.settle", key=f"passage:{results[1].passage}"))
    assert says not in still_to_do(room)


def still_to_do(room):
    room.conference.refresh_from_db()
    details = ClosingDetails(held_on=room.conference.day)
    return [obstacle.message for obstacle in obstacles(room.conference, details)]


def test_somebody_added_while_the_meeting_goes_on_appears_in_it(room):
    before = Operation.objects.count()
    newcomer = make_person("Gran Okafor")
    add_participant(
        conference=room.conference, person=newcomer, capacity=Capacity.FAMILY, by=room.chair
    )
    assert Operation.objects.count() == before + 1
    shown = snapshot(room)
    (number,) = [each["id"] for each in shown["participants"] if each["name"] == "Gran Okafor"]
    assert shown["attendance"][f"{room.part.uuid}:{number}"]["mode"] == "expected"


def test_saying_the_same_at_once_is_no_conflict(room):
    room.send(view_op(room), by=room.chair)
    room.send(view_op(room), by=room.minute_taker)
    assert snapshot(room)["beside"] == []


def test_two_people_changing_one_line_both_keep_their_words(room):
    passage = room.say("He was hungry.")
    for text, by in (("He was often hungry.", room.chair), ("He was cold.", room.minute_taker)):
        room.send(op("passage.edit", passage=str(passage.uuid), text=text, base_version=1), by=by)
    texts = Passage.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["He was often hungry.", "He was cold."]


def test_an_action_is_words_first_then_who_and_when(room):
    number, results = add_item(room, owner=room.who["health"].person_id, due_on="2099-01-04")
    assert statuses(results) == ["applied", "applied"]
    item = PlanItem.objects.get(passage__uuid=number)
    assert (item.owner, str(item.due_on)) == (room.who["health"].person, "2099-01-04")
    assert snapshot(room)["items"][number]["complete"] is True


def test_a_wrong_owner_or_date_does_not_lose_the_words(room):
    stranger = make_person("Somebody Unrelated")
    for wrong in ({"owner": stranger.pk}, {"due_on": "2020-01-01"}, {"due_on": "31 June"}):
        number, results = add_item(room, **wrong)
        assert statuses(results) == ["applied", "refused"]
        assert Passage.objects.filter(uuid=number).exists()


def test_an_action_to_be_confirmed_counts_as_complete(room):
    number, _ = add_item(room, confirm_by=room.who["mother"].person_id, confirm_on="2099-01-04")
    assert snapshot(room)["items"][number]["complete"] is True
    number, _ = add_item(room, confirm_by=room.who["mother"].person_id)
    assert snapshot(room)["items"][number]["complete"] is False


def test_taking_back_a_plan_line_takes_it_out_of_the_plan(room):
    number, _ = add_item(room)
    room.send(op("passage.remove", passage=number))
    assert snapshot(room)["items"] == {}


def test_a_line_is_saved_in_the_same_number_of_queries_however_full(
    room, django_assert_num_queries
):
    add_item(room)
    room.send(op("passage.add"), by=room.chair)
    for name in ("father", "school"):
        line = op("passage.add", passage=str(uuid.uuid4()), text="Hungry.", part_key=room.part.key)
        with django_assert_num_queries(14):  # 12, and a savepoint because this is a test
            assert statuses(room.send(line, by=room.chair)) == ["applied"]
        room.arrive(name)


def queries_of_a_snapshot(room):
    room.conference.refresh_from_db()
    with CaptureQueriesContext(connection) as queries:
        rooms.snapshot(room.conference, by=room.chair)
    return len(queries)


def test_the_room_is_read_in_the_same_number_of_queries_however_full(room):
    add_item(room)
    few = queries_of_a_snapshot(room)
    for _ in range(3):
        add_item(room)
        room.send(view_op(room, child=room.children[1].pk), decision_op(room), by=room.chair)
    assert queries_of_a_snapshot(room) == few
