"""Response by month, paper forms, and what this service has agreed for itself."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed
from disclosure.enums import HandoverWay, PackKind, PackState
from disclosure.models import Handover, Pack, Recipient
from feedback.domain.answering import CodeDoesNotWork, Given, Taken, give_answer
from feedback.domain.asking import feedback_section
from feedback.domain.figures import Month, Said, figures
from feedback.domain.keying_in import key_in
from feedback.domain.managing import save_local_practice
from feedback.enums import QUESTIONS, Audience, Question
from feedback.models import Answer, AnswerScore, Comment, LocalPractice, Slip
from people.enums import Role
from tests.factories.disclosure import make_recipient, make_record
from tests.factories.feedback import code_for, make_asked, make_head
from tests.factories.people import make_staff
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def hand_over(recipient: Recipient, at: dt.datetime, kind: str = PackKind.OUTLINE_PLAN) -> None:
    pack = Pack.objects.create(
        record=recipient.record,
        recipient=recipient,
        kind=kind,
        layout=recipient.layout,
        language=recipient.language,
        state=PackState.HANDED_OVER,
        fingerprint="x",
        created_by=make_staff(Role.BUSINESS_SUPPORT),
    )
    by = pack.created_by
    Handover.objects.create(pack=pack, way=HandoverWay.IN_PERSON, sha256="x", by=by, at=at)


def test_each_person_counts_once_in_the_month_their_plan_reached_them(client: Client) -> None:
    asked, today = make_asked(), dt.date(2026, 3, 20)
    march = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)
    february = dt.datetime(2026, 2, 3, 9, tzinfo=dt.UTC)
    hand_over(asked.mother, march)
    hand_over(asked.mother, dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC))
    hand_over(asked.girl, march, PackKind.CHILD_PAGE)
    hand_over(asked.professional, february)
    letter_only = make_recipient(make_record(asked.family), asked.mother.person)
    feedback_section(letter_only.record, by=asked.chair)
    hand_over(letter_only, march, PackKind.DECISION_LETTER)
    give_answer(code=code_for(asked.mother), given=Given(scores={"listened": "yes"}))
    counted = figures(today)
    first, second = counted.months[:2]
    assert (first.first, first.asked, first.answered, first.rate) == (dt.date(2026, 3, 1), 2, 1, 50)
    assert (second.asked, second.answered, second.rate) == (1, 0, 0)
    assert counted.months[2].rate is None
    assert (counted.total.asked, counted.total.answered) == (3, 1)
    client.force_login(make_staff(Role.BUSINESS_SUPPORT))
    assert "<td" in client.get("/feedback/months/").text


def test_the_half_of_a_per_cent_goes_up() -> None:
    """Five of eight are 62.5%."""
    assert Month(dt.date(2026, 3, 1), asked=8, answered=5, without_code=0).rate == 63
    assert Said(Question.LISTENED, yes=5, partly=2, no=1).yes_rate == 63


def _answered(day: str, audience: Audience, *scores: str, question: str = "listened") -> None:
    for score in scores:
        answer = Answer.objects.create(
            came_with_code=False, audience=audience, language="en", given_by="paper", given_on=day
        )
        AnswerScore.objects.create(answer=answer, question=question, score=score)


def test_what_was_said_is_told_by_the_year_and_never_of_a_few(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No two days give a year that another lacks a month of; nothing is one sum less the others."""
    family, child, worker = Audience

    def told(today: dt.date) -> list[int | None]:
        return [group.answers for group in figures(today).groups]

    _answered("2025-06-02", family, "yes", "yes", "yes", "partly", "no")
    _answered("2025-07-02", worker, *["yes"] * 6)
    for today in (dt.date(2026, 4, 1), dt.date(2027, 3, 31)):
        assert told(today) == [5, 0, 6], today
    [said] = figures(dt.date(2026, 5, 5)).groups[0].said
    assert (said.yes, said.partly, said.no, said.yes_rate) == (3, 1, 1, 60)
    monkeypatch.setattr("feedback.views.figures.today_in_london", lambda: dt.date(2026, 5, 5))
    client.force_login(make_staff(Role.BUSINESS_SUPPORT))
    assert "What they said in the year to 31 March 2026" in client.get("/feedback/months/").text
    # The year still runs, or another one is over.
    assert told(dt.date(2026, 3, 31)) == told(dt.date(2027, 4, 1)) == [0, 0, 0]
    monkeypatch.setattr("feedback.views.figures.today_in_london", lambda: dt.date(2026, 3, 31))
    assert "Nobody answered in the year to 31 March 2025" in client.get("/feedback/months/").text
    # Too few of one audience: the smallest of the others goes with it.
    _answered("2025-07-03", child, "no")
    assert told(dt.date(2026, 5, 5)) == [None, None, 6]
    # Too few in a month: the year less the other months would tell of them.
    _answered("2025-08-03", worker, "no")
    assert told(dt.date(2026, 5, 5)) == [None, None, None]


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (Audience.CHILD, "This is the code of a family’s form, and here are a child’s questions"),
        (Audience.PROFESSIONAL, "and here are a professional’s questions"),
    ],
)
def test_a_paper_form_is_not_keyed_in_with_the_code_of_another(
    client: Client, audience: Audience, said: str
) -> None:
    """No figure would count its answers: they are to questions that nobody asked them."""
    code, support = code_for(make_asked().mother), make_staff(Role.BUSINESS_SUPPORT)
    question = QUESTIONS[audience][0].value
    with pytest.raises(DomainError) as refused:
        key_in(
            given=Given(scores={question: "yes"}),
            audience=audience,
            code=code.lower(),
            came_on=today_in_london(),
            by=support,
        )
    assert (refused.value.field, refused.value.rule) == ("code", "code_of_another_form")
    client.force_login(support)
    today = today_in_london().isoformat()
    sent = {"code": code, question: "yes", "went_well": "Tea.", "came_on": today, "language": "en"}
    page = client.post(f"/feedback/paper/{audience}/", sent).text
    assert said in page
    assert "Tea." in page
    assert not Answer.objects.exists()
    assert client.post("/feedback/paper/family/", sent).status_code == 302
    assert Answer.objects.get().slip.audience == Audience.FAMILY


