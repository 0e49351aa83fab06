"""A partner answers without a sign-in: by a link, then a code, for one hour, for one stage."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError
from audit.models import Event
from escalations.domain.answering import record_answer
from escalations.domain.form_steps import current_stage
from escalations.domain.raising_form import Asked
from escalations.domain.settling import withdraw_form
from escalations.domain.stepping_up import send_again, step_up
from escalations.enums import AnswerWay, FormState
from escalations.models import AnswerPass, ResolutionForm
from notifications.domain import deliver_waiting
from notifications.models import Message
from people.models import Professional
from tests.factories.escalations import (
    Challenge,
    asked_of,
    make_challenge,
    make_form,
    make_partner,
)
from tests.factories.people import make_relationship

pytestmark = pytest.mark.django_db
NO_LONGER = "does not work any more"


def ask_partner(case: Challenge, partner: Professional, **fields: Any) -> ResolutionForm:
    what: Asked = asked_of(partner, **fields)
    return make_form(case, what=what)


def link_to(form: ResolutionForm) -> str:
    """The address in the newest email with a link."""
    message = Message.objects.filter(kind="answer_pass", key__endswith=":link").last()
    assert message is not None
    found = re.search(r"/answer/[^\s]+", message.body)
    assert found is not None
    return found[0]


def newest_code() -> str:
    message = Message.objects.filter(kind="answer_pass", key__contains=":code:").last()
    assert message is not None
    found = re.search(r"[0-9]{6}", message.body)
    assert found is not None
    return found[0]


def let_in(client: Client, link: str) -> Any:
    client.post(f"{link}code/")
    return client.post(link, {"code": newest_code()}, follow=True)


def end_the_hour(client: Client) -> None:
    """As if whoever was let in had been so two hours ago."""
    hours_ago = timezone.now() - dt.timedelta(hours=2)
    AnswerPass.objects.update(opened_at=hours_ago)
    session = client.session
    session["answer_passes"] = dict.fromkeys(session["answer_passes"], hours_ago.isoformat())
    session.save()


@pytest.fixture
def case() -> Challenge:
    return make_challenge()


@pytest.fixture
def partner() -> Professional:
    return make_partner()


def test_a_partner_reads_what_is_asked_and_answers(
    case: Challenge, partner: Professional, client: Client
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    assert "Wren" not in client.get(link).content.decode()
    shown = let_in(client, link)
    text = shown.content.decode()
    assert form.asked in text
    assert "telephone first" in text
    assert case.worker.name not in text
    assert shown["Cache-Control"] == "no-store"
    assert Event.objects.filter(
        verb="escalations.read_as_guest", child_ids=[case.child.pk]
    ).exists()
    assert "Your answer has been sent" in client.post(link, {"answer": "We come."}).content.decode()
    form.refresh_from_db()
    stage = current_stage(form)
    assert (form.state, stage.answer) == (FormState.ANSWERED, "We come.")
    assert (stage.answer_way, stage.answered_by_name) == (AnswerWay.GUEST, partner.person.name)
    assert NO_LONGER in client.get(link).content.decode()


def test_the_emails_say_nothing_of_what_it_is_about(case: Challenge, partner: Professional) -> None:
    form = ask_partner(case, partner)
    Client().post(f"{link_to(form)}code/")
    messages = Message.objects.filter(kind="answer_pass")
    assert messages.count() == 2
    for message in messages:
        assert message.to_address == partner.work_email
        for secret in (case.family.name, "Wren", form.impact, form.asked):
            assert secret not in message.subject + message.body


def test_neither_link_nor_code_is_kept(case: Challenge, partner: Professional) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    Client().post(f"{link}code/")
    kept = str(AnswerPass.objects.values().get())
    assert link.split("/")[2] not in kept
    assert newest_code() not in kept


def test_a_code_asked_for_twice_leaves_the_page_that_takes_it(
    case: Challenge, partner: Professional, client: Client
) -> None:
    link = link_to(ask_partner(case, partner))
    client.post(f"{link}code/")
    again = client.post(f"{link}code/", follow=True)
    assert (again.status_code, again.redirect_chain) == (200, [(link, 302)])
    assert "Wait a minute before you ask again" in again.content.decode()
    assert client.post(link, {"code": newest_code()}, follow=True).status_code == 200


def test_an_answer_without_words_keeps_the_page(
    case: Challenge, partner: Professional, client: Client
) -> None:
    link = link_to(ask_partner(case, partner))
    let_in(client, link)
    assert "There is a problem" in client.post(link, {"answer": ""}).content.decode()


def test_a_wrong_code_lets_nobody_in_and_five_end_the_link(
    case: Challenge, partner: Professional, client: Client
) -> None:
    link = link_to(ask_partner(case, partner))
    client.post(f"{link}code/")
    right = newest_code()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert "not the code" in client.post(link, {"code": wrong}).content.decode()
    assert NO_LONGER in client.post(link, {"code": right}).content.decode()


def test_another_browser_is_not_let_in_by_the_same_link(
    case: Challenge, partner: Professional, client: Client
) -> None:
    form = ask_partner(case, partner)
    let_in(client, link_to(form))
    assert form.asked not in Client().get(link_to(form)).content.decode()
    refused = Client().post(link_to(form), {"answer": "Not me."})
    assert "Your answer has been sent" not in refused.content.decode()
    form.refresh_from_db()
    assert form.state == FormState.WAITING


def test_a_partner_who_turned_out_to_be_a_relative_reads_nothing_more(
    case: Challenge, partner: Professional, client: Client
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    let_in(client, link)
    assert form.asked in client.get(link).content.decode()
    make_relationship(form.family.children.first(), partner.person, poses_risk=True)
    for browser in (client, Client()):
        shown = browser.get(link)
        assert shown.status_code == 403
        assert form.asked not in shown.content.decode()
    step = Client().post(f"{link}code/")
    assert NO_LONGER in step.content.decode()


def test_after_an_hour_a_new_code_is_needed(
    case: Challenge, partner: Professional, client: Client
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    let_in(client, link)
    end_the_hour(client)
    assert form.asked not in client.get(link, follow=True).content.decode()


def test_an_answer_that_comes_when_the_hour_is_over_is_kept_until_the_new_code(
    case: Challenge, partner: Professional, client: Client
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    let_in(client, link)
    end_the_hour(client)
    late = client.post(link, {"answer": "She visited on Tuesday."}, follow=True)
    assert "Your answer is not sent yet, and is kept" in late.content.decode()
    assert "She visited" not in late.content.decode()
    Message.objects.filter(key__contains=":code:").delete()
    AnswerPass.objects.update(code_sent_at=None)
    page = let_in(client, link).content.decode()
    assert "She visited on Tuesday.</textarea>" in page
    client.post(link, {"answer": "She visited on Tuesday."})
    form.refresh_from_db()
    assert form.state == FormState.ANSWERED
    assert "She visited" not in str(dict(client.session))


@pytest.mark.parametrize(
    "step", ["withdrawn", "stepped up", "answered", "sent again", "moved", "not confirmed"]
)
def test_a_link_that_is_no_longer_theirs_opens_nothing(
    case: Challenge, partner: Professional, client: Client, step: str
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    let_in(client, link)
    steps = {
        "withdrawn": lambda: withdraw_form(form=form, why="Wrong agency.", by=case.chair),
        "stepped up": lambda: step_up(
            form=form,
            why="No answer.",
            recipient=make_partner(agency=partner.agency),
            by=case.chair,
        ),
        "answered": lambda: record_answer(form=form, answer="By telephone.", by=case.chair),
        "sent again": lambda: send_again(form=form, by=case.chair),
        "moved": lambda: Professional.objects.filter(pk=partner.pk).update(
            work_email="n@x.example"
        ),
        "not confirmed": lambda: partner.person.confirmations.all().delete(),
    }
    steps[step]()
    response = client.get(link)
    assert response.status_code == 403
    assert NO_LONGER in response.content.decode()
    assert client.post(link, {"answer": "Too late."}).status_code == 403


def test_nothing_is_sent_again_that_would_open_nothing_and_the_page_says_what_to_do(
    case: Challenge, partner: Professional
) -> None:
    form = ask_partner(case, partner)
    chair, page = Client(), reverse("escalations:form", args=[form.pk])
    chair.force_login(case.chair)
    assert "has not been confirmed" not in chair.get(page).content.decode()
    partner.person.confirmations.all().delete()
    number = AnswerPass.objects.count()
    assert "has not been confirmed" in chair.get(page).content.decode()
    with pytest.raises(DomainError, match="has not been confirmed"):
        send_again(form=form, by=case.chair)
    said = chair.post(reverse("escalations:send_again", args=[form.pk]), follow=True)
    assert "Sent again" not in said.content.decode()
    assert AnswerPass.objects.count() == number


def test_a_link_taken_back_before_it_left_is_never_sent(
    case: Challenge, partner: Professional
) -> None:
    form = ask_partner(case, partner)
    withdraw_form(form=form, why="Wrong agency.", by=case.chair)
    deliver_waiting()
    message = Message.objects.get(kind="answer_pass")
    assert (message.state, message.sent_at) == ("held", None)


def test_a_link_that_was_taken_back_fills_the_audit_no_further(
    case: Challenge, partner: Professional
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    withdraw_form(form=form, why="Wrong agency.", by=case.chair)
    for number in range(25):
        assert Client(REMOTE_ADDR=f"192.0.2.{number}").get(link).status_code == 403
    refused = Event.objects.using("audit").filter(verb="escalations.find_answer_pass")
    assert refused.count() == 20


def test_nobody_reads_it_without_end_and_every_reading_is_in_the_audit(
    case: Challenge, partner: Professional, client: Client
) -> None:
    form = ask_partner(case, partner)
    link = link_to(form)
    let_in(client, link)
    read = Event.objects.filter(verb="escalations.read_as_guest")
    before = read.count()
    answers = [client.get(link) for _ in range(62)]
    shown = [form.asked in answer.content.decode() for answer in answers]
    assert answers[-1].status_code == 429
    assert read.count() - before == sum(shown) <= 60


def test_a_made_up_link_is_refused_and_kept_in_the_audit(client: Client) -> None:
    assert client.get("/answer/made-up/").status_code == 403
    refused = Event.objects.using("audit").filter(verb="escalations.find_answer_pass")
    assert refused.exists()


@pytest.mark.parametrize("asks", ["get", "post"])
def test_made_up_links_fill_the_audit_no_further(asks: str) -> None:
    stranger = Client(REMOTE_ADDR="192.0.2.43")
    for number in range(25):
        address = f"/answer/made-up-{number}/" + ("" if asks == "get" else "code/")
        assert getattr(stranger, asks)(address).status_code == 403
    refused = Event.objects.using("audit").filter(verb="escalations.find_answer_pass")
    assert refused.filter(address="192.0.2.43").count() == 20
