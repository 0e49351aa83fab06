"""Many meetings at once, and mending the diary: proposals only, never late in silence."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.optimiser import SlotChoice, Supply, find_slots, why_not
from bookings.optimiser.changes import NEW_CHAIR, NEW_HUB, NEW_ROOM, NEW_TIME
from bookings.optimiser.plan import Plan, Wanted, plan_bookings
from bookings.optimiser.supply import Away, Taken
from tests.bookings.optimiser.worlds import (
    AFTERNOON,
    MONDAY,
    MORNING,
    NORTH,
    SOUTH,
    chair,
    every_choice,
    hours,
    is_possible,
    make_need,
    make_supply,
    moment,
    needs,
    room,
    supplies,
    taken,
    taker,
)

TUESDAY, WEDNESDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2)


def as_taken(supply: Supply, choice: SlotChoice, minutes: int) -> Taken:
    """The least a placed meeting takes: its time and set-up, without meeting the family."""
    session = next(s for s in supply.sessions if s.id == choice.session_id)
    place = next(r for r in supply.rooms if r.id == choice.room_id)
    starts = moment(choice.day, session.starts.hour, session.starts.minute)
    ends = starts + dt.timedelta(minutes=minutes)
    return Taken(
        booking_id=-1,
        room_id=place.id,
        hub_id=place.hub_id,
        chair_id=choice.chair_id,
        minute_taker_id=choice.minute_taker_id,
        starts=starts - dt.timedelta(minutes=supply.set_up_minutes),
        ends=ends + dt.timedelta(minutes=supply.turn_round_minutes),
        told_starts=starts,
        told_ends=ends,
    )


def check(plan: Plan, wanted: list[Wanted], supply: Supply) -> None:
    """Together, in any order, every proposal is possible and in time."""
    by_key = {want.key: want for want in wanted}
    handed_back = [p.key for p in plan.proposals] + [u.key for u in plan.unplaced]
    assert sorted(handed_back) == sorted(by_key)
    for proposal in plan.proposals:
        need = by_key[proposal.key].need
        assert proposal.offer.choice.day <= need.due_on
        others = tuple(
            as_taken(supply, other.offer.choice, by_key[other.key].need.duration_minutes)
            for other in plan.proposals
            if other.key != proposal.key
        )
        around = replace(supply, taken=(*supply.taken, *others))
        assert is_possible(need, around, proposal.offer.choice)


def most_that_fit(wanted: list[Wanted], supply: Supply) -> int:
    """By brute force over every combination of possible choices, without minute-takers."""
    options: list[list[SlotChoice | None]] = []
    for want in wanted:
        possible = [
            choice
            for choice in every_choice(want.need, supply)
            if choice.minute_taker_id is None
            and choice.day <= want.need.due_on
            and is_possible(want.need, supply, choice)
        ]
        options.append([None, *possible])
    best = 0
    for combination in itertools.product(*options):
        placed = [(w, c) for w, c in zip(wanted, combination, strict=True) if c is not None]
        if sum(w.weight for w, _c in placed) > best and _together(placed, supply):
            best = sum(w.weight for w, _c in placed)
    return best


def _together(placed: list[tuple[Wanted, SlotChoice]], supply: Supply) -> bool:
    for want, choice in placed:
        others = tuple(
            as_taken(supply, other, rival.need.duration_minutes)
            for rival, other in placed
            if rival is not want
        )
        if not is_possible(want.need, replace(supply, taken=(*supply.taken, *others)), choice):
            return False
    return True


class TestProperties:
    @settings(max_examples=40)
    @given(st.lists(needs(), min_size=1, max_size=5), supplies())
    def test_every_plan_is_possible_all_together(self, asked: list, supply: Supply) -> None:
        wanted = [Wanted(f"m{n}", need) for n, need in enumerate(asked)]
        check(plan_bookings(wanted, supply), wanted, supply)

    @settings(max_examples=25)
    @given(
        st.lists(
            needs().map(lambda need: replace(need, due_on=need.earliest_on)), min_size=2, max_size=3
        ),
        st.lists(st.integers(1, 3), min_size=3, max_size=3),
        supplies(),
    )
    def test_as_many_children_as_can_be_are_in_time(
        self, asked: list, weights: list, supply: Supply
    ) -> None:
        wanted = [
            Wanted(f"m{n}", need, weight=weight)
            for n, (need, weight) in enumerate(zip(asked, weights, strict=False))
        ]
        plan = plan_bookings(wanted, supply)
        assert plan.proven
        weight_of = {want.key: want.weight for want in wanted}
        placed = sum(weight_of[proposal.key] for proposal in plan.proposals)
        assert placed == most_that_fit(wanted, supply)

    @settings(max_examples=20)
    @given(st.lists(needs(), min_size=1, max_size=4), supplies())
    def test_the_same_question_has_the_same_answer(self, asked: list, supply: Supply) -> None:
        wanted = [Wanted(f"m{n}", need) for n, need in enumerate(asked)]
        assert plan_bookings(wanted, supply) == plan_bookings(wanted, supply)


class TestNeverLateInSilence:
    def test_what_fits_nowhere_in_time_is_handed_back_with_its_cost(self) -> None:
        supply = make_supply(sessions=(MORNING,))
        wanted = [Wanted(key, make_need(due_on=MONDAY)) for key in "ab"]
        plan = plan_bookings(wanted, supply)
        assert len(plan.proposals) == 1
        [left] = plan.unplaced
        assert left.soonest is not None
        assert (left.soonest.choice.day, left.soonest.late_by) == (TUESDAY, 1)
        assert "1 working day late" in left.reason

    def test_a_sibling_group_of_three_comes_before_an_only_child(self) -> None:
        supply = make_supply(sessions=(MORNING,))
        wanted = [
            Wanted("one", make_need(due_on=MONDAY)),
            Wanted("three", make_need(due_on=MONDAY), weight=3),
        ]
        assert [p.key for p in plan_bookings(wanted, supply).proposals] == ["three"]

    def test_a_standing_review_never_gives_its_slot_to_a_bigger_family(self) -> None:
        supply = make_supply(sessions=(MORNING,), taken=(taken(MONDAY, MORNING, room(1), 101),))
        review = Wanted(
            "review",
            make_need(due_on=MONDAY),
            current=SlotChoice(MONDAY, 1, 1, 101),
            booking_id=supply.taken[0].booking_id,
        )
        plan = plan_bookings([review, Wanted("new", make_need(due_on=MONDAY), weight=4)], supply)
        assert [(p.key, p.changes) for p in plan.proposals] == [("review", ())]
        assert [u.key for u in plan.unplaced] == ["new"]

    def test_a_review_with_time_to_spare_makes_room_when_it_may(self) -> None:
        supply = make_supply(sessions=(MORNING,), taken=(taken(MONDAY, MORNING, room(1), 101),))
        review = Wanted(
            "review",
            make_need(due_on=TUESDAY),
            current=SlotChoice(MONDAY, 1, 1, 101),
            booking_id=supply.taken[0].booking_id,
        )
        plan = plan_bookings([review, Wanted("new", make_need(due_on=MONDAY))], supply)
        assert {p.key: p.offer.choice.day for p in plan.proposals} == {
            "new": MONDAY,
            "review": TUESDAY,
        }
        assert [p.changes for p in plan.moves] == [
            ("New time: Tuesday 3 March, morning instead of Monday 2 March, morning",)
        ]


class TestMendingTheDiary:
    def sick(self, *chairs: object, **fields: object) -> tuple[Supply, Wanted]:
        """Amina, who has Monday morning, is away that day."""
        booked = taken(MONDAY, MORNING, room(1), 101)
        supply = make_supply(
            chairs=(chair(101, "Amina Yusuf"), *chairs),
            taken=(booked, *fields.pop("more", ())),
            absences=(Away(101, moment(MONDAY, 0), moment(TUESDAY, 0)),),
            **fields,
        )
        want = Wanted(
            "m1", make_need(), current=SlotChoice(MONDAY, 1, 1, 101), booking_id=booked.booking_id
        )
        return supply, want

    def test_another_chair_takes_the_same_slot(self) -> None:
        supply, want = self.sick(chair(102, "Grace Obi"))
        [proposal] = plan_bookings([want], supply).proposals
        assert proposal.changes == ("New chair: Grace Obi instead of Amina Yusuf",)
        assert proposal.offer.choice == SlotChoice(MONDAY, 1, 1, 102)

    def test_with_nobody_free_the_date_moves_and_stays_in_time(self) -> None:
        supply, want = self.sick()
        [proposal] = plan_bookings([want], supply).proposals
        assert proposal.changes == (
            "New time: Tuesday 3 March, morning instead of Monday 2 March, morning",
        )

    def test_two_chairs_swap_when_the_other_meeting_is_named_too(self) -> None:
        """Amina is away and only Grace may chair m1; Grace's own meeting goes to Ruth."""
        own = taken(MONDAY, MORNING, room(2), 102)
        supply, want = self.sick(
            chair(102, "Grace Obi"),
            chair(103, "Ruth Levy"),
            more=(own,),
            rooms=(room(1), room(2)),
            sessions=(MORNING,),
        )
        want = replace(want, need=make_need(due_on=MONDAY, excluded_chair_ids=frozenset({103})))
        grace = Wanted(
            "m2",
            make_need(due_on=MONDAY),
            current=SlotChoice(MONDAY, 1, 2, 102),
            booking_id=own.booking_id,
        )
        assert [u.key for u in plan_bookings([want], supply).unplaced] == ["m1"]
        mended = plan_bookings([want, grace], supply)
        assert {p.key: p.offer.chair.name for p in mended.proposals} == {
            "m1": "Grace Obi",
            "m2": "Ruth Levy",
        }

    @settings(max_examples=25)
    @given(supplies(), st.sampled_from([MORNING, AFTERNOON]))
    def test_no_smaller_change_would_do(self, supply: Supply, session: object) -> None:
        """One meeting: the change is the smallest of every possible choice, by brute force."""
        current = SlotChoice(MONDAY, session.id, supply.rooms[0].id, 101)  # type: ignore[attr-defined]
        need = make_need(due_on=WEDNESDAY)
        supply = replace(
            supply, absences=(*supply.absences, Away(101, moment(MONDAY, 0), moment(TUESDAY, 0)))
        )
        rooms = {room.id: room for room in supply.rooms}

        def size(choice: SlotChoice) -> int:
            place, before = rooms[choice.room_id], rooms[current.room_id]
            return (
                NEW_TIME * ((choice.day, choice.session_id) != (current.day, current.session_id))
                + NEW_HUB * (place.hub_id != before.hub_id)
                + NEW_CHAIR * (choice.chair_id != current.chair_id)
                + NEW_ROOM * (choice.room_id != current.room_id)
            )

        possible = [
            choice
            for choice in every_choice(need, supply)
            if choice.day <= need.due_on and is_possible(need, supply, choice)
        ]
        plan = plan_bookings([Wanted("m1", need, current=current)], supply)
        if not possible:
            assert plan.proposals == ()
        else:
            [proposal] = plan.proposals
            assert size(proposal.offer.choice) == min(map(size, possible))


