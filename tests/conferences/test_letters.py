"""Letters to print: by hub, one job with covers, held when wrong, posted by somebody, counted."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pikepdf
import pytest
from django.test import Client

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from bookings.models import HubPosting
from conferences.domain import inviting
from conferences.domain import letters_to_print as steps
from conferences.domain.exclusion import exclude
from conferences.letters import invitation_words, letter_html
from conferences.models import Conference, Exclusion, Invitation
from disclosure.domain.handing_over import hand_over
from disclosure.domain.wording_review import sign_wording
from disclosure.enums import CopyState, HandoverWay, PackState
from disclosure.models import Pack, PackAccess
from disclosure.rendering.pdf import html_to_pdf
from disclosure.rendering.reading import pages_of
from notifications.domain import ask_again, hold_wrong_letters, withdraw, withdraw_to_family
from notifications.enums import Channel, State
from notifications.letters import Copy
from notifications.models import Message, PrintRun
from people.enums import Role, SafeContact
from people.models import Person, Residence
from people.start_page import tasks_for
from tests.conferences.test_exclusion import reasons_for
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.disclosure import make_pack, make_passage, make_recipient
from tests.factories.messages import make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn, as HTML; a page takes a fifth of a second, and most tests read none."""
    pages: list[str] = []

    def draw(html: str, **_: Any) -> bytes:
        pages.append(html)
        blank = pikepdf.new()
        blank.add_blank_page()
        kept = io.BytesIO()
        blank.save(kept)
        return kept.getvalue()

    monkeypatch.setattr("conferences.letters.html_to_pdf", draw)
    monkeypatch.setattr("disclosure.rendering.letter_job.html_to_pdf", draw)
    return pages


def invited(case: make.Case, place: make.Place | None = None) -> Conference:
    """The father by post, the mother by hand, professionals by email."""
    Person.objects.filter(pk=case.mother.pk).update(safe_contact=SafeContact.BY_HAND)
    conference = make.make_booked(case, place or make.make_place())
    inviting.invite_everyone(conference=conference, by=case.support)
    return conference


def letters() -> list[Message]:
    return list(Message.objects.filter(channel=Channel.LETTER).order_by("pk"))


def letter_to(person: Person) -> Message:
    return Message.objects.get(channel=Channel.LETTER, to_name=person.name)


def printed(case: make.Case, **fields: Any) -> PrintRun:
    answers = {"messages": letters(), "place": "North hub", "by": case.support, **fields}
    run = steps.print_letters(**answers).run
    assert run is not None
    steps.draw_waiting()
    return run


