from django.test import RequestFactory

from govuk import navigation
from govuk.navigation import NavItem


def test_the_current_section_is_marked(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(navigation, "_providers", {})
    navigation.register("home", lambda request: [NavItem("Home", "/")])
    navigation.register("diary", lambda request: [NavItem("Diary", "/diary/day/", "/diary/")])
    found = navigation.items_for(RequestFactory().get("/diary/week/"))
    assert [(link.text, link.is_current) for link in found] == [
        ("Home", False),
        ("Diary", True),
    ]


def test_registering_again_changes_nothing(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(navigation, "_providers", {})
    for _ in range(2):
        navigation.register("home", lambda request: [NavItem("Home", "/")])
    assert len(navigation.items_for(RequestFactory().get("/"))) == 1
