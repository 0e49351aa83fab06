"""What is offered, in which order, and why the rest is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from bookings.optimiser import (
    Cause,
    Criterion,
    SlotChoice,
    SlotNeed,
    Supply,
    find_slots,
    offer_for,
    why_not,
)
from bookings.optimiser.offer import rank
from bookings.optimiser.supply import Away, Closed, Hours
from tests.bookings.optimiser.worlds import (
    AFTERNOON,
    LONG_AGO,
    MONDAY,
    MORNING,
    NORTH,
    SOUTH,
    PlainCalendar,
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

TUESDAY, FRIDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=4)


class TestProperties:
    @settings(max_examples=150)
    @given(needs(), supplies())
    def test_every_offer_is_possible(self, need: SlotNeed, supply: Supply) -> None:
        for offer in find_slots(need, supply).offers:
            assert is_possible(need, supply, offer.choice)

    @settings(max_examples=100)
    @given(needs(), supplies())
    def test_the_time_to_meet_the_family_takes_nobody_elses_slot(
        self, need: SlotNeed, supply: Supply
    ) -> None:
        for offer in find_slots(need, supply).offers:
            choice = offer.choice
            wanted = {choice.room_id, choice.chair_id, choice.minute_taker_id}
            for other in supply.taken:
                if wanted & {other.room_id, other.chair_id, other.minute_taker_id} - {None}:
                    assert other.ends <= offer.span.starts or offer.span.ends <= other.starts

    @settings(max_examples=150)
    @given(needs(), supplies())
    def test_why_not_agrees_with_an_independent_judge(self, need: SlotNeed, supply: Supply) -> None:
        for choice in every_choice(need, supply):
            assert (not why_not(need, supply, choice)) == is_possible(need, supply, choice)

    @settings(max_examples=100)
    @given(needs(), supplies())
    def test_nothing_possible_and_better_is_missing(self, need: SlotNeed, supply: Supply) -> None:
        """By brute force: each possible choice has an offer as good, for its day and chair."""
        found = find_slots(need, supply).offers
        ranks = {
            (o.choice.day, o.choice.session_id, o.choice.chair_id): rank(need, o) for o in found
        }
        for choice in every_choice(need, supply):
            offer = offer_for(need, supply, choice)
            if offer is not None:
                best = ranks[choice.day, choice.session_id, choice.chair_id]
                assert best <= rank(need, offer)
        assert sorted(ranks.values()) == [rank(need, offer) for offer in found]

    @settings(max_examples=100)
    @given(needs(), supplies())
    def test_every_refusal_is_true(self, need: SlotNeed, supply: Supply) -> None:
        possible = [c for c in every_choice(need, supply) if is_possible(need, supply, c)]
        for refusal in find_slots(need, supply).refusals:
            assert refusal.reason
            named = {
                "day": refusal.day,
                "session_id": refusal.session_id,
                "chair_id": refusal.chair_id,
                "room_id": refusal.room_id,
            }
            meant = {name: value for name, value in named.items() if value is not None}
            assert not [
                c for c in possible if all(getattr(c, name) == v for name, v in meant.items())
            ]

    @settings(max_examples=100)
    @given(needs(), supplies())
    def test_a_session_in_time_is_offered_or_explained(
        self, need: SlotNeed, supply: Supply
    ) -> None:
        found = find_slots(need, supply)
        spoken = {(o.choice.day, o.choice.session_id) for o in found.offers}
        for refusal in found.refusals:
            sessions = [refusal.session_id] if refusal.session_id else [1, 2, 3]
            spoken |= {(refusal.day, session) for session in sessions if refusal.day}
        day = need.earliest_on
        while day <= need.due_on:
            if day.weekday() < 5:
                assert {(day, 1), (day, 2), (day, 3)} <= spoken
            day += dt.timedelta(days=1)

    @settings(max_examples=50)
    @given(needs(), supplies())
    def test_the_same_question_has_the_same_answer(self, need: SlotNeed, supply: Supply) -> None:
        assert find_slots(need, supply) == find_slots(need, supply)


class TestOrder:
    def best(self, need: SlotNeed, supply: Supply) -> SlotChoice:
        return find_slots(need, supply).offers[0].choice

    def test_in_time_before_everything(self) -> None:
        """The chair who knows the family is free only after the due date: somebody else, then."""
        supply = make_supply(
            chairs=(chair(101, hours=hours([2])), chair(102, hours=hours([1]))),
        )
        need = make_need(due_on=TUESDAY, chair_before_id=101)
        assert self.best(need, supply).chair_id == 102

    def test_notice_before_the_same_chair(self) -> None:
        supply = make_supply(chairs=(chair(101, hours=hours([1])), chair(102)))
        need = make_need(due_on=FRIDAY, report_working_days=3, chair_before_id=101)
        assert self.best(need, supply).chair_id == 102
        assert self.best(need, supply).day == MONDAY + dt.timedelta(days=3)

    def test_the_same_chair_before_the_near_hub(self) -> None:
        supply = make_supply(
            rooms=(room(1, NORTH), room(2, SOUTH)),
            chairs=(chair(101), chair(102)),
            closures=(Closed(moment(MONDAY, 0), moment(FRIDAY, 23), "Flood", hub_id=SOUTH),),
        )
        need = make_need(due_on=FRIDAY, near_hub_id=SOUTH, chair_before_id=102)
        assert (self.best(need, supply).chair_id, self.best(need, supply).room_id) == (102, 1)

    def test_the_near_hub_before_a_minute_taker(self) -> None:
        supply = make_supply(
            rooms=(room(1, NORTH), room(2, SOUTH)),
            minute_takers=(taker(201),),
            taken=(
                taken(MONDAY, MORNING, room(3, NORTH), 999, 201),
                taken(MONDAY, AFTERNOON, room(3, NORTH), 999, 201),
            ),
        )
        need = make_need(due_on=MONDAY, near_hub_id=SOUTH, minute_taker_wanted=True)
        assert self.best(need, supply).room_id == 2

    def test_a_minute_taker_before_a_free_friday(self) -> None:
        supply = make_supply(minute_takers=(taker(201, hours=hours([4])),))
        need = make_need(earliest_on=TUESDAY, due_on=FRIDAY, minute_taker_wanted=True)
        assert self.best(need, supply).day == FRIDAY

    def test_not_a_friday_before_meeting_the_family(self) -> None:
        supply = make_supply(
            chairs=(chair(101, hours=hours([4])), chair(102, hours=late_start([3]))),
            sessions=(MORNING,),
        )
        need = make_need(due_on=FRIDAY)
        assert self.best(need, supply).chair_id == 102

    def test_meeting_the_family_before_a_lighter_load(self) -> None:
        supply = make_supply(
            chairs=(
                chair(101, hours=late_start(range(5)), caseload=40),
                chair(102, caseload=120),
            ),
            sessions=(MORNING,),
        )
        assert self.best(make_need(due_on=MONDAY), supply).chair_id == 102

    def test_a_chair_under_the_agreed_load_before_one_over_it(self) -> None:
        supply = make_supply(chairs=(chair(101, caseload=86), chair(102, caseload=85)))
        assert self.best(make_need(due_on=MONDAY), supply).chair_id == 102

    def test_then_the_sooner_day(self) -> None:
        assert self.best(make_need(), make_supply()).day == MONDAY

    def test_then_the_plainest_room_that_will_do(self) -> None:
        supply = make_supply(rooms=(room(1, hybrid=True), room(2), room(3, capacity=8)))
        assert self.best(make_need(people=6), supply).room_id == 3


def late_start(days: Iterable[int]) -> tuple[Hours, ...]:
    return tuple(Hours(day, dt.time(9, 30), dt.time(17), LONG_AGO) for day in days)


class TestWords:
    def choice(self, **fields: object) -> SlotChoice:
        values = {"day": TUESDAY, "session_id": 1, "room_id": 1, "chair_id": 101, **fields}
        return SlotChoice(**values)  # type: ignore[arg-type]

    def reasons(self, need: SlotNeed, supply: Supply, **fields: object) -> list[str]:
        return [o.words for o in why_not(need, supply, self.choice(**fields))]

    def test_a_booked_room(self) -> None:
        supply = make_supply(taken=(taken(TUESDAY, MORNING, room(1), 999),))
        assert self.reasons(make_need(), supply) == ["Room 1 is booked 9:30am to 11:30am"]

    def test_a_room_that_only_just_clashes(self) -> None:
        late = (taken(TUESDAY, MORNING, room(1), 999),)
        supply = make_supply(taken=late, turn_round_minutes=120)
        assert self.reasons(make_need(), supply, session_id=2) == []
        supply = make_supply(taken=late, set_up_minutes=120)
        assert self.reasons(make_need(), supply, session_id=2) == [
            "Room 1 is booked 9:30am to 11:30am, and there is no time between for setting up"
        ]

    @pytest.mark.parametrize("words", ["is on leave", "is away", "is on training"])
    def test_somebody_away(self, words: str) -> None:
        away = Away(101, moment(TUESDAY, 0), None, words)
        supply = make_supply(absences=(away,))
        assert self.reasons(make_need(), supply) == [f"Amina Yusuf {words}"]

    def test_a_bank_holiday(self) -> None:
        supply = make_supply(calendar=PlainCalendar(frozenset({TUESDAY})))
        assert self.reasons(make_need(), supply) == ["Bank holiday: Test Day"]

    def test_a_weekend(self) -> None:
        saturday = MONDAY + dt.timedelta(days=5)
        assert "A Saturday" in self.reasons(make_need(), make_supply(), day=saturday)

    def test_hours(self) -> None:
        supply = make_supply(chairs=(chair(101, "Amina Yusuf", hours=hours([0])),))
        assert self.reasons(make_need(), supply) == [
            "Amina Yusuf does not work 9:30am to 11:30am on Tuesdays"
        ]

    def test_travel_between_hubs(self) -> None:
        supply = make_supply(
            rooms=(room(1, NORTH), room(2, SOUTH)),
            taken=(taken(TUESDAY, MORNING, room(2, SOUTH), 101),),
            travel_minutes=150,
        )
        assert self.reasons(make_need(), supply, session_id=2) == [
            "Amina Yusuf is chairing at South hub 9:30am to 11:30am, too close to travel"
        ]

    def test_a_room_without_what_is_needed(self) -> None:
        need = make_need(step_free=True, hybrid=True, people=20)
        assert self.reasons(need, make_supply()) == [
            "Room 1 has no hybrid equipment",
            "Room 1 has no step-free access",
            "Room 1 holds 12, and 20 are expected",
        ]

    def test_a_conflict_of_interest_gives_no_detail(self) -> None:
        need = make_need(excluded_chair_ids=frozenset({101}))
        assert self.reasons(need, make_supply()) == [
            "Amina Yusuf must not chair this one: a conflict of interest is declared"
        ]

    def test_several_reasons_are_all_given(self) -> None:
        supply = make_supply(
            taken=(taken(TUESDAY, MORNING, room(1), 999),),
            absences=(Away(101, moment(TUESDAY, 0), None, "is on leave"),),
        )
        causes = [o.cause for o in why_not(make_need(), supply, self.choice())]
        assert causes == [Cause.ROOM_BUSY, Cause.CHAIR_AWAY]

    def test_lateness_is_a_cost_in_words_and_does_not_block(self) -> None:
        need = make_need(due_on=FRIDAY)
        late = self.choice(day=FRIDAY + dt.timedelta(days=4))
        offer = offer_for(need, make_supply(), late)
        assert offer is not None
        assert (offer.late_by, offer.working_days_to_spare) == (2, -2)
        assert offer.costs[0].words == (
            "After the due date, Friday 6 March: 2 working days late. "
            "Needs a reason and a review of the safety plan"
        )

    def test_short_notice_says_for_whom(self) -> None:
        need = make_need(report_working_days=3, police_working_days=7)
        offer = offer_for(need, make_supply(), self.choice(day=FRIDAY))
        assert offer is not None
        [cost] = [p for p in offer.points if p.criterion == Criterion.NOTICE]
        assert cost.words == "4 working days of notice: the police need 7 working days"

    def test_the_chair_before_is_explained_when_missing(self) -> None:
        supply = make_supply(
            chairs=(chair(101, "Amina Yusuf", hours=hours([1])), chair(102)),
        )
        refusals = find_slots(make_need(due_on=MONDAY, chair_before_id=101), supply).refusals
        assert refusals[0].what == "Amina Yusuf, who chaired before, Monday 2 March, morning"

    def test_a_day_without_a_room_lists_every_room(self) -> None:
        rooms = (room(1), room(2))
        busy = tuple(taken(MONDAY, MORNING, r, 900 + r.id) for r in rooms)
        supply = make_supply(rooms=rooms, taken=busy)
        refusals = find_slots(make_need(due_on=MONDAY), supply).refusals
        assert [r.reason for r in refusals] == [
            "No room is free: Room 1 is booked 9:30am to 11:30am; "
            "Room 2 is booked 9:30am to 11:30am"
        ]


def test_a_choice_survives_a_form() -> None:
    choice = SlotChoice(MONDAY, 1, 2, 3, None)
    assert SlotChoice.parse(choice.key) == choice
    assert SlotChoice.parse(SlotChoice(MONDAY, 1, 2, 3, 4).key).minute_taker_id == 4


@pytest.mark.parametrize("nonsense", ["", "2026-03-02", "2026-03-02_1_2_x_0", "a_1_2_3_4"])
def test_a_forged_choice_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError):
        SlotChoice.parse(nonsense)


def test_a_due_date_before_the_earliest_day_is_refused() -> None:
    with pytest.raises(ValueError, match="due date"):
        make_need(earliest_on=TUESDAY, due_on=MONDAY)
