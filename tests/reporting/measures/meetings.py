"""Three conferences of October 2025: their rooms, who came, and how children took part."""

from __future__ import annotations

from typing import Any

from bookings.enums import BookingState, MoveReason, Step
from bookings.models import Booking, BookingMove
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ChildOutcome,
    ConferenceKind,
    Participation,
    PartKind,
)
from conferences.models import Advocacy, Conference
from feedback.models import Answer, AnswerScore
from people.enums import AgencyKind
from people.models import Child
from tests.factories.bookings import (
    make_afternoon,
    make_booking,
    make_chair,
    make_hub,
    make_minute_taker,
    make_room,
    make_session,
)
from tests.factories.people import make_agency, make_child, make_family, make_person
from tests.factories.reporting import held
from tests.reporting.measures.history import History, Key, at, day

REVIEW, IN_NEED = ConferenceKind.REVIEW, ChildOutcome.CHILD_IN_NEED


def build() -> None:
    family = make_family()
    born = ("2015-10-06", "2010-01-01", "2015-10-07", "2013-01-01")
    ten, older, nine, twelve = (make_child(family=family, date_of_birth=day(on)) for on in born)
    initial = held(day("2025-10-06"), ten, older, nine, twelve, outcome=IN_NEED)
    toddler, talker = (make_child(family=initial.family) for _ in range(2))
    review = held(day("2025-10-07"), toddler, talker, kind=REVIEW)
    unbooked = held(day("2025-10-08"), make_child(), kind=REVIEW)
    _rooms(initial, review)
    _attendance(initial, unbooked)
    _participation(
        {ten: "PN1", older: "PN4", nine: "PN7", twelve: "PN5", toddler: "PN0", talker: "PN2"}
    )
    _advocates(ten, older, nine, twelve)
    _feedback()


def _rooms(initial: Conference, review: Conference) -> None:
    """Two rooms and two sessions; nothing was ever held in the second room."""
    hub, chair = make_hub("Old Mill"), make_chair()
    room = make_room("Heron", hub=hub)
    make_room("Otter", hub=hub)
    make_afternoon()
    minutes = make_minute_taker()
    first = _book(initial, room=room, chair=chair, minute_taker=minutes)
    second = _book(review, room=room, chair=chair)
    # The initial conference lost its slot in September and was given another in October; the
    # review made room for it. A change of room at the same hour is no change of date, nor is that
    # of a slot that was only pencilled.
    _move(first, "2025-10-01", Step.RELISTED, MoveReason.FAMILY_ASKED)
    for booking in (first, second):
        _move(booking, "2025-09-29", Step.CONFIRMED, "", to=16)
    _move(first, "2025-09-30", Step.VACATED, MoveReason.CHAIR_AWAY, to=None)
    _move(first, "2025-10-01", Step.RELISTED, MoveReason.FAMILY_ASKED)
    _move(second, "2025-10-02", Step.RELISTED, MoveReason.MADE_ROOM)
    _move(second, "2025-10-03", Step.RELISTED, MoveReason.ROOM_CLOSED, to=16)


def _book(conference: Conference, **fields: Any) -> Booking:
    conference.booking = make_booking(
        day=conference.held_on,
        session=make_session(),
        state=BookingState.HELD,
        about=conference.about,
        **fields,
    )
    conference.save()
    return conference.booking


def _move(booking: Booking, on: str, step: Step, reason: str, to: int | None = 17) -> None:
    """From ten o'clock on 16 October to the same hour of another day, or nowhere."""
    move = BookingMove.objects.create(
        booking=booking,
        step=step,
        reason=reason,
        from_starts_at=at("2025-10-16", 10),
        to_starts_at=at(f"2025-10-{to}", 10) if to else None,
    )
    BookingMove.objects.filter(pk=move.pk).update(at=at(on))


def _attendance(conference: Conference, unbooked: Conference) -> None:
    """Six agencies: of the four somebody noted two came; of the four asked for a report three sent
    one."""
    whole = conference.parts.create(name="Everybody", ordinal=1)
    apart = conference.parts.create(name="Apart", ordinal=2, kind=PartKind.ONE_PARENT)
    asked, came = {"report_asked_on": day("2025-09-22")}, {"report_received_on": day("2025-10-02")}
    mode = AttendanceMode
    for kind, how, report in (
        (AgencyKind.SOCIAL_CARE, mode.IN_PERSON, {**asked, **came}),
        (AgencyKind.HEALTH_VISITING, mode.REMOTE, asked),
        (AgencyKind.SCHOOL, mode.ABSENT, came),  # nobody asked for it
        (AgencyKind.POLICE, mode.APOLOGIES, {**asked, **came}),
        (AgencyKind.HOUSING, mode.EXPECTED, {**asked, **came}),  # nobody noted who came of these
        (AgencyKind.PROBATION, None, {}),
    ):
        agency = make_agency(kind=kind)
        _seat(conference, whole, how, capacity=Capacity.AGENCY, agency=agency, **report)
    # The mother missed one part and came to the other; the father was shut out; Gran did not come.
    mother = _seat(conference, whole, mode.ABSENT, capacity=Capacity.FAMILY)
    mother.attendances.create(part=apart, mode=mode.IN_PERSON)
    _seat(conference, whole, mode.EXCLUDED, capacity=Capacity.FAMILY)
    _seat(conference, whole, mode.ABSENT, capacity=Capacity.FAMILY)
    # An aunt came to the part of which somebody noted it.
    aunt = _seat(conference, whole, mode.EXPECTED, capacity=Capacity.FAMILY)
    aunt.attendances.create(part=apart, mode=mode.REMOTE)
    # Somebody who only watches is neither; nobody wrote down who came to the third conference.
    _seat(conference, whole, mode.IN_PERSON, capacity=Capacity.OBSERVER)
    _seat(conference, whole, mode.EXPECTED, capacity=Capacity.FAMILY)
    unbooked.participants.create(person=make_person(), capacity=Capacity.FAMILY)