def sheets(pdf: bytes) -> int:
    """Of paper, printed on both sides."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages) // 2


def page(user: User, address: str, data: dict[str, Any] | None = None) -> Any:
    client = Client()
    client.force_login(user)
    path = f"/conferences/letters-to-print/{address}"
    return client.get(path) if data is None else client.post(path, data, follow=True)


def text(user: User, address: str, data: dict[str, Any] | None = None) -> str:
    return unescape(page(user, address, data).content.decode())


class TestPrinting:
    def test_one_job_with_a_cover_before_each_letter_on_fresh_sheets(self) -> None:
        case = make.make_case()
        invited(case)
        run = printed(case)
        pdf = steps.run_pdf(run, by=case.support)
        texts = ["".join(page.split()) for page in pages_of(pdf)]
        assert [bool(text) for text in texts] == [True, False] * 4
        mother, father = letter_to(case.mother), letter_to(case.father)
        by_name = {letter.pk: letter for letter in (mother, father)}
        for at, letter in zip((0, 4), letters(), strict=True):
            name = "".join(by_name[letter.pk].to_name.split())
            assert "Coversheet" in texts[at]
            for each in (texts[at], texts[at + 2]):
                assert name in each
                assert letter.number in each
            assert "Page1of1" in texts[at + 2]
        everything = "".join(texts)
        assert "Donotpost.Giveittothesocialworker" in everything
        assert not [name for name in ("Tamsin", "Fergus", "protection") if name in everything]

    def test_printing_is_not_posting_and_both_are_written_down(self, drawn: list[str]) -> None:
        case = make.make_case()
        invited(case)
        run = printed(case)
        assert {letter.state for letter in letters()} == {State.PRINTED}
        assert steps.mark_posted(run=run, by=case.support) == []
        assert {letter.state for letter in letters()} == {State.SENT}
        assert (steps.mark_posted(run=run, by=case.support), PrintRun.objects.count()) == ([], 1)
        run.refresh_from_db()
        assert run.posted_by == case.support
        children = sorted([case.older.pk, case.younger.pk])
        for action, verb in (
            (Action.PRINTED, "conferences.print_letters"),
            (Action.SENT, "conferences.post_letters"),
        ):
            event = Event.objects.filter(action=action, verb=verb).earliest("pk")
            assert (event.actor_id, event.child_ids) == (case.support.pk, children)

    def test_a_reprint_is_counted_and_says_why(self, drawn: list[str]) -> None:
        case = make.make_case()
        invited(case)
        first = printed(case)
        with pytest.raises(DomainError, match="printed before"):
            printed(case)
        second = printed(case, reason="The printer jammed")
        assert [copy.copy_number for copy in steps.copies_of(second)] == [2, 2]
        assert {copy.reason for copy in steps.copies_of(second)} == {"The printer jammed"}
        steps.mark_posted(run=first, by=case.support)
        assert {letter.state for letter in letters()} == {State.PRINTED}
        steps.mark_posted(run=second, by=case.support)
        assert {letter.state for letter in letters()} == {State.SENT}

    def test_only_who_prints_letters_and_sees_the_family(self, drawn: list[str]) -> None:
        case = make.make_case()
        invited(case)
        with pytest.raises(NotAllowed):
            printed(case, by=case.social_worker)
        people.make_conflict(case.family, case.support)
        with pytest.raises(NotAllowed):
            printed(case)
        run = printed(case, by=people.make_staff(Role.BUSINESS_SUPPORT))
        for act in (steps.run_pdf, lambda run, by: steps.mark_posted(run=run, by=by)):
            with pytest.raises(NotAllowed):
                act(run, by=case.support)

    def test_none_and_too_many(self, drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        case = make.make_case()
        invited(case)
        with pytest.raises(DomainError, match="at least one"):
            printed(case, messages=[])
        monkeypatch.setattr(steps, "MOST", 1)
        with pytest.raises(DomainError, match="1 letters at a time"):
            printed(case)


class TestHeld:
    def moved(self, person: Person) -> None:
        Residence.objects.filter(person=person).update(to_on=make.days_ago(1))
        people.make_residence(person)

    def test_a_wrong_address_is_held_and_the_others_are_printed(self, drawn: list[str]) -> None:
        case = make.make_case()
        invited(case)
        self.moved(case.father)
        done = steps.print_letters(messages=letters(), place="Hub", by=case.support)
        assert [letter.to_name for letter in done.held] == [case.father.name]
        assert [copy.message for copy in steps.copies_of(done.run)] == [letter_to(case.mother)]
        assert case.father.name not in "".join(drawn)

    def test_the_sweep_holds_it_before_anybody_prints_and_frees_it_again(self) -> None:
        case = make.make_case()
        invited(case)
        self.moved(case.father)
        assert (hold_wrong_letters(), hold_wrong_letters()) == (1, 0)
        assert [letter.to_name for letter in steps.heap(by=case.support).held] == [case.father.name]
        new, old = Residence.objects.filter(person=case.father).order_by("to_on").reverse()
        Residence.objects.filter(pk=new.pk).delete()
        Residence.objects.filter(pk=old.pk).update(to_on=None)
        assert (ask_again(), ask_again()) == (1, 0)
        assert letter_to(case.father).state == State.WAITING

    def test_what_became_wrong_after_printing_is_taken_out_of_the_post(
        self, drawn: list[str]
    ) -> None:
        case = make.make_case()
        invited(case)
        run = printed(case)
        assert sheets(steps.run_pdf(run, by=case.support)) == 4
        self.moved(case.father)
        assert sheets(steps.run_pdf(run, by=case.support)) == 2
        held = steps.mark_posted(run=run, by=case.support)
        assert [letter.to_name for letter in held] == [case.father.name]
        assert letter_to(case.mother).state == State.SENT
        words = text(case.support, f"{run.pk}/")
        assert "Take it out and destroy it" in words
        assert "Not posted, destroyed" not in words

    def test_the_page_says_what_to_take_out_before_the_others_are_posted(
        self, drawn: list[str]
    ) -> None:
        case = make.make_case()
        invited(case)
        run = printed(case)
        steps.draw_waiting()
        gone = Message.objects.filter(pk=letter_to(case.father).pk)
        gone.update(state=State.WITHDRAWN, last_error="There has been a loss")
        words = text(case.support, f"{run.pk}/")
        assert "Take 1 letter out before you post the others." in words
        assert "These letters have been posted" in words
        assert words.count('name="letters"') == 1
        assert "The letters are marked as posted." in text(case.support, f"{run.pk}/posted/", {})
        assert letter_to(case.mother).state == State.SENT

    def test_what_was_withdrawn_after_printing_is_taken_out_and_stays_out(
        self, drawn: list[str]
    ) -> None:
        case = make.make_case()
        invited(case)
        run = printed(case)
        assert withdraw_to_family(case.family.pk, words="There has been a loss") == 2
        steps.draw_waiting()
        words = text(case.support, f"{run.pk}/")
        assert "Take it out and destroy it" in words
        assert "Post none of these letters." in words
        for gone in ("Open the print job", "have been posted", 'name="letters"'):
            assert gone not in words
        with pytest.raises(WrongState, match="held back"):
            steps.run_pdf(run, by=case.support)
        held = steps.mark_posted(run=run, by=case.support)
        assert [letter.last_error for letter in held] == ["There has been a loss"] * 2
        assert {letter.state for letter in letters()} == {State.WITHDRAWN}
        words = text(case.support, f"{run.pk}/posted/", {})
        assert "None of these letters was posted." in words
        assert "Not posted, destroyed" in words
        assert "(not posted, destroyed, " in text(case.support, "")

    def test_what_cannot_be_drawn_stops_no_other_and_is_tried_again(
        self, drawn: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = make.make_case()
        invited(case)
        run = steps.print_letters(messages=letters(), place="Hub", by=case.support).run
        assert run is not None
        first, draw = letters()[0], steps.drawn

        def breaks(copy: Copy) -> bytes:
            if copy.message == first:
                raise RuntimeError("The worker died")
            return draw(copy)

        monkeypatch.setattr(steps, "drawn", breaks)
        assert (steps.draw_waiting(), steps.draw_waiting()) == (1, 0)
        assert steps.progress_of(run) == steps.Progress(1, 2)
        with pytest.raises(WrongState, match="1 of 2 letters are drawn"):
            steps.run_pdf(run, by=case.support)
        monkeypatch.setattr(steps, "drawn", draw)
        assert (steps.draw_waiting(), steps.draw_waiting()) == (1, 0)
        assert sheets(steps.run_pdf(run, by=case.support)) == 4

    def test_a_pack_recalled_before_it_is_drawn_is_held_and_waited_for_by_nobody(
        self, drawn: list[str]
    ) -> None:
        case = make.make_case()
        pack = released_pack(case, make.make_booked(case))
        hand_over(pack, way=HandoverWay.POST, by=case.support, address_confirmed=True)
        run = steps.print_letters(messages=letters(), place="Hub", by=case.support).run
        assert run is not None
        Pack.objects.update(state=PackState.RECALLED)
        assert steps.draw_waiting() == 0
        assert letters()[0].state == State.HELD
        assert steps.progress_of(run).is_done
        with pytest.raises(WrongState, match="held back"):
            steps.run_pdf(run, by=case.support)

    def test_a_cancelled_letter_is_not_printed(self, drawn: list[str]) -> None:
        case = make.make_case()
        conference = invited(case)
        withdraw(about=conference.about)
        with pytest.raises(WrongState):
            printed(case)


class TestWhatIsPrinted:
    def test_an_exclusion_letter_notes_the_day_it_went(self, drawn: list[str]) -> None:
        case, place = make.make_case(), make.make_place()
        conference = make.make_booked(case, place)
        chair = place.chair.professional.user
        exclude(conference=conference, reasons=reasons_for(case), by=chair)
        run = printed(case)
        assert Exclusion.objects.get().letter_sent_on is None
        steps.mark_posted(run=run, by=case.support)
        assert Exclusion.objects.get().letter_sent_on == make.days_ago(0)

    def test_a_pack_by_post_is_counted_with_its_copies_and_logged(self, drawn: list[str]) -> None:
        case = make.make_case()
        conference = make.make_booked(case)
        pack = released_pack(case, conference)
        hand_over(pack, way=HandoverWay.POST, by=case.support, address_confirmed=True)
        run = printed(case)
        assert letters()[0].about == f"pack:{pack.pk}"
        assert [copy.state for copy in pack.copies.all()] == [CopyState.PRINTED]
        steps.run_pdf(run, by=case.support)
        assert PackAccess.objects.filter(pack=pack).count() == 1
        steps.mark_posted(run=run, by=case.support)
        assert [copy.state for copy in pack.copies.all()] == [CopyState.POSTED]

    def test_a_recalled_pack_does_not_leave(self, drawn: list[str]) -> None:
        case = make.make_case()
        pack = released_pack(case, make.make_booked(case))
        hand_over(pack, way=HandoverWay.POST, by=case.support, address_confirmed=True)
        run = printed(case)
        Pack.objects.update(state=PackState.RECALLED)
        with pytest.raises(WrongState, match="held back"):
            steps.run_pdf(run, by=case.support)

    def test_a_risk_that_moved_in_since_holds_the_pack(self, drawn: list[str]) -> None:
        case = make.make_case()
        pack = released_pack(case, make.make_booked(case))
        hand_over(pack, way=HandoverWay.POST, by=case.support, address_confirmed=True)
        hazard = people.make_person("Dean Hazard")
        people.make_relationship(case.older, hazard, kind="step_parent", poses_risk=True)
        people.make_residence(hazard, address=case.father.residences.get().address)
        (held,) = steps.print_letters(messages=letters(), place="Hub", by=case.support).held
        assert "poses a risk" in held.last_error


def released_pack(case: make.Case, conference: Conference) -> Pack:
    words = make_passage(conference.record, "Private words.", audience=[case.father])
    recipient = make_recipient(conference.record, case.father)
    pack = make_pack(recipient, words, by=case.support)
    pack.state, pack.cleared_at = PackState.RELEASED, pack.created_at
    pack.save()
    return pack


class TestLanguages:
    @pytest.mark.parametrize(
        ("first_language", "title", "direction"),
        [
            ("Polish", "Zapraszamy na spotkanie", "ltr"),
            ("Urdu", "براہ کرم ایک ملاقات میں آئیں", "rtl"),
            ("Arabic", "يرجى الحضور إلى اجتماع", "rtl"),
            ("Welsh", "Please come to a meeting", "ltr"),
        ],
    )
    def test_a_parent_is_written_to_in_their_language(
        self, first_language: str, title: str, direction: str
    ) -> None:
        case = make.make_case()
        Person.objects.filter(pk=case.father.pk).update(first_language=first_language)
        conference = invited(case)
        invitation = Invitation.objects.get(participant__person=case.father)
        copy = Copy(letter_to(case.father), 1, "Hub", case.support)
        html = letter_html(invitation_words(invitation), case.father, copy)
        assert title in html
        assert f'dir="{direction}"' in html
        assert ("draft-mark" in html) == (first_language != "Welsh")
        assert conference.booking.room.hub.address.splitlines()[0] in html

    def test_until_somebody_signs_the_words_production_writes_in_english(
        self, settings: Any
    ) -> None:
        settings.DISCLOSURE_ALLOW_DRAFT_WORDING = False
        case = make.make_case()
        Person.objects.filter(pk=case.father.pk).update(first_language="Polish")
        invited(case)
        invitation = Invitation.objects.get(participant__person=case.father)
        assert invitation_words(invitation).language == "en"
        head = people.make_staff(Role.HEAD_OF_SERVICE)
        sign_wording(language="pl", reviewer="A. Reader", qualification="DPSI 1", by=head)
        assert invitation_words(invitation).language == "pl"
        copy = Copy(letter_to(case.father), 1, "Hub", case.support)
        assert "draft-mark" not in letter_html(invitation_words(invitation), case.father, copy)

    def test_the_letters_on_paper_are_the_letters_of_the_words(self) -> None:
        case = make.make_case()
        Person.objects.filter(pk=case.father.pk).update(first_language="Urdu")
        invited(case)
        invitation = Invitation.objects.get(participant__person=case.father)
        words = invitation_words(invitation)
        copy = Copy(letter_to(case.father), 1, "Hub", case.support)
        pdf = html_to_pdf(
            letter_html(words, case.father, copy), layout="standard", identifier="one"
        )
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert str(document.Root.Lang) == "ur"
            assert document.Root.MarkInfo.Marked
        text = "".join("".join(pages_of(pdf)).split())
        assert "".join(words.title.split()) in text


class TestThePages:
    def test_by_hub_printed_posted_and_printed_again(self, drawn: list[str]) -> None:
        case = make.make_case()
        here, there = make.make_place(), bookings.make_hub()
        invited(case, here)
        hub = here.room.hub
        assert case.father.name in text(case.support, f"?hub={hub.pk}")
        assert case.father.name not in text(case.support, f"?hub={there.pk}")
        nothing = text(case.support, "print/", {"place": hub.pk})
        assert "Choose at least one letter to print." in nothing
        chosen = [letter.pk for letter in letters()]
        words = text(case.support, "print/", {"place": hub.pk, "letters": chosen})
        assert "Not posted yet" in words
        run = PrintRun.objects.get()
        # A worker draws them; meanwhile the page says how far it is, and nothing can be opened.
        assert "0 of 2 letters drawn." in words
        assert page(case.support, f"{run.pk}/pdf/").status_code == 409
        assert page(case.support, f"{run.pk}/posted/", {}).status_code == 409
        steps.draw_waiting()
        assert "Open the print job (PDF)" in text(case.support, f"{run.pk}/")
        assert page(case.support, f"{run.pk}/pdf/")["Content-Type"] == "application/pdf"
        again = {"place": hub.pk, "letters": chosen[:1]}
        assert "Enter" in text(case.support, f"{run.pk}/again/", again)
        page(case.support, f"{run.pk}/again/", {**again, "reason": "Torn"})
        steps.draw_waiting()
        for job in PrintRun.objects.all():
            page(case.support, f"{job.pk}/posted/", {})
        words = text(case.support, "")
        assert "No letters to print" in words
        assert "Posted or destroyed in the last 7 days" in words
        jobs = re.findall(r"\(([^()]*), <span dir=\"auto\">[^<]*</span>\)", words)
        assert jobs == ["1 letter posted", "1 of 2 letters posted"]

    def test_a_letter_of_no_hub_lies_at_every_hub(self) -> None:
        case = make.make_case()
        make_message(channel=Channel.LETTER, about=f"family:{case.family.pk}", to_name="Nohub")
        hub = bookings.make_hub()
        assert "Nohub" in text(case.support, f"?hub={hub.pk}")

    def test_the_start_page_says_how_many(self) -> None:
        case = make.make_case()
        assert "Letters" not in [task.label for task in tasks_for(case.support)]
        invited(case)
        (task,) = [task for task in tasks_for(case.support) if task.label == "Letters"]
        assert task.text == "2 letters to print"
        HubPosting.objects.create(posting=case.support.postings.get(), hub=bookings.make_hub())
        assert text(case.support, "").count('name="letters"') == 0
        address = task.url.removeprefix("/conferences/letters-to-print/")
        assert text(case.support, address).count('name="letters"') == 2
        assert "No rule sets a day for it" in task.why
