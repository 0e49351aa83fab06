"""No child is referred to an advocate before a parent's agreement is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from conferences.domain.advocacy import (
    latest_for,
    note_taking_part,
    record_agreement,
    record_refusal,
    refer_to_advocate,
)
from conferences.domain.requesting import choose_children
from conferences.enums import Participation
from conferences.models import Advocacy, ConferenceChild
from people.enums import Role
from people.models import Child
from tests.factories import conferences as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_a_referral_waits_for_the_agreement() -> None:
    case = make.make_case()
    by, today = case.social_worker, make.days_ago(0)
    refused = record_refusal(child=case.older, reason="Not asked yet.", offered_on=today, by=by)
    with pytest.raises(WrongState, match="Record a parent’s agreement"):
        refer_to_advocate(advocacy=refused, referred_on=today, by=by)
    agreed = record_agreement(child=case.older, agreed_by="Layla", agreed_on=today, by=by)
    assert agreed.pk == refused.pk
    assert refer_to_advocate(advocacy=agreed, referred_on=today, by=by).referred_on == today
    assert latest_for(case.older) == agreed


def test_the_database_too_refuses_a_referral_without_agreement() -> None:
    case = make.make_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Advocacy.objects.create(
            family=case.family,
            child=case.older,
            offered_on=make.days_ago(1),
            referred_on=make.days_ago(0),
        )


def test_a_referral_is_not_before_the_agreement() -> None:
    case = make.make_case()
    agreed = record_agreement(
        child=case.older, agreed_by="Layla", agreed_on=make.days_ago(0), by=case.social_worker
    )
    with pytest.raises(DomainError, match="cannot be before"):
        refer_to_advocate(advocacy=agreed, referred_on=make.days_ago(2), by=case.social_worker)


def offers(child: Child) -> list[tuple[date, date | None, str, str]]:
    rows = Advocacy.objects.filter(child=child).order_by("offered_on")
    return list(rows.values_list("offered_on", "parent_agreed_on", "refused_reason", "refused_by"))


def test_a_later_offer_leaves_the_one_refused_before_the_conference_as_it_was() -> None:
    """Refused in March, agreed in September: the child was offered one before the conference."""
    case = make.make_case()
    march, september = make.days_ago(190), make.days_ago(2)
    said = {"child": case.older, "by": case.social_worker}
    record_refusal(reason="Not now.", refused_by="Tamsin", offered_on=march, **said)
    record_agreement(agreed_by="Layla", agreed_on=september, **said)
    assert offers(case.older) == [
        (march, None, "Not now.", "Tamsin"),
        (september, september, "", ""),
    ]
    record_refusal(reason="Mother was ill.", offered_on=march, **said)
    assert offers(case.older)[0] == (march, None, "Mother was ill.", ""), "put right"
    assert len(offers(case.older)) == 2


@pytest.mark.parametrize(("weeks", "number"), [(4, 1), (5, 2)])
def test_said_within_four_weeks_it_is_one_offer(weeks: int, number: int) -> None:
    case = make.make_case()
    said = {"child": case.older, "by": case.social_worker}
    first, later = make.days_ago(7 * weeks + 1), make.days_ago(1)
    record_refusal(reason="Not asked yet.", offered_on=first, **said)
    record_agreement(agreed_by="Layla", agreed_on=later, **said)
    assert len(offers(case.older)) == number
    assert offers(case.older)[0][0] == first


@pytest.mark.parametrize(("held_ago", "number"), [(11, 1), (10, 2), (3, 2), (2, 1)])
def test_once_a_conference_was_held_it_is_another_offer(held_ago: int, number: int) -> None:
    """On the day of the first offer or after; not on that of the second."""
    case = make.make_case()
    conference = make.make_conference(case)
    Advocacy.objects.all().delete()  # what the request said
    type(conference).objects.filter(pk=conference.pk).update(held_on=make.days_ago(held_ago))
    said = {"child": case.older, "by": case.social_worker}
    record_refusal(reason="Not asked yet.", offered_on=make.days_ago(10), **said)
    record_agreement(agreed_by="Layla", agreed_on=make.days_ago(2), **said)
    assert len(offers(case.older)) == number


def test_the_day_of_the_offer_stands_and_a_day_put_right_moves_with_the_agreement() -> None:
    case = make.make_case()
    said = {"child": case.older, "agreed_by": "Layla", "by": case.social_worker}
    with pytest.raises(DomainError) as refused:
        record_agreement(agreed_on=make.days_ago(4), offered_on=make.days_ago(3), **said)
    assert refused.value.field == "offered_on"
    days = ((6, None, 6), (4, None, 4), (4, 5, 5), (3, None, 5), (7, None, 7))
    for agreed, offered, stands in days:
        day = make.days_ago(offered) if offered else None
        record_agreement(agreed_on=make.days_ago(agreed), offered_on=day, **said)
        assert offers(case.older) == [(make.days_ago(stands), make.days_ago(agreed), "", "")], (
            agreed,
            offered,
        )


def test_the_page_asks_for_the_day_of_the_offer_and_who_refused(client: Client) -> None:
    case = make.make_case()
    page = reverse("conferences:advocacy", args=[case.older.pk])
    client.force_login(case.social_worker)
    before, offered = make.days_ago(3), make.days_ago(5)
    refused = {"step": "refused", "refused_by": "Tamsin", "refused_reason": "Not now."}
    answer = client.post(page, {**refused, "refused_on": before.isoformat()}, follow=True)
    assert "Who refused" in answer.content.decode()
    assert offers(case.older) == [(before, None, "Not now.", "Tamsin")]
    agreed = {"step": "agreed", "agreed_by": "Layla", "agreed_on": before.isoformat()}
    late = client.post(page, {**agreed, "offered_on": make.days_ago(1).isoformat()})
    assert "The offer cannot be after the agreement." in late.content.decode()
    client.post(page, {**agreed, "offered_on": offered.isoformat()})
    assert offers(case.older) == [(offered, before, "", "")]


def test_the_request_asks_the_same_and_shows_it_again(client: Client) -> None:
    case = make.make_case()
    request = make.make_draft(case)
    choose_children(
        request=request,
        included={case.older: make.make_discussion(case)},
        left_out={case.younger: "Lives with Gran."},
        by=case.social_worker,
    )
    client.force_login(case.social_worker)
    page, key = reverse("conferences:request_step", args=[request.pk, "advocacy"]), case.older.pk
    offered, agreed = make.days_ago(5), make.days_ago(3)
    refusal = {f"answer_{key}": "refused", f"who_{key}": "Tamsin", f"why_{key}": "Not now."}
    client.post(page, {**refusal, f"asked_{key}": offered.isoformat()})
    assert offers(case.older) == [(offered, None, "Not now.", "Tamsin")]
    initial = client.get(page).context["form"].initial
    assert (initial[f"asked_{key}"], initial[f"who_{key}"]) == (offered, "Tamsin")
    agreement = {f"answer_{key}": "agreed", f"by_{key}": "Layla", f"on_{key}": agreed.isoformat()}
    client.post(page, agreement)
    assert offers(case.older) == [(offered, agreed, "", "")]
    assert client.get(page).context["form"].initial[f"offered_{key}"] == offered


def test_each_step_is_offered_in_its_turn_on_the_childs_page(client: Client) -> None:
    """Nobody can skip one; what the chair says of the child's part is not asked for again."""
    case = make.make_case()
    by, today, before = case.social_worker, make.days_ago(0), make.days_ago(3)
    page = reverse("conferences:advocacy", args=[case.older.pk])
    client.force_login(by)
    link = f'href="{page}"'
    assert link in client.get(case.older.get_absolute_url()).content.decode()
    assert page not in client.get(case.younger.get_absolute_url()).content.decode()
    assert "referred to an advocate<" not in client.get(page).content.decode()

    def send(**answers: str) -> str:
        return client.post(page, answers, follow=True).content.decode()

    def day(name: str, on: date) -> dict[str, str]:
        return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}

    kept = send(step="refused", refused_reason="")
    assert "There is a problem" in kept
    assert "Not at home" in send(step="refused", refused_reason="Not at home")
    assert "Recorded" in send(step="agreed", agreed_by="Layla", **day("agreed_on", before))
    assert "Recorded" in send(step="referred", **day("referred_on", before))
    early = make.days_ago(5)
    assert "before the referral" in send(step="attended", **day("attended_on", early))
    each = ConferenceChild(child=case.older, participation=Participation.PN6)
    note_taking_part(each, on=today, by=by)
    assert latest_for(case.older).attended_on is None
    each.participation = Participation.PN5
    note_taking_part(each, on=today, by=by)
    assert latest_for(case.older).attended_on == today
    outsider = people.make_staff(Role.EMERGENCY_DUTY)
    with pytest.raises(NotAllowed):
        record_refusal(child=case.older, reason="No", offered_on=today, by=outsider)
