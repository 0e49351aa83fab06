"""Signing in, the second step, and the lock that keeps what was typed: in a real browser."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page
from pytest_django import Settings

from tests.factories.accounts import PASSWORD, make_user
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
    sign_out,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("login", "/accounts/login/"),
        ("reset", "/accounts/password/reset/"),
        ("reset_done", "/accounts/password/reset/done/"),
        ("bad_key", "/accounts/password/reset/key/1-bad/"),
        ("inactive", "/accounts/inactive/"),
        ("signup", "/accounts/signup/"),
    ],
)
def test_pages_before_sign_in(open_page: Pages, width: int, name: str, address: str) -> None:
    page = open_page(width=width)
    page.goto(address)
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"account_{name}_{width}")


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_ones_account(open_page: Pages, width: int) -> None:
    make_user("Siân Fictional", email="sian@chairside.example")
    page = open_page(width=width)
    sign_in(page, "sian@chairside.example", PASSWORD, then="/accounts/")
    page.goto("/accounts/2fa/totp/activate/")
    assert_accessible(page)
    screenshot(page, f"account_confirm_{width}")
    confirm_it_is_me(page)
    for name, address in {
        "home": "/accounts/",
        "password": "/accounts/password/change/",
        "second_step": "/accounts/2fa/",
        "totp": "/accounts/2fa/totp/activate/",
        "passkeys": "/accounts/2fa/webauthn/",
        "passkey": "/accounts/2fa/webauthn/add/",
        "sessions": "/accounts/sessions/",
        "logout": "/accounts/logout/",
    }.items():
        page.goto(address)
        assert page.get_by_role("heading", level=1).count() == 1, address
        assert_accessible(page)
        assert_reflows(page)
        screenshot(page, f"account_{name}_{width}")


def confirm_it_is_me(page: Page) -> None:
    """Changing how one signs in asks for the password again."""
    page.get_by_role("heading", name="Confirm it is you").wait_for()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)


def test_a_wrong_password_says_so_beside_the_form(page: Page) -> None:
    make_user(email="rose@chairside.example")
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("rose@chairside.example")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_role("alert").filter(has_text="is not right").count() >= 1
    assert page.get_by_label("Email address").input_value() == "rose@chairside.example"
    assert_accessible(page)


def test_an_authenticator_app_is_set_up_and_asked_for(page: Page) -> None:
    user = make_user(email="app@chairside.example")
    sign_in(page, user.email, PASSWORD, then="/accounts/")
    page.goto("/accounts/2fa/totp/activate/")
    confirm_it_is_me(page)
    page.get_by_label("Code from the app").fill(code_of(page.locator("code").inner_text()))
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert page.locator(".chairside-codes li").count() == 10
    assert_accessible(page)
    screenshot(page, "account_recovery_codes")
    secret = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret.startswith("gAAAA"), "the secret is stored encrypted"
    sign_out(page)
    sign_in(page, user.email, PASSWORD, then="/accounts/")
    assert "/2fa/authenticate/" in page.url
    assert_accessible(page)
    screenshot(page, "account_second_step_asked")


def code_of(secret: str) -> str:
    _, counter, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def test_a_passkey_is_added_and_signs_in_alone(page: Page) -> None:
    user = make_user(email="key@chairside.example")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, user.email, PASSWORD, then="/accounts/")
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_it_is_me(page)
    page.get_by_label("A name for this passkey").fill("Desk")
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto("/accounts/2fa/webauthn/")
    assert_accessible(page)
    screenshot(page, "account_passkey_list")
    sign_out(page)
    page.goto("/accounts/login/?next=/accounts/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="Your account").wait_for()


def test_the_lock_hides_the_page_and_keeps_what_was_typed(
    open_page: Pages, settings: Settings
) -> None:
    page = open_page()
    open_page.complaints.forgive("403 (Forbidden)")  # the wrong password
    user = make_user("Zoë Fictional", email="zoe@chairside.example")
    settings.IDLE_LOCK_MINUTES = 0.05
    sign_in(page, user.email, PASSWORD, then="/accounts/")
    page.goto("/components/")
    page.get_by_label("The whole story").fill("She said: “I’m fine.” زهرا")
    page.get_by_role("heading", name="This page is locked").wait_for()
    assert not page.get_by_role("heading", name="Components", include_hidden=True).is_visible()
    assert_accessible(page)
    screenshot(page, "idle_lock")
    page.keyboard.press("Escape")
    assert page.get_by_role("heading", name="This page is locked").is_visible()

    assert page.request.get("/accounts/").url.endswith("/accounts/unlock/?next=%2Faccounts%2F")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Unlock").click()
    page.get_by_text("The password is not right").wait_for()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    settings.IDLE_LOCK_MINUTES = 15
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("heading", name="This page is locked").wait_for(state="hidden")
    assert page.get_by_label("The whole story").input_value() == "She said: “I’m fine.” زهرا"


def test_a_conference_in_session_does_not_lock(page: Page, settings: Settings) -> None:
    user = make_user(email="chair@chairside.example")
    sign_in(page, user.email, PASSWORD, then="/accounts/")
    settings.IDLE_LOCK_MINUTES = 0.01
    page.goto("/components/board/")
    page.wait_for_timeout(2_000)
    assert page.get_by_role("heading", name="What needs to happen").is_visible()
    assert page.locator("dialog").count() == 0


def test_a_form_sent_from_a_locked_session_is_sent_again_after_unlocking(
    open_page: Pages,
) -> None:
    page = open_page()
    open_page.complaints.forgive("423 (Locked)")
    user = make_user(email="slow@chairside.example")
    sign_in(page, user.email, PASSWORD, then="/accounts/")
    page.goto("/components/")
    page.get_by_label("The whole story").fill("First line\n\nزهرا said “no”")
    lock_elsewhere(page)
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("heading", name="This session is locked").wait_for()
    assert_accessible(page)
    screenshot(page, "locked_form")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Unlock in a new tab").click()
    tab = opened.value
    tab.goto("/accounts/unlock/?next=/accounts/")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Unlock").click()
    tab.get_by_role("heading", name="Your account").wait_for()
    page.get_by_role("button", name="Send what I typed").click()
    page.get_by_role("heading", name="Components").wait_for()
    assert page.get_by_label("The whole story").input_value() == "First line\n\nزهرا said “no”"


def lock_elsewhere(page: Page) -> None:
    """As another tab of the same person would."""
    page.evaluate(
        """() => fetch("/accounts/lock/", {
            method: "POST",
            headers: JSON.parse(document.body.getAttribute("hx-headers")),
        })"""
    )


def test_a_locked_page_opens_for_its_own_person_only_and_goes_on(page: Page) -> None:
    own = make_user(email="own@chairside.example")
    other = make_user(email="other@chairside.example")
    sign_in(page, own.email, PASSWORD, then="/accounts/")
    page.goto("/components/")
    page.get_by_label("The whole story").fill("Only for one pair of eyes")
    page.evaluate("document.dispatchEvent(new Event('chairside:locked'))")
    locked = page.get_by_role("heading", name="This page is locked")
    locked.wait_for()

    sign_in_instead(page, other.email)
    page.get_by_text("Somebody else has signed in in this browser").wait_for()
    assert locked.is_visible()

    sign_in_instead(page, own.email)
    locked.wait_for(state="hidden")
    page.get_by_role("button", name="Try it").click()
    page.get_by_text("There is a problem").wait_for()
    assert page.get_by_label("The whole story").input_value() == "Only for one pair of eyes"


def sign_in_instead(page: Page, email: str) -> None:
    """In another tab of the same browser; then back to this one."""
    page.context.clear_cookies()
    tab = page.context.new_page()
    sign_in(tab, email, PASSWORD, then="/accounts/")
    tab.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
