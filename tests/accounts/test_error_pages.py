"""An error says what happened, what is safe and what to do next."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from people.enums import Role
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def test_a_missing_page_has_a_way_on(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_form_from_a_page_open_too_long_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/components/", {"story": "kept?"})
    assert answer.status_code == 403
    assert "The page was open too long" in answer.content.decode()


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken() -> None:
    html = render_to_string("500.html")
    assert "Everything saved before is safe" in html
    assert "{{" not in html


def test_more_than_the_server_takes_says_what_to_do(client: Client) -> None:
    answer = client.post("/components/", {"story": "x" * 10_000_001})
    assert answer.status_code == 400
    assert "nothing was saved" in answer.content.decode()


def test_the_address_of_a_step_opened_like_a_page_says_where_to_look() -> None:
    client = Client()
    client.force_login(make_staff(Role.BUSINESS_SUPPORT))
    answer = client.get(reverse("conferences:print_letters"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing to read here" in answer.content.decode()
    assert "nothing was changed" in answer.content.decode()
