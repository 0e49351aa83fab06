"""Every answer forbids foreign content and asks the browser to keep nothing."""

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from config.middleware import ProxiedAddressMiddleware

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shell", headers={"Cache-Control": "max-age=60"})


urlpatterns = [path("kept", kept)]


def test_the_content_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    assert Client().get("/healthz").headers["Content-Security-Policy"] == POLICY


def test_no_page_is_stored_unless_its_view_says_so() -> None:
    assert Client().get("/healthz").headers["Cache-Control"] == "no-store"


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_may_say_so() -> None:
    assert Client().get("/kept").headers["Cache-Control"] == "max-age=60"


def test_nobody_may_frame_us() -> None:
    assert Client().get("/healthz").headers["X-Frame-Options"] == "DENY"


class TestAddressBehindTheProxy:
    @staticmethod
    def seen(**headers: str) -> str:
        def answer(request: HttpRequest) -> HttpResponse:
            return HttpResponse(request.META["REMOTE_ADDR"])

        request = RequestFactory().get("/", REMOTE_ADDR="172.18.0.2", headers=headers)
        return ProxiedAddressMiddleware(answer)(request).content.decode()

    def test_the_visitor_is_the_address_the_proxy_saw(self) -> None:
        assert self.seen(**{"X-Forwarded-For": "203.0.113.7"}) == "203.0.113.7"

    def test_what_the_visitor_wrote_before_it_is_not_believed(self) -> None:
        assert self.seen(**{"X-Forwarded-For": "10.0.0.1, 203.0.113.7"}) == "203.0.113.7"

    def test_without_the_header_nothing_changes(self) -> None:
        assert self.seen() == "172.18.0.2"
