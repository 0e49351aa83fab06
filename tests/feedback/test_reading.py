"""What somebody wrote is read in time by a named person, and harm goes to duty in one step."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from feedback.domain.answering import Given
from feedback.domain.asking import withdraw_slips
from feedback.domain.forgetting import cut_threads
from feedback.domain.keying_in import key_in
from feedback.domain.managing import end_reader, name_reader
from feedback.domain.reading import find_family, mark_read, send_to_duty, settle
from feedback.domain.waiting import owed
from feedback.enums import Audience
from feedback.models import Comment, Slip
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from people.start_page import tasks_for
from tests.factories.feedback import make_asked, make_comment, make_head
from tests.factories.people import make_case_role, make_conflict, make_staff
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def open_about(comment: Comment) -> list[str]:
    return list(Deadline.objects.open().filter(about=comment.about).values_list("rule", flat=True))


def test_harm_goes_from_the_reader_to_duty_and_what_was_done_is_kept(client: Client) -> None:
    head, duty, worker = make_head(), make_staff(Role.DUTY_PRINCIPAL_OFFICER), None
    worker = make_staff(Role.SOCIAL_WORKER)
    reader = name_reader(user=worker, by=head)
    asked = make_asked()
    comment = make_comment("He hits my brother. Please tell nobody.", recipient=asked.mother)
    with pytest.raises(WrongState, match="Only words that were sent"):
        find_family(comment=comment, by=head)
    assert not Comment.objects.visible_to(duty).exists()
    for stranger in (asked.chair, make_staff(Role.TEAM_MANAGER), make_staff(Role.DATA_OFFICER)):
        assert not Comment.objects.visible_to(stranger).exists()
        with pytest.raises(NotAllowed):
            mark_read(comment=comment, by=stranger)
    client.force_login(worker)
    assert [task.text for task in tasks_for(worker) if task.label == "Feedback"] == [
        "1 comment to read"
    ]
    listed = client.get("/feedback/").content.decode()
    assert "He hits my brother" in listed
    assert "Pendlewick" not in listed
    assert Event.objects.filter(verb="feedback.to_read", action="opened", actor_id=worker.pk)
    assert open_about(comment) == ["feedback_read"]
    sent = client.post(f"/feedback/{comment.pk}/duty/", follow=True).content.decode()
    assert "The duty officers are told now" in sent
    assert open_about(comment) == ["feedback_harm"]
    told = Message.objects.get(kind="feedback_for_duty")
    assert told.to_address == duty.email
    assert "brother" not in told.body
    with pytest.raises(NotAllowed):
        find_family(comment=comment, by=worker)
    assert find_family(comment=comment, by=duty) == asked.family
    traced = Event.objects.get(verb="feedback.find_family", action="opened")
    assert traced.child_ids == [asked.child.pk]
    with pytest.raises(DomainError, match="Say what was done"):
        settle(comment=comment, what_was_done=" ", by=duty)
    client.force_login(duty)
    assert "He hits my brother" in client.get("/feedback/duty/").content.decode()
    said = {"what_was_done": "Strategy discussion called for today."}
    kept = client.post(f"/feedback/{comment.pk}/", said, follow=True).content.decode()
    assert "Strategy discussion called" in kept
    assert open_about(comment) == []
    end_reader(reader=reader, by=head)
    assert not Comment.objects.visible_to(worker).exists()


def test_read_late_is_shown_and_the_clock_stops(client: Client) -> None:
    head = make_head()
    comment = make_comment()
    past = today_in_london() - dt.timedelta(days=4)
    Deadline.objects.filter(about=comment.about).update(due_on=past)
    client.force_login(head)
    assert "Overdue" in client.get("/feedback/").content.decode()
    mark_read(comment=comment, by=head)
    mark_read(comment=comment, by=head)
    assert open_about(comment) == []
    assert "Nothing waits to be read" in client.get("/feedback/").content.decode()
    send_to_duty(comment=comment, by=head)
    assert open_about(comment) == ["feedback_harm"], "read first, and thought of again"


def test_nobody_reads_words_of_a_family_they_have_a_conflict_with() -> None:
    head, other = make_head(), make_head()
    asked = make_asked()
    comment = make_comment(recipient=asked.mother)
    make_conflict(asked.family, head)
    assert not Comment.objects.visible_to(head).exists()
    with pytest.raises(NotAllowed):
        send_to_duty(comment=comment, by=head)
    assert Comment.objects.visible_to(other).get() == comment


@pytest.mark.parametrize("ended", [False, True])
def test_a_reader_never_reads_words_of_a_family_on_whose_case_they_had_a_part(
    client: Client, ended: bool
) -> None:
    """They wait for another reader; where there is none, for the heads of service."""
    head, duty, asked = make_head(), make_staff(Role.DUTY_PRINCIPAL_OFFICER), make_asked()
    worker, chair = make_staff(Role.SOCIAL_WORKER), asked.chair
    make_case_role(asked.family, worker)
    if ended:
        over = today_in_london() - dt.timedelta(days=1)
        asked.family.case_roles.update(from_on=over, to_on=over)
    for named in (worker, chair):
        name_reader(user=named, by=head)
    comment = make_comment("She did not listen.", recipient=asked.mother)
    assert {told.to_address for told in Message.objects.filter(kind="feedback_to_read")} == {
        head.email
    }
    elsewhere = make_comment(recipient=make_asked("Quillfeather").mother)
    key_in(
        given=Given(went_well="Tea."),
        audience=Audience.FAMILY,
        code="",
        came_on=today_in_london(),
        by=head,
    )
    loose = Comment.objects.latest("pk")
    for reader in (worker, chair):
        assert set(Comment.objects.visible_to(reader)) == {elsewhere, loose}
        for step in (mark_read, send_to_duty):
            with pytest.raises(NotAllowed):
                step(comment=comment, by=reader)
        client.force_login(reader)
        assert "She did not listen" not in client.get("/feedback/").content.decode()
    assert {(row.user_id, row.about) for row in owed()} == {
        (worker.pk, elsewhere.about),
        (chair.pk, elsewhere.about),
        (head.pk, comment.about),
    }
    other = make_staff(Role.DATA_OFFICER)
    name_reader(user=other, by=head)
    assert {row.user_id for row in owed()} == {worker.pk, chair.pk, other.pk}
    send_to_duty(comment=comment, by=other)
    name_reader(user=duty, by=head)
    make_case_role(asked.family, duty, kind=CaseRoleKind.BUSINESS_SUPPORT)
    assert Comment.objects.visible_to(duty).filter(pk=comment.pk).exists(), "sent to duty"


def test_the_thread_to_the_family_is_cut_in_time_but_not_before_it_was_read() -> None:
    head, duty = make_head(), make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    read, unread = make_comment(), make_comment(recipient=make_asked("Quillfeather").mother)
    long_ago = today_in_london() - dt.timedelta(days=31)
    mark_read(comment=read, by=head)
    assert cut_threads() == 0
    Slip.objects.update(expires_on=long_ago)
    assert cut_threads() == 1
    assert cut_threads() == 0
    read.answer.refresh_from_db()
    unread.answer.refresh_from_db()
    assert (read.answer.slip, unread.answer.slip is None) == (None, False)
    send_to_duty(comment=read, by=head)
    with pytest.raises(WrongState, match="Nobody can find out"):
        find_family(comment=read, by=duty)
    family = unread.answer.slip.recipient.record.family
    assert withdraw_slips(family=family, by=head) == 3
