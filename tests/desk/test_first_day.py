"""The first day of a service: from an empty database to a request, by the pages and commands of
docs/deploy.md alone. Nothing here is made by a factory."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from bookings.models import Hub
from conferences.enums import RequestState, Section47Outcome
from conferences.models import ConferenceRequest
from notifications.models import Message
from people.enums import Role
from people.models import Agency, Area, Child, Family, Professional, Team
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day(name: str, value: dt.date) -> dict[str, Any]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def send(client: Client, address: str, data: dict[str, Any]) -> str:
    """Send a form that must be taken; where it leads."""
    response = client.post(address, data)
    shown = re.findall(r"govuk-error[^>]*>([^<]+)<", response.content.decode())
    assert response.status_code == 302, (address, response.status_code, shown)
    return str(response["Location"])


def sign_in(email: str) -> Client:
    client = Client()
    send(client, "/accounts/login/", {"login": email, "password": PASSWORD})
    return client


def add_staff(keeper: Client, name: str, role: Role, **more: Any) -> Client:
    """Added by the administrator; they choose a password by the link of the email they get."""
    email = f"{name.split()[0].lower()}@chairside.example"
    typed = {"name": name, "email": email, "job_title": role.label, "role": role}
    typed |= day("from_on", TODAY) | more
    send(keeper, "/staff/add/", {**typed, "confirmed": "yes"})
    assert "/accounts/password/reset/" in Message.objects.get(to_address=email).body
    newcomer = Client()
    send(newcomer, "/accounts/password/reset/", {"email": email})
    mail = Message.objects.filter(to_address=email).latest("pk")
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.body)
    assert link
    here = newcomer.get(link.group(1), follow=True).redirect_chain[-1][0]
    send(newcomer, here, {"password1": PASSWORD, "password2": PASSWORD})
    return sign_in(email)


def test_a_service_sets_itself_up(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "notifications.email_backend.OutboxBackend"  # as in service
    cache.clear()
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", "--noinput", "--email=first@chairside.example", "--name=First Person"
    )
    assert not Area.objects.exists()
    first = sign_in("first@chairside.example")
    start = first.get("/").content.decode()
    assert "/organisation/" in start
    assert "/staff/" in start
    assert "No areas yet" in first.get("/organisation/").content.decode()
    organisation(first)
    team = Team.objects.get()
    head = add_staff(first, "Hester Head", Role.HEAD_OF_SERVICE)
    add_staff(first, "Mandla Manager", Role.TEAM_MANAGER, team=team.pk)
    worker = add_staff(first, "Wilf Worker", Role.SOCIAL_WORKER, team=team.pk)
    add_staff(first, "Chidi Chair", Role.PRINCIPAL_OFFICER)
    add_staff(first, "Dorota Duty", Role.DUTY_PRINCIPAL_OFFICER)
    support = add_staff(first, "Basil Bookings", Role.BUSINESS_SUPPORT)
    assert first.get("/families/add/").status_code == 403  # sees no case
    assert head.get("/organisation/").status_code == 200
    places(support)
    send_request(worker, family_of(worker))
    [asked] = ConferenceRequest.objects.all()
    assert asked.state == RequestState.SUBMITTED
    assert asked.people_to_invite.filter(person__family_name="Nurse").exists()
    duty = sign_in("dorota@chairside.example")
    assert "Pendlewick" in duty.get("/conferences/duty/").content.decode()
    assert "Pencil this slot" in duty.get(f"/conferences/duty/{asked.pk}/").content.decode()


def organisation(first: Client) -> None:
    send(first, "/organisation/areas/add/", {"name": "North"})
    area = Area.objects.get()
    send(first, "/organisation/teams/add/", {"name": "North assessment", "area": area.pk})
    for name, kind in (("Fairmead Health Visiting", "health_visiting"), ("Police", "police")):
        send(first, "/organisation/agencies/add/", {"name": name, "kind": kind})


def places(support: Client) -> None:
    """The hub, its room, when conferences begin, who chairs and when."""
    house = {"name": "Fictional House", "address": "1 Made-up Row, ZZ1 1ZZ", "in_use": "on"}
    send(support, "/bookings/places/hubs/new/", {**house, "near_districts": "ZZ1"})
    room = {"hub": Hub.objects.get().pk, "name": "Room 1", "capacity": 12, "in_use": "on"}
    send(support, "/bookings/places/rooms/new/", room)
    for name, starts, ends in (("Morning", "9:30am", "11:30am"), ("Afternoon", "2pm", "4pm")):
        typed = {"name": name, "starts": starts, "ends": ends, "in_use": "on"}
        send(support, "/bookings/places/sessions/new/", typed)
    chair = Professional.objects.get(person__family_name="Chair")
    typed = {"professional": chair.pk, "fte": "1", "in_use": "on"}
    hours = send(support, "/bookings/staffing/chairs/new/", typed)
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday")
    from_to = {f"{name}_starts": "8am" for name in weekdays}
    from_to |= {f"{name}_ends": "6pm" for name in weekdays}
    send(support, hours, {**from_to, **day("from_on", TODAY)})


def family_of(worker: Client) -> Family:
    area, team = Area.objects.get(), Team.objects.get()
    send(worker, "/families/add/", {"name": "Pendlewick", "area": area.pk, "team": team.pk})
    family = Family.objects.get()
    child = {"given_names": "Tamsin", "family_name": "Pendlewick", "sex": "F", "ethnicity": "NOBT"}
    child |= {"first_language": "English", "upn": "H801200001001"}
    born = day("date_of_birth", dt.date(TODAY.year - 5, 3, 2))
    send(worker, f"/families/{family.pk}/children/add/", child | born)
    mother = {
        "children": [Child.objects.get().pk],
        "kind": "mother",
        "given_names": "Layla",
        "family_name": "Pendlewick",
        "parental_responsibility": "on",
        "first_language": "English",
        "safe_contact": "by_hand",
    }
    send(worker, f"/families/{family.pk}/relatives/add/", mother)
    return family


def send_request(worker: Client, family: Family) -> None:
    begun = {"family": family.pk, "kind": "initial"}
    where = send(worker, "/conferences/requests/new/", begun)
    child, discussed_on = Child.objects.get(), TODAY - dt.timedelta(days=3)
    step = lambda name, data: send(worker, f"{where}steps/{name}/", data)  # noqa: E731
    step("strategy", day("held_on", discussed_on))
    step("section-47", {"section_47_outcome": Section47Outcome.LIKELY, **day("decided_on", TODAY)})
    discussion = family.strategy_discussions.get()
    step("children", {f"in_{child.pk}": "yes", f"discussion_{child.pk}": discussion.pk})
    step("parents", {f"holders_{child.pk}": [r.person_id for r in child.relationships.all()]})
    step("reason", {"reason": "Left alone at night."})
    step("safety-plan", {"interim_safety_plan": "Her grandmother stays at night."})
    invite_a_partner(worker, f"{where}steps/invitees/")
    step("needs", {})
    step("exclusion", {"wanted": "no"})
    yesterday = TODAY - dt.timedelta(days=1)
    step(
        "agreement",
        {
            "agreed_by_name": "Mandla Manager",
            "agreed_time": "9:30am",
            **day("agreed_on", yesterday),
        },
    )
    send(worker, f"{where}check/", {})


def invite_a_partner(worker: Client, step: str) -> None:
    """Somebody who is not in the list is added on the way, and stands there on coming back."""
    adding = send(worker, step, {"others": "The police", "action": "partner"})
    assert adding.startswith("/partners/add/?next=")
    agency = Agency.objects.get(kind="health_visiting")
    nurse = {"given_names": "Ngozi", "family_name": "Nurse", "agency": agency.pk}
    nurse |= {"job_title": "Health visitor", "work_email": "ngozi@partner.example"}
    back = send(worker, adding, nurse)
    made = Professional.objects.get(person__family_name="Nurse")
    assert back == f"{step}?chosen={made.pk}"
    form = worker.get(back).content.decode()
    assert f'value="{made.pk}" selected' in form
    assert "The police" in form
    send(worker, step, {"another": made.pk, "others": "The police"})
    assert User.objects.filter(email="ngozi@partner.example").count() == 0
