"""Areas, teams, agencies and partner professionals: kept by people, on pages, and never deleted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from people.domain import organisation, partners
from people.domain.contact import is_confirmed
from people.domain.partners import PartnerDetails, WorkDetails
from people.domain.staff import OWN_AGENCY
from people.enums import AgencyKind, ContactWay, Role
from people.errors import BadDetail, PossiblySomebodyKnown
from people.models import Agency, Area, Professional, Team
from tests.factories.people import (
    confirm,
    make_administrator,
    make_agency,
    make_area,
    make_family,
    make_professional,
    make_staff,
    make_team,
    make_user,
    social_care,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def keeper() -> User:
    return make_administrator()


def test_an_administrator_opens_every_page_of_it_and_no_partner(keeper: User) -> None:
    client = Client()
    client.force_login(keeper)
    assert client.get("/organisation/").status_code == 200
    for address in ("areas", "teams", "agencies"):
        assert client.get(f"/organisation/{address}/add/").status_code == 200
    assert client.get("/partners/").status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD_OF_SERVICE])
def test_nobody_else_but_the_head_of_service_keeps_them(role: Role) -> None:
    other = make_staff(role)
    for save in (
        lambda: organisation.save_area(name="North", by=other),
        lambda: organisation.save_team(name="North", area=make_area(), by=other),
        lambda: organisation.save_agency(name="Police", kind=AgencyKind.POLICE, by=other),
    ):
        with pytest.raises(NotAllowed):
            save()
    assert Event.objects.using("audit").filter(action="refused", actor_id=other.pk).count() == 3
    head = make_staff(Role.HEAD_OF_SERVICE)
    assert organisation.save_area(name="North", by=head).pk


def test_a_name_is_there_once_however_it_is_written(keeper: User) -> None:
    organisation.save_area(name="  St  Anne's ", by=keeper)
    assert Area.objects.get().name == "St Anne's"
    with pytest.raises(BadDetail, match="here already"):
        organisation.save_area(name="ST ANNE’S", by=keeper)
    with pytest.raises(BadDetail, match="at least one letter"):
        organisation.save_area(name="'", by=keeper)
    organisation.save_area(area=Area.objects.get(), name="St Anne's", in_use=False, by=keeper)
    with pytest.raises(BadDetail, match="Open it again"):
        organisation.save_area(name="st annes", by=keeper)


def test_what_was_changed_stands_in_the_audit(keeper: User) -> None:
    team = organisation.save_team(name="North", area=make_area("A"), by=keeper)
    organisation.save_team(team=team, name="North one", area=team.area, by=keeper)
    [made, changed] = Event.objects.filter(verb="people.save_team").order_by("id")
    assert (made.action, changed.action) == ("created", "changed")
    assert changed.detail["was"]["name"] == "North"
    assert changed.detail["is"]["name"] == "North one"


def test_an_area_or_team_closes_when_nobody_is_posted_there(keeper: User) -> None:
    worker = make_staff(Role.SOCIAL_WORKER, team=make_team())
    team = Team.objects.get()
    family = make_family(team=team)
    with pytest.raises(WrongState, match="1 person is still posted there"):
        organisation.save_team(team=team, name=team.name, area=team.area, in_use=False, by=keeper)
    with pytest.raises(WrongState, match="1 team is still in this area"):
        organisation.save_area(area=team.area, name="A", in_use=False, by=keeper)
    with pytest.raises(BadDetail, match="counted in its area"):
        organisation.save_team(team=team, name=team.name, area=make_area(), by=keeper)
    worker.postings.update(to_on=YESTERDAY)
    organisation.save_team(team=team, name=team.name, area=team.area, in_use=False, by=keeper)
    organisation.save_area(area=team.area, name=team.area.name, in_use=False, by=keeper)
    client = Client()
    client.force_login(keeper)
    assert (
        "1 family is with this team"
        in client.get(f"/organisation/teams/{team.pk}/").content.decode()
    )
    assert f'<option value="{team.pk}"' not in client.get("/staff/add/").content.decode()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    kept = client.get(f"/families/{family.pk}/change/").content.decode()
    assert f'<option value="{team.pk}" selected' in kept  # what is so stays so
    with pytest.raises(BadDetail, match="is closed"):
        organisation.save_team(name="Another", area=Area.objects.get(pk=team.area_id), by=keeper)


def test_the_service_itself_is_not_renamed_or_closed(keeper: User) -> None:
    own = social_care()
    for change in ({"name": "Other"}, {"in_use": False}, {"kind": AgencyKind.OTHER}):
        same = {"name": OWN_AGENCY, "kind": AgencyKind.SOCIAL_CARE, "in_use": True}
        with pytest.raises(WrongState, match="the service itself"):
            organisation.save_agency(agency=own, by=keeper, **{**same, **change})


def details(agency: Agency, **fields: str) -> PartnerDetails:
    typed = {"given_names": "Ngozi", "family_name": "Nurse", "job_title": "Health visitor"}
    return PartnerDetails(agency=agency, **{**typed, "work_email": "n@partner.example", **fields})


def work(agency: Agency) -> WorkDetails:
    return WorkDetails(agency=agency, job_title="Health visitor", work_email="n@partner.example")


def test_whoever_works_with_cases_adds_a_partner_and_is_shown_who_is_alike() -> None:
    agency, by = make_agency(), make_staff(Role.BUSINESS_SUPPORT)
    made = partners.add_partner(details=details(agency), by=by)
    assert made.user is None
    for typed in (
        details(agency, work_email="other@partner.example"),
        details(agency, given_names="Zofia", family_name="Other", work_email="N@partner.example"),
    ):
        with pytest.raises(PossiblySomebodyKnown) as found:
            partners.add_partner(details=typed, by=by)
        assert found.value.alike == [made.pk]
    assert partners.add_partner(details=typed, looked_at=[made.pk], by=by).pk != made.pk
    with pytest.raises(BadDetail, match="work email or address"):
        partners.add_partner(details=details(agency, work_email=""), by=by)
    for other in (make_staff(Role.DATA_OFFICER), make_staff(Role.EMERGENCY_DUTY), make_user()):
        with pytest.raises(NotAllowed):
            partners.add_partner(details=details(agency), by=other)


def test_the_page_adds_nobody_twice_and_leads_nowhere_else() -> None:
    known = make_professional("Ngozi Nurse")
    client = Client()
    client.force_login(make_staff(Role.SOCIAL_WORKER))
    typed = {"given_names": "Ngozi", "family_name": "Nurse", "job_title": "Health visitor"}
    typed |= {"agency": str(known.agency_id), "work_email": "new@partner.example"}
    asked = client.post("/partners/add/?next=/conferences/requests/", typed).content.decode()
    assert "may be here already" in asked
    assert f'href="/conferences/requests/?chosen={known.pk}"' in asked
    assert 'value="new@partner.example"' in asked
    assert Professional.objects.filter(user=None).count() == 1
    away = client.post("/partners/add/?next=//evil.example/", {**typed, "looked_at": known.pk})
    assert away["Location"].startswith("/partners/?chosen=")


def test_a_partner_who_leaves_is_offered_no_more_and_a_new_address_is_confirmed_anew() -> None:
    by, partner = make_staff(Role.SOCIAL_WORKER), make_professional("Ngozi Nurse")
    confirm(partner.person, at_work=True)
    assert is_confirmed(partner.person, ContactWay.EMAIL, at_work=True)
    changed = {"professional": partner, "details": work(partner.agency), "by": by}
    partners.change_partner(left_on=None, **changed)
    partner.refresh_from_db()
    assert not is_confirmed(partner.person, ContactWay.EMAIL, at_work=True)
    assert partner in Professional.objects.to_choose()
    partners.change_partner(left_on=YESTERDAY, **changed)
    assert partner not in Professional.objects.to_choose()
    partners.change_partner(left_on=None, **changed)
    Agency.objects.filter(pk=partner.agency_id).update(in_use=False)
    assert partner not in Professional.objects.to_choose()


def test_staff_are_not_changed_as_partners() -> None:
    by = make_staff(Role.SOCIAL_WORKER)
    with pytest.raises(NotAllowed):
        partners.open_partner(Professional.objects.get(user=by).pk, by=by)
