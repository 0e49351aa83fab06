"""What the letter to somebody excluded may say, and that somebody reads it before it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError
from accounts.models import User
from conferences.domain.exclusion import Reasons, exclude
from conferences.domain.exclusion_letter import write_letter_again
from conferences.domain.letters_to_print import print_letters
from conferences.enums import ExclusionGround
from conferences.letters import exclusion_words
from conferences.models import Conference, Exclusion
from disclosure.enums import Language
from notifications.enums import State
from notifications.models import Message
from people.models import Person, Residence
from tests.conferences.test_exclusion import reasons_for
from tests.factories import conferences as make
from tests.factories import people

pytestmark = pytest.mark.django_db

OTHERWISE = "It would not be safe or fair for everybody"
TOLD = {
    ExclusionGround.PREJUDICE: "It could seriously harm the child",
    ExclusionGround.VIOLENCE: "Violence, threats, or words and acts that hurt others",
    ExclusionGround.CHILD_ASKED: OTHERWISE,
    ExclusionGround.STOPS_OTHERS: OTHERWISE,
    ExclusionGround.CONFIDENTIAL: (
        "Private information about other people, or legal or criminal matters"
    ),
    ExclusionGround.CONFLICT: "Conflict between family members",
}
NEITHER = {
    Language.ENGLISH: OTHERWISE,
    Language.POLISH: "To nie byłoby bezpieczne lub sprawiedliwe dla wszystkich",
    Language.URDU: "یہ سب کے لیے محفوظ یا منصفانہ نہ ہوتا",
    Language.ARABIC: "لن يكون ذلك آمنا أو منصفا للجميع",
}
REFUGE = "7 Larkspur Close"


def booked() -> tuple[make.Case, Conference, User]:
    case, place = make.make_case(), make.make_place()
    return case, make.make_booked(case, place), place.chair.professional.user


def heard(case: make.Case, line: str) -> Reasons:
    return replace(reasons_for(case), views_heard_by=line)


def hide(person: Person) -> None:
    """They moved to where the father must not find them."""
    Residence.objects.filter(person=person).update(to_on=make.days_ago(1))
    home = people.make_address(f"{REFUGE}\nElsewhere", postcode="B19 3XX")
    people.make_residence(person, address=home, is_protected=True)


def typed(reasons: Reasons, **more: str) -> dict[str, object]:
    day = reasons.asked_for_on
    return {
        **vars(reasons),
        "person": reasons.person.pk,
        "part": "",
        "asked_for_on_day": day.day,
        "asked_for_on_month": day.month,
        "asked_for_on_year": day.year,
        **more,
    }


def sent(user: User, name: str, pk: int, data: dict[str, object] | None = None) -> HttpResponse:
    client = Client()
    client.force_login(user)
    address = reverse(f"conferences:{name}", args=[pk])
    return client.get(address) if data is None else client.post(address, data)  # type: ignore[return-value]


def letters() -> list[Message]:
    return list(Message.objects.filter(kind="exclusion_letter"))


def test_of_what_others_asked_the_letter_says_only_that_it_would_not_be_safe() -> None:
    case, conference, chair = booked()
    for ground in ExclusionGround:
        reasons = replace(reasons_for(case), ground=ground)
        made = Exclusion(conference=conference, decided_by=chair, **vars(reasons))
        assert exclusion_words(made).facts[0] == ("Why", TOLD[ground])
        for language, words in NEITHER.items():
            said = exclusion_words(made, language).facts[0][1]
            assert (said == words) == (TOLD[ground] == OTHERWISE)


@pytest.mark.parametrize("line", [f"He writes to her at {REFUGE}.", "He writes to B19 3XX."])
def test_where_somebody_else_is_never_stands_in_the_letter(line: str) -> None:
    case, conference, chair = booked()
    hide(case.mother)
    with pytest.raises(DomainError, match="tells where somebody else is") as refused:
        exclude(conference=conference, reasons=heard(case, line), by=chair, names_may_stand=True)
    assert (refused.value.field, refused.value.rule) == ("views_heard_by", "locates_somebody")
    assert not Exclusion.objects.exists()
    shown = sent(chair, "exclude", conference.pk, typed(heard(case, line), confirmed="yes"))
    assert "it tells where somebody else is" in shown.content.decode()
    assert line in shown.content.decode()
    assert not Exclusion.objects.exists()


def test_a_letter_is_held_when_its_words_would_locate_somebody_since() -> None:
    case, conference, chair = booked()
    line = f"The chair meets you in the hall at {REFUGE}."
    made = exclude(conference=conference, reasons=heard(case, line), by=chair)
    hide(case.mother)
    (held,) = print_letters(messages=letters(), place="Hub", by=case.support).held
    assert held.last_error == (
        "Its words tell where somebody else is. Read them on the page of the exclusion."
    )
    with pytest.raises(DomainError, match="tells where somebody else is"):
        write_letter_again(exclusion=made, by=case.support, names_may_stand=True)


def test_names_of_other_people_are_asked_about_and_those_of_the_family_are_not() -> None:
    case, conference, chair = booked()
    people.make_child("Jayden Whitlock", family=people.make_family())
    with pytest.raises(DomainError, match="“Jayden Whitlock”") as refused:
        exclude(
            conference=conference,
            reasons=heard(case, "Ask Jayden Whitlock, or Layla."),
            by=chair,
        )
    assert (refused.value.field, refused.value.rule) == ("views_heard_by", "names_to_check")
    assert not Exclusion.objects.exists()
    made = exclude(
        conference=conference,
        reasons=heard(case, "Ask Jayden Whitlock, or Layla."),
        by=chair,
        names_may_stand=True,
    )
    with pytest.raises(DomainError, match="“Jayden Whitlock”"):
        write_letter_again(exclusion=made, by=case.support)
    exclude(
        conference=conference,
        reasons=replace(heard(case, "Ask Layla."), person=case.mother),
        by=chair,
    )


def test_nothing_is_decided_or_queued_before_the_letter_was_read() -> None:
    case, conference, chair = booked()
    reasons = replace(
        heard(case, "The chair rings you the day before."), ground=ExclusionGround.CHILD_ASKED
    )
    shown = sent(chair, "exclude", conference.pk, typed(reasons)).content.decode()
    assert "Check before you decide" in shown
    for words in (
        "I have decided that you cannot be at it.",
        OTHERWISE,
        "The chair rings you the day before.",
        case.father.residences.get().address.lines.split("\n")[0],
    ):
        assert words in shown
    assert (Exclusion.objects.count(), letters()) == (0, [])
    changed = sent(chair, "exclude", conference.pk, typed(reasons, change="yes"))
    assert 'value="The chair rings you the day before."' in changed.content.decode()
    assert (Exclusion.objects.count(), letters()) == (0, [])
    done = sent(chair, "exclude", conference.pk, typed(reasons, confirmed="yes"))
    assert done["Location"] == reverse("conferences:participants", args=[conference.pk])
    assert [letter.state for letter in letters()] == [State.WAITING]


def test_names_in_it_are_ticked_before_it_is_decided() -> None:
    case, conference, chair = booked()
    people.make_child("Jayden Whitlock", family=people.make_family())
    reasons = heard(case, "Jayden Whitlock speaks for you.")
    first = sent(chair, "exclude", conference.pk, typed(reasons)).content.decode()
    assert "“<bdi>Jayden Whitlock</bdi>”" in first
    unticked = sent(chair, "exclude", conference.pk, typed(reasons, confirmed="yes"))
    assert "Tick that the letter may say these names" in unticked.content.decode()
    assert not Exclusion.objects.exists()
    ticked = typed(reasons, confirmed="yes", names_may_stand="on")
    assert sent(chair, "exclude", conference.pk, ticked).status_code == 302
    assert Exclusion.objects.get().views_heard_by == "Jayden Whitlock speaks for you."


def test_the_letter_is_read_before_it_is_written_again() -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    Message.objects.filter(kind="exclusion_letter").delete()
    shown = sent(case.support, "exclusion_letter", made.pk).content.decode()
    assert "The chair telephones him the day before." in shown
    assert letters() == []
    again = sent(case.support, "exclusion_letter", made.pk, {})
    assert again["Location"] == reverse("conferences:exclusion", args=[made.pk])
    assert [letter.state for letter in letters()] == [State.WAITING]


def test_a_letter_in_another_language_is_shown_in_english_too() -> None:
    case, conference, chair = booked()
    case.father.first_language = "Polish"
    case.father.save()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    shown = sent(chair, "exclusion_letter", made.pk).content.decode()
    assert "The same in English" in shown
    assert "nie możesz na nim być" in shown
    assert "I have decided that you cannot be at it." in shown
