"""Every role x page x relation to the family: 200, 403 or the door; each leaves its trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import timezone

from accounts.domain.idle_lock import SEEN
from accounts.models import User
from audit.enums import READS, Action
from audit.models import Event
from people.enums import BereavementKind, Role
from people.models import Bereavement
from tests.consistency.closed_doors import closed_doors
from tests.consistency.page_matrix import RELATIONS, Allows, Case, Page
from tests.consistency.pages import all_pages, open_pages
from tests.factories.api import System
from tests.factories.disclosure import make_pdf
from tests.factories.people import make_administrator, make_user

PAGES = all_pages()
OPEN = open_pages()


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Each (name, route) of the site; the name is empty where a route has none."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield (":".join([*spaces, pattern.name]) if pattern.name else ""), route
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern.url_patterns, route, inner)


def is_open(name: str, route: str) -> bool:
    under = any(route.startswith(start) for start in OPEN if start.endswith("/"))
    return under or name in OPEN or route in OPEN


def test_every_address_of_the_site_is_in_the_matrix() -> None:
    known = {page.name for page in PAGES}
    missing = [
        f"{name or route}"
        for name, route in addresses(get_resolver().url_patterns)
        if name not in known and not is_open(name, route)
    ]
    assert not missing, f"Add a line to tests/consistency/pages/ for: {missing}"


def test_no_page_is_listed_twice() -> None:
    names = [page.name for page in PAGES]
    assert sorted(set(names)) == sorted(names)


def test_the_matrix_has_no_page_that_is_gone() -> None:
    names = {name for name, _ in addresses(get_resolver().url_patterns)}
    assert {page.name for page in PAGES} <= names


@pytest.fixture(autouse=True)
def draw_and_count_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may see a paper or a figure does not hang on its drawing or its counting, which take
    most of a second each."""
    one_page = make_pdf("A pack")
    monkeypatch.setattr("disclosure.domain.rendering._bytes", lambda pack: one_page)
    for room in ("kept_bundles", "print_bundles"):
        drawing = f"conferences.domain.{room}.html_to_pdf"
        monkeypatch.setattr(drawing, lambda *args, **fields: one_page)
    for room in ("annual", "annual_editions", "dashboards", "drill_down", "measures"):
        monkeypatch.setattr(f"reporting.views.{room}.refresh_changed", lambda: None)


def ask(clients: Clients, page: Page, method: str, case: Case) -> HttpResponse:
    url = reverse(page.name, kwargs=page.kwargs(case))
    data = page.data(case) if method == "post" else {}
    return getattr(clients.of(page), method)(url, data)


@dataclass(frozen=True)
class Clients:
    """A browser for the pages; for the API another system with the same role."""

    browser: Client
    system: Client

    def of(self, page: Page) -> Client:
        """The browsable page of the API is a page, for whoever is signed in."""
        asks = page.name.startswith("api:") and page.name != "api:home"
        return self.system if asks else self.browser


def client_for(user: User) -> Clients:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    # Each page's noting that they are here would be undone, and noted again by the next.
    session = browser.session
    session[SEEN] = (timezone.now() + dt.timedelta(minutes=9)).isoformat()
    session.save()
    return Clients(browser, System(user))


def last_event(alias: str) -> int:
    return Event.objects.using(alias).order_by("-id").values_list("id", flat=True).first() or 0


def faults(client: Clients, page: Page, case: Case, tried: set[str] | None = None) -> Iterator[str]:
    """What is wrong with this page for this case; whatever it does is undone.

    What it leads to is followed too where `tried` is given, which holds what was.
    """
    for method, allows in page.methods():
        page.kwargs(case)  # made before, so that it is not undone
        before = max(last_event("default"), last_event("audit"))
        with transaction.atomic():
            response = ask(client, page, method, case)
            allowed = allows(case.role, case.relation)
            wanted = page.refused if not allowed else page.ok if method == "get" else page.taken
            if response.status_code not in wanted:
                yield f"{page.name} ({method}): {response.status_code}, not {wanted}"
            elif "no-store" not in response.headers.get("Cache-Control", ""):
                yield f"{page.name} ({method}): a browser may keep it"  # quality.md, A9
            elif allowed and page.reads and (missing := list(_read_missing(page, case, before))):
                yield from missing
            elif not allowed and not _was_refused(case.user, before):
                yield f"{page.name} ({method}): refused without a trace"
            elif allowed and method == "get" and tried is not None:
                url = response.wsgi_request.path
                doors = closed_doors(client.browser, response, url, tried)
                yield from (f"{page.name}: {door}" for door in doors)
            transaction.set_rollback(True)


def _read_missing(page: Page, case: Case, before: int) -> Iterator[str]:
    reads = Event.objects.filter(id__gt=before, actor_id=case.user.pk, action__in=READS)
    if page.is_about_a_family:
        children = list(case.family.children.values_list("pk", flat=True))
        reads = reads.filter(child_ids__overlap=children) if children else reads
    if not reads.exists():
        yield f"{page.name}: shown without a read in the audit"


def _was_refused(user: User, before: int) -> bool:
    refused = {"id__gt": before, "actor_id": user.pk, "action": Action.REFUSED}
    return any(
        Event.objects.using(alias).filter(**refused).exists() for alias in ("audit", "default")
    )


