"""What somebody whose meeting is cancelled is told to expect: a new day only where there is one."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from bookings.enums import MoveReason
from conferences.domain.booking import vacate_conference
from conferences.domain.cancelling import cancel_conference
from conferences.domain.correcting import reopen_conference
from conferences.domain.ending_plans import end_by_exception
from conferences.domain.exclusion import exclude
from conferences.domain.inviting import invite_everyone
from conferences.enums import Instead, InvitationKind
from conferences.letters import invitation_words
from conferences.models import Conference, Invitation
from notifications.domain import deliver_waiting
from notifications.enums import State
from people.enums import Role, SafeContact
from people.models import Person
from plans.enums import EndReason
from plans.models import Plan
from tests.conferences.test_ending_plans import booked_review
from tests.conferences.test_exclusion import reasons_for
from tests.conferences.test_next_review import early_review
from tests.factories import conferences as make
from tests.factories.invitations import asked, invite, message_to
from tests.factories.meetings import Meeting
from tests.factories.people import make_staff
from tests.factories.reviews import two_on_plans
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db


def told(conference: Conference) -> set[str]:
    rows = Invitation.objects.filter(participant__conference=conference)
    return set(rows.filter(kind=InvitationKind.CANCEL).values_list("instead", flat=True))


def vacate(conference: Conference, case: make.Case) -> None:
    vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)


def cancel(conference: Conference, case: make.Case) -> None:
    reason = "The enquiry found no need of one."
    cancel_conference(conference=conference, reason=reason, agreed_by="Priya Manager", by=case.duty)


@pytest.mark.parametrize(
    ("step", "instead"), [(vacate, Instead.NEW_DAY), (cancel, Instead.NOTHING)]
)
def test_a_slot_given_up_has_a_new_day_and_a_conference_cancelled_has_none(step, instead) -> None:
    case = make.make_case()
    conference = invite(case)
    deliver_waiting()
    step(conference, case)
    assert told(conference) == {instead}


def end_plans(meeting: Meeting, review: Conference) -> None:
    for each in meeting.children:
        end_by_exception(
            plan=Plan.objects.get(child=each.child),
            on=today_in_london(),
            reason=EndReason.LEFT_UK,
            authorised_by="The head of safeguarding",
            by=make_staff(Role.HEAD_OF_SERVICE),
        )


def take_its_place(meeting: Meeting, review: Conference) -> None:
    early_review(meeting, *meeting.children)


def decide_again(meeting: Meeting, review: Conference) -> None:
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    reopen_conference(conference=meeting.conference, reason="Too soon.", by=duty)


@pytest.mark.parametrize(
    ("step", "instead"),
    [
        (end_plans, Instead.NOTHING),
        (take_its_place, Instead.ANOTHER),
        (decide_again, Instead.ANOTHER),
    ],
)
def test_a_review_that_falls_away_has_another_only_where_one_is_to_come(step, instead) -> None:
    meeting = two_on_plans()
    review = booked_review(meeting)
    step(meeting, review)
    assert told(review) == {instead}


def test_after_an_early_review_that_is_not_needed_comes_the_regular_one() -> None:
    meeting = two_on_plans()
    early = early_review(meeting, *meeting.children)
    one = meeting.conference.participants.first()
    early.participants.create(
        person=one.person, agency=one.agency, capacity=one.capacity
    ).attendances.create(part=early.parts.get())
    booked_review(meeting, weeks=1)
    early.refresh_from_db()
    support = make_staff(Role.BUSINESS_SUPPORT)
    cancel_conference(conference=early, reason="It settled.", by=support)
    assert told(early) == {Instead.ANOTHER}


@pytest.mark.parametrize("has_left", [True, False])
def test_whoever_waits_for_the_new_day_hears_that_there_is_none(has_left: bool) -> None:
    """Also where the first message had not left: they still hold the invitation."""
    case = make.make_case()
    conference = invite(case)
    deliver_waiting()
    vacate(conference, case)
    first = message_to(case.mother)
    if has_left:
        deliver_waiting()
    cancel(conference, case)
    rows = asked(conference, case.mother).invitations.order_by("sequence")
    assert [(row.kind, row.instead) for row in rows][1:] == [
        (InvitationKind.CANCEL, Instead.NEW_DAY),
        (InvitationKind.CANCEL, Instead.NOTHING),
    ]
    first.refresh_from_db()
    assert first.state == (State.SENT if has_left else State.WITHDRAWN)
    deliver_waiting()
    assert message_to(case.mother).state == State.SENT


def test_whoever_was_kept_out_waits_for_no_day_and_hears_nothing_more() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    chair = place.chair.professional.user
    exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    deliver_waiting()
    cancel(conference, case)
    kinds = [row.kind for row in asked(conference, case.mother).invitations.order_by("sequence")]
    assert kinds == [InvitationKind.INVITE, InvitationKind.CANCEL]


NOTHING = {
    "en": (
        "There will be no meeting",
        "We told you about the meeting below. There will be no meeting. You do not need to do "
        "anything.",
        "It was to be on {when}. There will be no meeting. You do not need to do anything.",
    ),
    "pl": (
        "Spotkania nie będzie",
        "Pisaliśmy do Ciebie o spotkaniu podanym poniżej. Spotkania nie będzie. Nie musisz nic "
        "robić.",
        "Miało być: {when}. Spotkania nie będzie. Nie musisz nic robić.",
    ),
    "ur": (
        "کوئی ملاقات نہیں ہو گی",
        "ہم نے آپ کو نیچے لکھی ملاقات کے بارے میں بتایا تھا۔ اب کوئی ملاقات نہیں ہو گی۔ آپ کو "
        "کچھ کرنے کی ضرورت نہیں۔",
        "یہ ہونی تھی: {when}۔ اب کوئی ملاقات نہیں ہو گی۔ آپ کو کچھ کرنے کی ضرورت نہیں۔",
    ),
    "ar": (
        "لن يكون هناك اجتماع",
        "أخبرناك عن الاجتماع المذكور أدناه. لن يكون هناك اجتماع. لا يلزمك أن تفعل شيئا.",
        "كان موعده: {when}. لن يكون هناك اجتماع. لا يلزمك أن تفعل شيئا.",
    ),
}
FIRST_LANGUAGES = {"en": "English", "pl": "Polish", "ur": "Urdu", "ar": "Arabic"}


@pytest.mark.parametrize("language", NOTHING)
def test_a_parent_reads_in_their_language_that_nothing_is_asked_of_them(language: str) -> None:
    case = make.make_case()
    first_language = FIRST_LANGUAGES[language]
    Person.objects.filter(pk=case.mother.pk).update(first_language=first_language)
    conference = invite(case)
    deliver_waiting()
    cancel(conference, case)
    told_last = asked(conference, case.mother).invitations.latest("sequence")
    letter, page = invitation_words(told_last), page_of(told_last)
    title, opening, sentence = NOTHING[language]
    assert (letter.title, list(letter.opening)) == (title, [opening])
    assert "01632 960 100" in "".join(letter.closing)
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in page
    before, after = sentence.split("{when}")
    assert re.search(f'<p class="govuk-body">{before}[^<]+{re.escape(after)}</p>', page)


def page_of(invitation: Invitation) -> str:
    url = reverse("conferences:invitation", args=[invitation.token])
    return html.unescape(Client().get(url).content.decode())


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (vacate, "We will tell them the new day."),
        (cancel, "There will be no meeting. They do not need to do anything."),
    ],
)
def test_whoever_telephones_reads_what_to_say(step, said: str) -> None:
    case = make.make_case()
    conference = invite(case)
    deliver_waiting()
    first = asked(conference, case.mother).invitations.get()
    Person.objects.filter(pk=case.mother.pk).update(safe_contact=SafeContact.PHONE)
    step(conference, case)
    off = asked(conference, case.mother).invitations.latest("sequence")
    client = Client()
    client.force_login(case.support)
    pages = [
        client.get(reverse("conferences:told", args=[each.pk])).content.decode()
        for each in (first, off)
    ]
    assert [said in page for page in pages] == [False, True]


def test_another_meeting_is_promised_in_a_letter_and_on_the_page() -> None:
    meeting = two_on_plans()
    review = booked_review(meeting)
    take_its_place(meeting, review)
    last = Invitation.objects.filter(participant__conference=review).latest("pk")
    expected = "Please do not come. We will write to you about another meeting."
    assert str(invitation_words(last).opening[0]).endswith(expected)
    assert expected in page_of(last)