def key_of(page: HttpResponse) -> str:
    """What the page sends along unseen, which tells this form from the next."""
    [key] = re.findall(r'<input type="hidden" name="key" value="([^"]+)"', page.content.decode())
    return key


def test_a_paper_form_without_a_code_sent_twice_is_kept_once(client: Client) -> None:
    client.force_login(make_staff(Role.BUSINESS_SUPPORT))
    url, today = "/feedback/paper/child/", today_in_london()
    answers = {"listened": "no", "went_well": "Tea.", "came_on": today.isoformat()}
    sent = {"key": key_of(client.get(url)), "language": "en", **answers}
    assert "is read by somebody named" in client.post(url, sent, follow=True).text
    assert "This form is kept already" in client.post(url, sent, follow=True).text
    # Another form typed over it, or another answer: the page says so, and keeps what was typed.
    for other in (
        {"went_well": "Sweets."},
        {"listened": "yes"},
        {"language": "pl"},
        {"came_on": (today - dt.timedelta(days=1)).isoformat()},
    ):
        page = client.post(url, {**sent, **other}).text
        assert "A form with other answers was kept from this page" in page
        assert other.get("went_well", "Tea.") in page
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 1)
    assert Deadline.objects.filter(rule="feedback_read").count() == 1
    # The same words on the next form are another answer.
    client.post(url, {**sent, "key": key_of(client.get(url))})
    assert (Answer.objects.count(), Comment.objects.count()) == (2, 2)


def test_a_paper_form_counts_as_the_answer_of_its_code(client: Client) -> None:
    asked, support, today = make_asked(), make_staff(Role.BUSINESS_SUPPORT), today_in_london()
    given, family = Given(scores={"respect": "no"}, went_well="Tea."), Audience.FAMILY
    words = {"given": given, "audience": family, "came_on": today}
    with pytest.raises(NotAllowed):
        key_in(**words, code="", by=make_staff(Role.SOCIAL_WORKER))
    with pytest.raises(CodeDoesNotWork):
        key_in(**words, code="F222", by=support)
    with pytest.raises(DomainError, match="at least one answer"):
        key_in(given=Given(), audience=family, code="", came_on=today, by=support)
    code = code_for(asked.mother)
    assert key_in(**words, code=code, by=support) == Taken.FIRST
    assert key_in(**words, code=code, by=support) == Taken.AGAIN
    answer = Answer.objects.get()
    assert (answer.keyed_by, answer.slip.answered_on) == (support, today)
    Slip.objects.update(expires_on=today - dt.timedelta(days=1))
    child = {"given": Given(scores={"listened": "no"}), "audience": Audience.CHILD}
    early = {**child, "came_on": today - dt.timedelta(days=1)}
    assert key_in(**early, code=code_for(asked.girl), by=support) == Taken.FIRST
    client.force_login(support)
    page = client.post("/feedback/paper/family/", {"code": "F2", "went_well": "Kept words"})
    assert "Kept words" in page.content.decode()
    pdf = client.get("/feedback/paper/child/en/easy_read.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/feedback/paper/professional/ur/standard.pdf").status_code == 404


def test_a_head_sets_how_long_codes_work(client: Client) -> None:
    head = make_head()
    with pytest.raises(NotAllowed):
        save_local_practice(practice=LocalPractice(), by=make_staff(Role.TEAM_MANAGER))
    client.force_login(head)
    client.post("/feedback/manage/settings/", {"code_works_days": 7, "link_kept_days": 10})
    make_asked()
    lasts = {slip.expires_on for slip in Slip.objects.all()}
    assert lasts == {timezone.localdate() + dt.timedelta(days=7)}
    reader = make_staff(Role.SOCIAL_WORKER)
    named = client.post("/feedback/manage/", {"user": reader.pk}, follow=True).content.decode()
    assert "They read feedback from today" in named
