"""The page a printed code leads to: no sign-in, no names, and nothing anybody sends is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client

from audit.models import Event
from disclosure.enums import Language
from feedback.domain.answering import MOST_COMMENTS
from feedback.models import Answer, AnswerScore, Comment, Slip
from notifications.models import Message
from tests.factories.feedback import Asked, code_for, make_asked, make_head
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(settings) -> Asked:
    settings.DISCLOSURE_ALLOW_DRAFT_WORDING = True
    cache.clear()
    return make_asked()


@pytest.fixture
def phone() -> Client:
    """Somebody's own telephone, which refuses cookies and sends no token."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.9")


def page_of(asked: Asked, language: str = "en") -> str:
    return f"/f/{language}/{code_for(asked.mother)}/"


def test_an_answer_is_kept_without_a_name_and_waits_with_a_clock(
    asked: Asked, phone: Client
) -> None:
    head = make_head()
    shown = phone.get(page_of(asked))
    assert shown.status_code == 200
    assert not shown.cookies
    assert "Pendlewick" not in shown.content.decode()
    sent = phone.post(
        page_of(asked),
        {"listened": "partly", "respect": "yes", "could_be_better": "Read it\0 to me first."},
        follow=True,
    )
    assert sent.redirect_chain == [("/f/en/thank-you/", 302)]
    answer = Answer.objects.get()
    assert (answer.audience, answer.given_by, answer.keyed_by) == ("family", "phone", None)
    assert set(AnswerScore.objects.values_list("question", "score")) == {
        ("listened", "partly"),
        ("respect", "yes"),
    }
    comment = Comment.objects.get()
    assert comment.could_be_better == "Read it to me first."
    assert Deadline.objects.get(about=comment.about).rule == "feedback_read"
    told = Message.objects.get()
    assert (told.to_address, "first" in told.body) == (head.email, False)
    left = Event.objects.filter(verb__in=["feedback.give", "feedback.comment"])
    assert [(event.address, event.child_ids, event.actor_id) for event in left] == [
        (None, [], None),
        (None, [], None),
    ]


def test_sent_twice_it_is_kept_once_and_new_words_are_kept_too(asked: Asked, phone: Client) -> None:
    first = {"listened": "no", "went_well": "The chair was kind."}
    phone.post(page_of(asked), first)
    again = phone.post(page_of(asked), first, follow=True)
    assert "We have it already" in again.content.decode()
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 1)
    assert AnswerScore.objects.get().score == "no"
    assert "We have an answer with this code already" in phone.get(page_of(asked)).content.decode()
    phone.post(page_of(asked), {"listened": "yes", "went_well": "And she listened."})
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 2)
    assert AnswerScore.objects.get().score == "no"
    for number in range(MOST_COMMENTS - 2):
        phone.post(page_of(asked), {"went_well": f"More, {number}"})
    over = phone.post(page_of(asked), {"went_well": "One more thing."})
    assert over.status_code == 409
    assert "One more thing." in over.content.decode()
    assert Comment.objects.count() == MOST_COMMENTS


def test_answers_that_follow_words_alone_are_kept_and_none_is_overwritten(
    asked: Asked, phone: Client
) -> None:
    """Words first, then Back and the questions; then the other parent, of whom one is new."""
    phone.post(page_of(asked), {"went_well": "The chair was kind."})
    assert not AnswerScore.objects.exists()
    both = {"went_well": "The chair was kind.", "listened": "no", "respect": "yes"}
    again = phone.post(page_of(asked), both, follow=True)
    assert "We have it already" in again.content.decode()
    phone.post(page_of(asked), {"listened": "yes", "plan_clear": "partly"})
    assert set(AnswerScore.objects.values_list("question", "score")) == {
        ("listened", "no"),
        ("respect", "yes"),
        ("plan_clear", "partly"),
    }
    phone.post(page_of(asked), both)
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 1)
    left = Event.objects.filter(verb="feedback.add_scores")
    assert [(event.address, event.child_ids) for event in left] == [(None, []), (None, [])]