# Every role where the case is theirs, and one for each way of being kept out or let in, are quick
# to ask; script/test --full asks every role in every relation.
QUICK = {(role, "caseload") for role in Role} | {
    (Role.PRINCIPAL_OFFICER, "broken glass"),
    (Role.SOCIAL_WORKER, "elsewhere"),
    (Role.TEAM_MANAGER, "team"),
    (Role.TEAM_MANAGER, "area"),
    (Role.DUTY_PRINCIPAL_OFFICER, "restricted"),
    (Role.HEAD_OF_SERVICE, "conflict of interest"),
    (Role.SOCIAL_WORKER, "restricted, and named"),
}
FOLLOW = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER}  # who may open much, and do little of it
CASES = [
    pytest.param(
        role,
        relation,
        marks=[] if (role, relation) in QUICK else pytest.mark.full,
        id=f"{role.value}-{relation}",
    )
    for role in Role
    for relation in RELATIONS
]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "relation"), CASES)
def test_each_page_and_step_is_for_whom_it_should_be_and_nobody_else(
    role: Role, relation: str
) -> None:
    case = Case(role, relation)
    assert case.child
    client = client_for(case.user)
    # A page about no family answers the same in every relation: one is enough.
    pages = [page for page in PAGES if page.is_about_a_family or relation == "caseload"]
    # Following what they lead to takes as long again; every role does in script/test --full.
    tried: set[str] | None = set() if role in FOLLOW and relation == "caseload" else None
    found = [fault for page in pages for fault in faults(client, page, case, tried)]
    assert not found, "\n".join(found)


@pytest.mark.django_db
@pytest.mark.full
@pytest.mark.parametrize("role", sorted(set(Role) - FOLLOW))
def test_no_page_leads_to_one_that_refuses_whoever_follows(role: Role) -> None:
    case = Case(role, "caseload")
    assert case.child
    client, tried = client_for(case.user), set[str]()
    assert not [fault for page in PAGES for fault in faults(client, page, case, tried)]


@pytest.mark.django_db
def test_no_page_has_a_step_that_its_line_does_not_say() -> None:
    """Sent to by somebody who may open it, a page that is only read answers "not this way"; a step
    opened by somebody who may take it does too."""
    found = []
    for role in Role:
        with transaction.atomic():
            case = Case(role, "caseload")
            client = client_for(case.user)
            found += [
                page.name for page in _with_one_method(role) if _takes_other(client, page, case)
            ]
            transaction.set_rollback(True)
    assert not found


def _with_one_method(role: Role) -> Iterator[Page]:
    """Each page with one method, by the first of the roles that may use it."""
    for page in PAGES:
        [(_, allows), *more] = page.methods()
        if not more and _first_of(allows) == role:
            yield page


def _first_of(allows: Allows) -> Role | None:
    return next((role for role in Role if allows(role, "caseload")), None)


def _takes_other(client: Clients, page: Page, case: Case) -> bool:
    [(method, _)] = page.methods()
    page.kwargs(case)
    with transaction.atomic():
        response = ask(client, page, "post" if method == "get" else "get", case)
        transaction.set_rollback(True)
    return response.status_code != 405


# A person may be in several families, a job may hold papers of several.
OF_SEVERAL_FAMILIES = {
    "people:contact",
    "people:merge",
    "people:unmerge",
    "packs:print_job",
    "conferences:print_run",
}


@pytest.mark.django_db
def test_a_death_is_told_of_on_every_page_about_the_family() -> None:
    silent = set()
    for role in Role:
        with transaction.atomic():
            case = Case(role, "caseload")
            _dies(case)
            client = client_for(case.user)
            mine = [page for page in PAGES if _first_of(page.opens) == role]
            silent |= {page.name for page in mine if _is_silent(client, page, case)}
            transaction.set_rollback(True)
    assert silent == OF_SEVERAL_FAMILIES


def _dies(case: Case) -> None:
    Bereavement.objects.create(
        family=case.family,
        person=case.child.person,
        kind=BereavementKind.DIED,
        happened_on=timezone.localdate(),
        recorded_by=make_user(),
    )


def _is_silent(client: Clients, page: Page, case: Case) -> bool:
    """A page of the site, neither a paper nor a screen that families see, without the banner."""
    if not page.is_about_a_family or page.name.startswith("api:"):
        return False
    page.kwargs(case)
    with transaction.atomic():
        response = ask(client, page, "get", case)
        transaction.set_rollback(True)
    shown = response.content if response.status_code == 200 and not response.streaming else b""
    return b'class="govuk-main-wrapper"' in shown and b"chairside-bereavement" not in shown


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in() -> None:
    case = Case(Role.HEAD_OF_SERVICE, "elsewhere")
    stranger = Client(raise_request_exception=False)
    client = Clients(stranger, stranger)
    for page in PAGES:
        for method, _ in page.methods():
            response = ask(client, page, method, case)
            assert response.status_code in {302, 401, 403}, (page.name, response.status_code)
            if response.status_code == 302:
                assert response["Location"].startswith("/accounts/login/"), page.name


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_user, make_administrator])
def test_somebody_without_a_posting_opens_nothing(make: Callable[[], User]) -> None:
    case = Case(Role.HEAD_OF_SERVICE, "elsewhere")
    assert case.home
    client = client_for(make())
    for page in (page for page in PAGES if page.needs_posting):
        for method, _ in page.methods():
            page.kwargs(case)
            with transaction.atomic():
                response = ask(client, page, method, case)
                assert response.status_code in page.refused, (page.name, response.status_code)
                transaction.set_rollback(True)
