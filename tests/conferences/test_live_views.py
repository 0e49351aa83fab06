"""What the live room's script talks to: plain answers, and nothing read unseen."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.enums import Action
from audit.models import Event
from conferences.enums import ConferenceState
from conferences.models import Conference, Decision
from disclosure.models import Passage
from tests.factories.accounts import PASSWORD
from tests.factories.conferences import make_booked, make_case, make_place
from tests.factories.live import decided, make_live_room, op
from tests.factories.people import make_conflict, make_staff
from tests.factories.reviews import review_in_session, two_on_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_live_room().open("mother", "health")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(room, name="live_operations"):
    return reverse(f"conferences:{name}", args=[room.conference.pk])


def post(client, room, *operations, **headers):
    body = json.dumps({"operations": list(operations)})
    return client.post(address(room), body, "application/json", headers=headers)


def line(room, text="He was hungry."):
    return op(
        "passage.add", passage=op("x")["uuid"], heading="worries", text=text, part_key=room.part.key
    )


def test_a_saved_line_is_acknowledged_with_its_number(room):
    answer = post(signed_in(room.minute_taker), room, line(room))
    assert answer.status_code == 200
    assert [(r["status"], r["seq"]) for r in answer.json()["results"]] == [("applied", 1)]
    assert Passage.objects.get().text == "He was hungry."


def test_a_category_that_does_not_exist_is_refused_in_words(room):
    asked = decided(room.children[0].pk, category="ROTH")
    answer = post(signed_in(room.chair), room, op("decision.set", **asked), line(room))
    refused, kept = answer.json()["results"]
    assert (refused["status"], kept["status"]) == ("refused", "applied")
    assert refused["message"] == "Choose the category of the plan."
    assert not Decision.objects.exists()


def test_sent_twice_it_is_there_once(room):
    client, sent = signed_in(room.minute_taker), line(room)
    post(client, room, sent)
    again = post(client, room, sent).json()["results"][0]
    assert (again["status"], again["seq"]) == ("duplicate", 1)
    assert Passage.objects.count() == 1


def test_without_a_sign_in_the_script_is_told_so(room):
    for name in ("live_changes", "live_key"):
        assert Client().get(address(room, name)).status_code == 401
    assert post(Client(), room, line(room)).status_code == 401


def test_no_page_of_a_conference_in_session_locks_itself():
    review = review_in_session(two_on_plans())
    client = signed_in(review.chair)

    def shown(name):
        page = reverse(f"conferences:{name}", args=[review.conference.pk])
        return client.get(page).content.decode()

    for name in ("live", "close", "last_time", "board"):
        assert "data-no-idle-lock" in shown(name), name
    ordinary = shown("conference")
    assert 'data-idle-lock-minutes="15"' in ordinary
    assert "data-no-idle-lock" not in ordinary


def test_before_and_after_it_its_pages_lock_themselves_as_any_other():
    review = review_in_session(two_on_plans())
    client = signed_in(review.chair)
    for state in (ConferenceState.BOOKED, ConferenceState.CLOSED, ConferenceState.ADJOURNED):
        Conference.objects.update(state=state)
        for name in ("live", "last_time", "board", "board_content"):
            page = reverse(f"conferences:{name}", args=[review.conference.pk])
            assert b"data-no-idle-lock" not in client.get(page).content, (name, state)


def test_a_page_left_open_by_somebody_else_writes_nothing(room):
    answer = post(
        signed_in(room.minute_taker), room, line(room), **{"X-Chairside-Person": room.chair.pk}
    )
    assert answer.status_code == 409
    assert not Passage.objects.exists()


def test_without_the_form_token_nothing_is_saved(room):
    client = Client(enforce_csrf_checks=True)
    client.login(email=room.minute_taker.email, password=PASSWORD)
    assert post(client, room, line(room)).status_code == 403
    assert not Passage.objects.exists()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "head_of_service"])
@pytest.mark.parametrize("name", ["live", "live_changes", "live_key", "board", "bundle"])
def test_whoever_does_not_run_or_minute_it_is_kept_out(room, role, name):
    assert signed_in(make_staff(role)).get(address(room, name)).status_code == 403


def test_a_conflict_of_interest_keeps_even_business_support_out(room):
    make_conflict(room.conference.family, room.minute_taker)
    assert signed_in(room.minute_taker).get(address(room, "live_changes")).status_code == 403


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"operations": 1}', '{"operations": [1]}'])
def test_a_batch_that_cannot_be_read_is_refused_in_words(room, body):
    client = signed_in(room.minute_taker)
    answer = client.post(address(room), body, "application/json")
    assert (answer.status_code, answer.json()) == (
        400,
        {"message": "This could not be read, so nothing was saved."},
    )


def test_a_huge_batch_is_refused(room):
    answer = post(signed_in(room.minute_taker), room, *[line(room) for _ in range(101)])
    assert answer.status_code == 400
    assert not Passage.objects.exists()


def test_opening_the_room_is_audited_once_with_its_children(room):
    signed_in(room.chair).get(address(room, "live"))
    event = Event.objects.get(verb="conferences.live", action=Action.OPENED)
    assert event.child_ids == sorted(child.child_id for child in room.children)


def test_asking_for_changes_is_audited_when_something_is_told_and_only_then(room):
    client = signed_in(room.chair)
    room.say("He was hungry.")
    told = client.get(address(room, "live_changes"), {"since": 0}).json()
    assert [passage["text"] for passage in told["passages"]] == ["He was hungry."]
    listed = Event.objects.filter(verb="conferences.live_changes")
    assert listed.get().detail == {"seqs": [1]}
    quiet = client.get(address(room, "live_changes"), {"since": told["seq"]}).json()
    assert "passages" not in quiet
    assert listed.count() == 1


def test_asking_when_nothing_is_new_is_cheap(room, django_assert_num_queries):
    client = signed_in(room.chair)
    client.get(address(room, "live_changes"), {"since": 10**6})
    # The session, the person, their postings, the conference with its last number.
    with django_assert_num_queries(4):
        client.get(address(room, "live_changes"), {"since": 10**6})


def test_the_key_is_never_in_the_page(room):
    client = signed_in(room.chair)
    page = client.get(address(room, "live")).content.decode()
    key = client.get(address(room, "live_key")).json()["key"]
    assert key not in page
    assert client.get(address(room, "live_key")).headers["Cache-Control"] == "no-store"


def test_the_shell_holds_nothing_of_anybody(room):
    for_chair = signed_in(room.chair).get(reverse("conferences:live_shell")).content
    assert for_chair == Client().get(reverse("conferences:live_shell")).content
    worker = Client().get(reverse("conferences:live_worker"))
    assert worker.headers["Content-Type"] == "text/javascript"


def test_words_that_look_like_markup_stay_words(room):
    room.say("</script><img src=x onerror=alert(1)>")
    page = signed_in(room.chair).get(address(room, "live")).content.decode()
    assert "<img src=x" not in page
    board = signed_in(room.chair).get(address(room, "board")).content.decode()
    assert "&lt;img src=x" in board


def test_the_board_asks_again_without_reading_again(room):
    client = signed_in(room.chair)
    room.say("Said to both.")
    page = client.get(address(room, "board"))
    mark = page.context["board"].mark
    assert client.get(address(room, "board_content"), {"mark": mark}).status_code == 204
    assert Event.objects.filter(verb="conferences.board", action=Action.LISTED).count() == 0
    assert client.get(address(room, "board_content"), {"mark": "old"}).status_code == 200
    assert Event.objects.filter(verb="conferences.board", action=Action.LISTED).count() == 1


def test_the_paper_bundle_is_audited_as_printed(room):
    page = signed_in(room.chair).get(address(room, "bundle"))
    assert "Amara Okafor-Lindqvist" in page.content.decode()
    assert Event.objects.get(verb="conferences.bundle").action == Action.PRINTED


def test_a_conference_starts_once_from_its_page():
    room = make_live_room()
    client = signed_in(room.chair)
    assert "Start the conference" in client.get(address(room, "live")).content.decode()
    client.post(address(room, "live_start"))
    client.post(address(room, "live_start"))
    room.conference.refresh_from_db()
    assert room.conference.state == "in_session"
    assert room.conference.steps.count() == 1


def test_on_another_day_than_the_booked_one_the_pages_warn_and_ask():
    conference = make_booked(make_case(), place := make_place())
    client = signed_in(place.chair.professional.user)
    live = reverse("conferences:live", args=[conference.pk])
    start = reverse("conferences:live_start", args=[conference.pk])
    day = f"{timezone.localtime(conference.booking.starts_at):%A %-d %B %Y}"
    assert f"This conference is booked for {day}. Today is" in client.get(live).content.decode()
    refused = client.post(start, follow=True).content.decode()
    assert f"booked for {day}, not for today. Tick that you mean to hold it today." in refused
    client.post(start, {"another_day": "yes"})
    held = client.get(live).content.decode()
    assert f"This conference is held today. It is booked for {day}." in held
    Conference.objects.update(started_at=timezone.now() - dt.timedelta(days=2))
    assert "has not been closed." in client.get(live).content.decode()
    assert "has not been closed." in client.get("/").content.decode()


def test_a_meeting_on_paper_is_keyed_in_from_its_page():
    room = make_live_room()
    client = signed_in(room.chair)
    times = {"held_on": "2026-01-06", "started_at": "10am", "ended_at": "9am"}
    answer = client.post(address(room, "live_from_paper"), times)
    assert "must end after it starts" in answer.content.decode()
    answer = client.post(address(room, "live_from_paper"), {**times, "ended_at": "11:45"})
    assert answer.status_code == 302
    room.conference.refresh_from_db()
    assert (str(room.conference.held_on), room.conference.keyed_from_paper) == ("2026-01-06", True)


def test_a_device_tells_how_much_it_keeps(room):
    client = signed_in(room.minute_taker)
    device = {"device": "00000000-0000-0000-0000-000000000001"}
    assert client.post(address(room, "live_kept"), {**device, "lines": "4"}).status_code == 204
    assert room.conference.kept_lines.get().lines == 4
    assert client.post(address(room, "live_kept"), {**device, "lines": "x"}).status_code == 400