class TestMinuteTakers:
    def test_one_minute_taker_serves_as_many_meetings_as_can_be(self) -> None:
        supply = make_supply(
            rooms=(room(1), room(2)),
            chairs=(chair(101), chair(102)),
            minute_takers=(taker(201),),
            sessions=(MORNING,),
        )
        wanted = [Wanted(key, make_need(due_on=MONDAY, minute_taker_wanted=True)) for key in "ab"]
        plan = plan_bookings(wanted, supply)
        given_one = [p for p in plan.proposals if p.offer.minute_taker]
        assert (len(plan.proposals), len(given_one)) == (2, 1)

    def test_not_in_two_hubs_without_time_to_travel(self) -> None:
        supply = make_supply(
            rooms=(room(1, NORTH), room(2, SOUTH)),
            chairs=(chair(101), chair(102)),
            minute_takers=(taker(201),),
            travel_minutes=240,
        )
        morning = make_need(due_on=MONDAY, near_hub_id=NORTH, minute_taker_wanted=True)
        wanted = [
            Wanted("a", replace(morning, already_refused=frozenset({(MONDAY, 2)}))),
            Wanted(
                "b",
                replace(morning, near_hub_id=SOUTH, already_refused=frozenset({(MONDAY, 1)})),
            ),
        ]
        plan = plan_bookings(wanted, supply)
        assert len([p for p in plan.proposals if p.offer.minute_taker]) == 1


