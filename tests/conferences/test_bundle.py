"""The paper a meeting can be held on: names, limits and room to write, one fresh sheet for each."""

import datetime as dt
import io

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from audit.models import Event
from conferences.domain import kept_bundles
from conferences.domain.kept_bundles import prepare
from conferences.domain.print_bundles import bundles_pdf
from conferences.models import Conference, KeptBundle
from disclosure.rendering import store
from disclosure.rendering.reading import hidden_parts, pages_of
from people.models import Person
from tests.factories.live import make_live_room
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 5)


def test_has_the_names_the_limits_and_a_blank_form_for_each_child():
    room = make_live_room()
    pdf = bundles_pdf([room.conference], on=DAY, by=room.chair)
    pages = pages_of(pdf)
    text = " ".join(" ".join(pages).split())
    for expected in (
        "Amara Okafor-Lindqvist",
        "Hana Visitwell",
        "Next review conference: by Sunday 5 April 2026",
        "The decision: Ty'rese Okafor-Lindqvist",
        "☐ Did not attend; briefed an advocate",
        "Disagrees, and why",
        "Why (the family will read this)",
        "First core group",
    ):
        assert expected in text
    assert all("Printed by Petra Chairwell" in page for page in pages if page.strip())


def test_holds_no_words_of_the_record_and_nothing_hidden():
    room = make_live_room().open("mother")
    room.say("He was hungry.")
    pdf = bundles_pdf([room.conference], on=DAY, by=room.chair)
    assert "hungry" not in " ".join(pages_of(pdf))
    assert hidden_parts(pdf).surprises == ()


def test_each_meeting_begins_on_a_fresh_sheet_and_one_alone_keeps_its_tags():
    first, second = make_live_room(), make_live_room()
    Conference.objects.filter(pk=second.conference.pk).update(chair=first.conference.chair)
    second.conference.refresh_from_db()
    pdf = bundles_pdf([first.conference, second.conference], on=DAY, by=first.chair)
    titles = [number for number, page in enumerate(pages_of(pdf)) if "For the chair only" in page]
    assert len(titles) == 2
    assert all(number % 2 == 0 for number in titles)
    alone = bundles_pdf([first.conference], on=DAY, by=first.chair)
    with pikepdf.open(io.BytesIO(alone)) as opened:
        assert "/StructTreeRoot" in opened.Root
        assert str(opened.Root.Lang) == "en"


def test_printing_is_audited_with_the_children():
    room = make_live_room()
    bundles_pdf([room.conference], on=DAY, by=room.minute_taker)
    event = Event.objects.get(verb="conferences.bundles")
    assert event.action == "printed"


def test_whoever_neither_runs_nor_minutes_it_prints_nothing():
    room = make_live_room()
    with pytest.raises(NotAllowed):
        bundles_pdf([room.conference], on=DAY, by=make_staff("social_worker"))


def test_business_support_fetches_the_papers_of_a_day_in_one_go():
    room = make_live_room().open()
    client = Client()
    client.force_login(room.minute_taker)
    today = timezone.localdate()
    given = client.get(reverse("conferences:bundles", args=[today.year, today.month, today.day]))
    assert given["Content-Type"] == "application/pdf"
    assert given["Cache-Control"] == "no-store"
    assert "Okafor-Lindqvist family" in " ".join(pages_of(given.content))
    empty = client.get(reverse("conferences:bundles", args=[2020, 1, 6]))
    assert "No conference on Monday 6 January 2020" in " ".join(pages_of(empty.content))
    assert client.get("/conferences/bundles/2026-13-40.pdf").status_code == 404


def test_somebody_else_fetches_the_papers_of_no_meeting():
    make_live_room().open()
    client = Client()
    client.force_login(make_staff("social_worker"))
    today = timezone.localdate()
    given = client.get(reverse("conferences:bundles", args=[today.year, today.month, today.day]))
    assert "Okafor-Lindqvist" not in " ".join(pages_of(given.content))


def test_made_ahead_in_the_morning_they_print_without_being_drawn(monkeypatch):
    room = make_live_room().open()
    today = timezone.localdate()
    assert prepare(today) == 1
    assert prepare(today) == 0
    kept = KeptBundle.objects.get()
    drawn = []
    draw = kept_bundles.html_to_pdf
    monkeypatch.setattr(
        kept_bundles,
        "html_to_pdf",
        lambda *given, **named: drawn.append(1) or draw(*given, **named),
    )
    assert "Okafor" in " ".join(pages_of(bundles_pdf([room.conference], on=today, by=room.chair)))
    assert drawn == []
    # Somebody is asked after breakfast: the paper says so, and the old one is gone.
    Person.objects.filter(pk=room.who["mother"].person_id).update(family_name="Newname")
    given = " ".join(pages_of(bundles_pdf([room.conference], on=today, by=room.chair)))
    assert ("Newname" in given, drawn) == (True, [1])
    folder = store.root() / f"bundles/{room.conference.pk}"
    assert [path.name for path in folder.iterdir()] == [f"{KeptBundle.objects.get().sha256}.pdf"]
    assert kept.sha256 != KeptBundle.objects.get().sha256
    # A damaged one is made again; a full disk stops no paper; yesterday's is forgotten.
    next(folder.iterdir()).write_bytes(b"x")
    monkeypatch.setattr(store, "write", full)
    again = bundles_pdf([room.conference], on=today, by=room.chair)
    assert "Newname" in " ".join(pages_of(again))
    assert Event.objects.filter(verb="conferences.bundles", action="printed").count() == 3
    KeptBundle.objects.update(on=today - dt.timedelta(days=1))
    Conference.objects.update(started_at=timezone.now() - dt.timedelta(days=3))
    assert prepare(today) == 0
    assert list(folder.iterdir()) == []


def full(place, content):
    raise OSError("No space left on device")