def _seat(conference: Conference, part: Any, mode: AttendanceMode | None, **fields: Any) -> Any:
    participant = conference.participants.create(person=make_person(), **fields)
    if mode:
        participant.attendances.create(part=part, mode=mode)
    return participant


def _participation(codes: dict[Child, str]) -> None:
    """As the Standard Safeguarding Dataset codes it; the third conference is not coded."""
    for child, code in codes.items():
        child.conferences.update(participation=Participation(code))


def _advocates(ten: Child, older: Child, nine: Child, twelve: Child) -> None:
    """The limits are those of the conference on 6 October 2025."""
    agreed = {"parent_agreed_on": day("2025-10-09"), "parent_agreed_by": "Their mother"}
    for child, offered_on, more in (
        (ten, "2024-10-07", {}),  # a year before, but for a day
        (older, "2024-09-01", {}),  # too long ago
        (nine, "2025-10-03", {"refused_reason": "Not now."}),  # ten only the day after
        (nine, "2025-10-04", agreed),
        (twelve, "2025-10-07", {**agreed, "attended_on": day("2025-10-20")}),  # the day after
    ):
        Advocacy.objects.create(
            family=child.family, child=child, offered_on=day(offered_on), **more
        )


def _feedback() -> None:
    """Six forms in October: all answered one question, five of them another too. Five of
    professionals in November."""
    scores = [["yes", "yes"]] * 4 + [["yes", "partly"], ["no"]]
    for number, given in enumerate(scores):
        # On paper without a code counts too.
        _answered("2025-10-20", "family", ("understood_why", "listened"), given, code=number < 3)
    for score in ("yes", "yes", "yes", "partly", "no"):
        _answered("2025-11-20", "professional", ("chaired_well",), [score], code=True)


def _answered(
    on: str, audience: str, questions: tuple[str, ...], scores: list[str], *, code: bool
) -> None:
    answer = Answer.objects.create(
        came_with_code=code,
        audience=audience,
        language="en",
        given_by="phone",
        given_on=day(on),
    )
    for question, score in zip(questions, scores, strict=False):
        AnswerScore.objects.create(answer=answer, question=question, score=score)


EXPECTED: dict[Key, str] = {
    ("conferences_held", "2025-10"): "3",
    # Held in a booked room are two, and one of them has a minute-taker.
    ("minuted", "2025-10"): "50.0% (1 of 2)",
    # From Monday 6 October: 20 working days, two sessions, the one room that was ever used.
    ("sessions_used", "2025-10"): "5.0% (2 of 40)",
    ("sessions_used", "2025-10", "session"): "Afternoon 0/20, Morning 2/20",
    ("sessions_used", "2025-10", "room"): "Heron, Old Mill 2/40",
    # In October two changes of date for two conferences; in September one, for none.
    ("moves_per_100", "2025-10"): "100.0 (2 of 2)",
    ("reviews_moved", "2025-10"): "50.0% (1 of 2)",
    ("agency_attendance", "2025-10"): "50.0% (2 of 4)",
    ("agency_attendance", "2025-10", "agency"): (
        "Children's social care 1/1, Police 0/1, Health visiting 1/1, School or nursery 0/1"
    ),
    # Nobody noted whether housing came, whose report did.
    ("agency_reports", "2025-10"): "75.0% (3 of 4)",
    ("agency_reports", "2025-10", "agency"): (
        "Children's social care 1/1, Police 1/1, Health visiting 0/1, Housing 1/1"
    ),
    # Of the four family members of whom it was noted two came, in a part of the meeting.
    ("family_attendance", "2025-10"): "50.0% (2 of 4)",
    # Not the toddler (PN0), nor the one not coded. PN1, PN5 and PN2 of those and PN4, PN7.
    ("participation", "2025-10"): "60.0% (3 of 5)",
    ("participation", "2025-10", "participation"): (
        "Attended and spoke for themselves 1/1, Attended; an advocate spoke 1/1, "
        "Attended without giving a view 0/1, Did not attend; briefed an advocate 1/1, "
        "Did not attend; no views given 0/1"
    ),
    # Ten or older on the day are three; offered in the 12 months before was one.
    ("advocacy_offered", "2025-10"): "33.3% (1 of 3)",
    # Offers of October itself: three, to two children.
    ("advocacy_agreed", "2025-10"): "66.7% (2 of 3)",
    ("advocacy_attended", "2025-10"): "33.3% (1 of 3)",
    ("feedback_answers", "2025-10"): "6",
    # 6 answers to one question and 5 to another; "yes" were 5 and 4.
    ("feedback_good", "2025-10"): "81.8% (9 of 11)",
    # Told in parts for whole years, where each part is five people or more.
    ("feedback_answers", "2025/26", "audience"): "Family 6, Professional 5, Not recorded 0",
    ("feedback_good", "2025/26", "audience"): "Family 9/11, Professional 3/5",
    ("feedback_good", "2025/26", "question"): (
        "Understood why there was a meeting 5/6, People listened 4/5, "
        "Was the conference chaired well? 3/5"
    ),
}
HISTORY = History("meetings", build, EXPECTED)