def test_every_code_that_does_not_work_gets_the_same_answer_and_words_stay(
    asked: Asked, phone: Client
) -> None:
    """Unknown, past its day, withdrawn: nobody learns which. One that works says nothing either."""
    other = make_asked("Quillfeather")
    mine, theirs = code_for(asked.mother), code_for(other.mother)
    pages = [phone.get(f"/f/en/{code}/").content.decode() for code in (mine, theirs)]
    assert pages[0].replace(mine, theirs) == pages[1]
    assert "Quillfeather" not in pages[1]
    yesterday = today_in_london() - dt.timedelta(days=1)
    Slip.objects.filter(recipient=asked.mother).update(expires_on=yesterday)
    gone = [
        phone.get(f"/f/en/{code}/") for code in (mine, "F222-2222-2222-2222", "%C3%A9", "x" * 900)
    ]
    assert {answer.status_code for answer in gone} == {404}
    assert len({answer.content for answer in gone}) == 1
    late = phone.post(f"/f/ar/{mine}/", {"went_well": "لم يسألني أحد"})
    assert late.status_code == 404
    assert "لم يسألني أحد" in late.content.decode()
    assert 'dir="rtl"' in late.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("language", Language.values)
def test_every_page_says_that_nobody_watches_and_whom_to_phone(
    asked: Asked, phone: Client, settings, language: str
) -> None:
    code = code_for(asked.mother)
    for page in ("", f"{code}/", f"{code}/easy/", "thank-you/", "had-it/", "F222-2222-2222-2222/"):
        shown = phone.get(f"/f/{language}/{page}").content.decode().replace("\u00a0", " ")
        for needed in ("999", settings.DANGER_TELEPHONE_DAY, settings.DANGER_TELEPHONE_NIGHT):
            assert needed in shown, f"{page} in {language}"
        assert f'lang="{language}"' in shown
        assert ("DRAFT" in shown or 'class="feedback-draft"' in shown) == (language != "en")


def test_what_is_wrong_is_said_and_everything_typed_comes_back(asked: Asked, phone: Client) -> None:
    pasted = "They shout. " * 17_000  # 200 KB
    long = phone.post(page_of(asked), {"listened": "no", "went_well": pasted})
    shown = long.content.decode()
    assert "The most is 3,000" in shown
    assert pasted in shown
    assert 'value="no" checked' in shown
    empty = phone.post(page_of(asked), {"went_well": "  "})
    assert "Answer one question, or write something" in empty.content.decode()
    odd = phone.post(page_of(asked, "ur"), {"listened": "perhaps", "went_well": "بہت شور تھا"})
    assert "تین جوابوں میں سے ایک چنیں" in odd.content.decode()
    assert "بہت شور تھا" in odd.content.decode()
    robot = phone.post(page_of(asked), {"went_well": "Buy now", "website": "spam.example"})
    assert "press Send once more" in robot.content.decode()
    assert "Buy now" in robot.content.decode()
    assert "spam.example" not in robot.content.decode()
    assert not Answer.objects.exists()


def test_one_place_may_not_send_without_end_and_loses_nothing(asked: Asked, phone: Client) -> None:
    for _ in range(30):
        phone.post(page_of(asked), {})
    busy = phone.post(page_of(asked), {"went_well": "It was quiet."})
    assert busy.status_code == 429
    assert "It was quiet." in busy.content.decode()
    assert not Answer.objects.exists()
    elsewhere = Client(REMOTE_ADDR="203.0.113.10")
    assert elsewhere.post(page_of(asked), {"went_well": "It was quiet."}).status_code == 302


def test_one_place_may_not_look_without_end_whether_the_code_works_or_not(
    asked: Asked, phone: Client
) -> None:
    pages = [page_of(asked), "/f/en/F222-2222-2222-2222/"]
    for number in range(120):
        assert phone.get(pages[number % 2]).status_code in (200, 404)
    busy = [phone.get(page) for page in (*pages, f"{page_of(asked)}easy/")]
    assert [answer.status_code for answer in busy] == [429, 429, 429]
    assert "Too many people open this page from the same place" in busy[0].content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.10")
    assert elsewhere.get(page_of(asked)).status_code == 200


def test_a_typed_code_and_each_audience_find_their_own_page(asked: Asked, phone: Client) -> None:
    code = code_for(asked.girl)
    found = phone.post("/f/pl/", {"code": f" {code.lower().replace('-', '')} "})
    assert found.headers["Location"] == f"/f/pl/{code}/easy/"
    child = phone.get(found.headers["Location"]).content.decode()
    assert "<svg" in child
    assert "Czy ktoś pomógł Ci powiedzieć, co myślisz?" in child
    worker = phone.get(f"/f/ur/{code_for(asked.professional)}/").content.decode()
    assert "Could you read the reports before the conference?" in worker
    settings_off = phone.get("/f/xx/").content.decode()
    assert "Type the code from your plan" in settings_off
