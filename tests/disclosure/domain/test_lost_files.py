"""After the loss of a disk the rows come back to the last word, the files to the last night."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from disclosure.domain.clearing import prepare
from disclosure.domain.lost_files import ASK_AGAIN, DRAWN_AGAIN, LEFT, POSTED
from disclosure.domain.rendering import waiting
from disclosure.enums import PackState
from disclosure.models import Pack
from disclosure.rendering import store
from notifications.enums import Channel, State
from notifications.models import Message, PrintedLetter, PrintRun
from tests.disclosure.conftest import Household
from tests.disclosure.scenes import mothers_pack
from tests.factories.disclosure import make_upload
from tests.factories.messages import make_message


def said() -> tuple[str, str]:
    """What it prints, and what it leaves with."""
    told = io.StringIO()
    try:
        call_command("verify_files", stdout=told)
    except CommandError as error:
        return told.getvalue(), str(error)
    return told.getvalue(), ""


def place_of(pack: Pack) -> str:
    return store.pack_place(pack.pk, pack.sha256)


def test_nothing_is_said_while_all_is_there(home: Household) -> None:
    mothers_pack(home, "A line.")
    make_upload(home.family, by=home.chair)
    assert said() == ("Every file is there.\n", "")


def test_a_lost_document_and_a_lost_draft_are_named_and_the_draft_is_drawn_again(
    home: Household,
) -> None:
    pack = mothers_pack(home, "A line.")
    upload = make_upload(home.family, by=home.chair)
    Pack.objects.update(state=PackState.CLEARED, cleared_at=pack.created_at)
    store.forget(place_of(pack))
    store.forget(store.upload_place(upload.uuid))

    told, why = said()
    assert why == "2 files are missing, or are not what was written."
    document, drawn = told.splitlines()
    assert document.startswith(f"LOST  Document {upload.pk}, added on ")
    assert document.endswith(f" by {home.chair.name}. {ASK_AGAIN}")
    assert drawn == f"LOST  Pack {pack.number}. {DRAWN_AGAIN}"
    assert Event.objects.filter(verb="disclosure.draw_again").count() == 1

    assert list(waiting()) == [pack.pk]
    prepare(pack.pk)
    pack.refresh_from_db()
    assert pack.is_checked
    assert (pack.state, pack.cleared_at) == (PackState.DRAFT, None)  # it is read anew
    assert (store.root() / place_of(pack)).exists()


def test_what_is_not_what_was_written_counts_as_lost(home: Household) -> None:
    pack = mothers_pack(home, "A line.")
    (store.root() / place_of(pack)).write_bytes(b"%PDF-1.7 something else")
    assert said()[0] == f"LOST  Pack {pack.number}. {DRAWN_AGAIN}\n"


@pytest.mark.parametrize("state", [PackState.RELEASED, PackState.HANDED_OVER, PackState.RECALLED])
def test_one_that_left_is_drawn_by_nobody(home: Household, state: PackState) -> None:
    """What was cleared and handed over is those very bytes."""
    pack = mothers_pack(home, "A line.")
    Pack.objects.update(state=state)
    store.forget(place_of(pack))
    assert said()[0] == f"LOST  Pack {pack.number}. {LEFT}\n"
    assert list(waiting()) == []


@pytest.mark.parametrize(
    ("state", "posted", "to_do", "left"),
    [
        (State.PRINTED, False, DRAWN_AGAIN, ""),
        (State.PRINTED, True, POSTED, "a"),  # printed once more, in another job
        (State.SENT, False, POSTED, "a"),
        (State.HELD, False, POSTED, "a"),
    ],
)
def test_a_letter_is_drawn_again_while_it_waits_to_be_posted(
    home: Household, state: State, posted: bool, to_do: str, left: str
) -> None:
    letter = make_message(channel=Channel.LETTER)
    Message.objects.update(state=state)
    when = timezone.now() if posted else None
    run = PrintRun.objects.create(place="Hub", printed_by=home.chair, posted_at=when)
    copy = PrintedLetter.objects.create(run=run, message=letter, copy_number=1, sha256="a")
    assert said()[0] == f"LOST  Letter {letter.number}, copy 1. {to_do}\n"
    copy.refresh_from_db()
    assert copy.sha256 == left


def test_opening_one_says_so_in_plain_words(home: Household, client: Client) -> None:
    pack = mothers_pack(home, "A line.")
    store.forget(place_of(pack))
    client.force_login(home.chair)
    answer = client.get(reverse("packs:preview", args=[pack.pk]))
    assert answer.status_code == 409
    assert store.MISSING in answer.content.decode()
