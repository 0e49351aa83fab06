"""What papers say of the next conference: a day by which, or the day and time of a firm slot."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from bookings.enums import Step
from conferences.domain.booking import confirm_slot, pencil_slot
from conferences.domain.closing import close_conference
from conferences.domain.correcting import sign_off_record
from conferences.domain.documents import (
    child_page,
    decision_letter,
    outline_plan,
    summary_record,
)
from conferences.domain.packs import distribute, packs_of
from conferences.enums import ExclusionGround, PartKind
from conferences.models import Conference, Exclusion
from disclosure.document import Document
from disclosure.enums import Layout
from disclosure.rendering.page import pack_html
from disclosure.wording import say_date
from people.enums import Role
from tests.conferences.test_ending_plans import booked_review
from tests.conferences.test_packs import choice, mother_of, packs_for
from tests.factories import conferences as make
from tests.factories.bookings import next_monday
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting
from tests.factories.people import make_person, make_staff
from tests.factories.reviews import two_on_plans

pytestmark = pytest.mark.django_db

Told = dict[str, dt.date | dt.datetime]
LABELS = ("fact.review", "fact.review_on", "fact.child_review", "fact.child_review_on")


def told(document: Document) -> Told:
    facts = [fact for section in document.sections for fact in section.facts]
    return {fact.label.key: fact.value for fact in facts if fact.label.key in LABELS}


def papers(meeting: Meeting) -> list[Told]:
    """What the outline plan, the letter, the record and a child's page say, as it stands now."""
    conference = Conference.objects.get(pk=meeting.conference.pk)
    made = (outline_plan, decision_letter, summary_record)
    own = child_page(conference.children.first())
    return [*(told(document(conference)) for document in made), told(own)]


def by(meeting: Meeting) -> list[Told]:
    day = Conference.objects.get(pk=meeting.conference.pk).next_review_on
    return [{"fact.review": day}] * 3 + [{"fact.child_review": day}]


def on(review: Conference) -> list[Told]:
    at = review.booking.starts_at
    return [{"fact.review_on": at}] * 3 + [{"fact.child_review_on": at}]


def settled_now(meeting: Meeting) -> None:
    """Closed again, and signed again, at this moment."""
    now = timezone.now()
    Conference.objects.filter(pk=meeting.conference.pk).update(closed_at=now, signed_off_at=now)


def test_until_a_slot_is_firm_it_is_a_day_by_which() -> None:
    meeting = two_on_plans()
    assert papers(meeting) == by(meeting)
    review = Conference.objects.get(follows=meeting.conference)
    support = make_staff(Role.BUSINESS_SUPPORT)
    slot = make.choice_on(make.make_place(), next_monday(3))
    pencil_slot(conference=review, choice=slot, by=support)
    settled_now(meeting)
    assert papers(meeting) == by(meeting)
    review.refresh_from_db()
    confirm_slot(conference=review, by=support)
    settled_now(meeting)
    review.refresh_from_db()
    assert papers(meeting) == on(review)


def test_what_is_booked_later_makes_no_new_paper_of_one_that_is_settled() -> None:
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    packs_for(meeting, mother)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    before = {pack.kind: pack.fingerprint for pack in packs_of(meeting.conference)}
    review = booked_review(meeting)
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    sign_off_record(conference=meeting.conference, by=duty)
    after = {pack.kind: pack.fingerprint for pack in packs_of(meeting.conference)}
    after.pop("summary_record")
    assert after == before
    assert papers(meeting)[2] == {"fact.review_on": review.booking.starts_at}
    review.booking.moves.create(step=Step.RELISTED, by=duty)
    assert papers(meeting) == by(meeting)


def split(review: Conference) -> None:
    review.parts.create(name="With father", kind=PartKind.ONE_PARENT, ordinal=2)


def keep_one_out(review: Conference) -> None:
    Exclusion.objects.create(
        conference=review,
        person=make_person("Ned Parr"),
        ground=ExclusionGround.VIOLENCE,
        rationale="He waited for her outside.",
        asked_for_by="The social worker",
        decided_by=make_staff(Role.PRINCIPAL_OFFICER),
        views_heard_by="A letter",
    )


@pytest.mark.parametrize("kept_apart", [split, keep_one_out])
def test_nobody_learns_from_a_paper_when_those_they_are_kept_from_will_come(kept_apart) -> None:
    meeting = two_on_plans()
    review = booked_review(meeting)
    settled_now(meeting)
    assert papers(meeting) == on(review)
    kept_apart(review)
    assert papers(meeting) == by(meeting)


EASY = {
    "en": "The next conference is on or before <strong>{day}</strong>.",
    "pl": "Następna konferencja będzie najpóźniej: <strong>{day}</strong>.",
    "ur": "اگلی کانفرنس اس دن یا اس سے پہلے ہوگی: <strong>{day}</strong>۔",
    "ar": "المؤتمر التالي في هذا اليوم أو قبله: <strong>{day}</strong>.",
}
STANDARD = {
    "en": "Next conference, on or before",
    "pl": "Następna konferencja, najpóźniej",
    "ur": "اگلی کانفرنس، اس دن یا اس سے پہلے",
    "ar": "المؤتمر التالي، في هذا اليوم أو قبله",
}


@pytest.mark.parametrize("language", EASY)
def test_a_family_reads_on_or_before_in_their_language(language: str) -> None:
    meeting = make_meeting()
    mother = mother_of(meeting)
    decide(meeting, meeting.children[0])
    day = dt.date(2027, 2, 10)
    Conference.objects.filter(pk=meeting.conference.pk).update(next_review_on=day)
    spoken = say_date(day, language)

    def plan(layout: Layout) -> str:
        form = choice(mother, language=language, layout=layout)
        [pack] = distribute(conference=meeting.conference, choices=[form], by=meeting.chair)
        return " ".join(pack_html(pack).split())

    assert EASY[language].format(day=spoken) in plan(Layout.EASY_READ)
    assert f'<th scope="row">{STANDARD[language]}</th>' in plan(Layout.STANDARD)