def test_a_busy_fortnight_closes() -> None:
    """Forty meetings, eleven rooms, fourteen chairs: proven best within the effort given."""
    rooms = tuple(room(n, NORTH if n <= 6 else SOUTH, hybrid=n % 3 == 0) for n in range(1, 12))
    chairs = tuple(
        chair(100 + n, hours=hours([day for day in range(5) if day != n % 5])) for n in range(14)
    )
    supply = make_supply(
        rooms=rooms, chairs=chairs, minute_takers=tuple(taker(200 + n) for n in range(4))
    )
    wanted = [
        Wanted(
            f"m{n}",
            make_need(
                due_on=MONDAY + dt.timedelta(days=n % 12),
                near_hub_id=NORTH if n % 2 else SOUTH,
                hybrid=n % 5 == 0,
                chair_before_id=100 + n % 14,
                minute_taker_wanted=True,
            ),
            weight=1 + n % 4,
        )
        for n in range(40)
    ]
    plan = plan_bookings(wanted, supply)
    assert plan.proven
    assert len(plan.proposals) == 40
    check(plan, wanted, supply)


def test_a_plan_alone_changes_nothing() -> None:
    supply = make_supply()
    before = find_slots(make_need(), supply)
    plan = plan_bookings([Wanted("a", make_need())], supply)
    assert find_slots(make_need(), supply) == before
    assert not why_not(make_need(), supply, plan.proposals[0].offer.choice)
