"""The lint that keeps views from reaching past `visible_to(user)`."""

import pytest

from script.checks.scoped_queries import offences, sensitive_models

SENSITIVE = {"Child"}


@pytest.mark.parametrize(
    "source",
    [
        "Child.objects.all()",
        "Child.objects.get(pk=pk)",
        "rows = Child.objects",
        "Child._base_manager.get(pk=pk)",
        "get_object_or_404(Child, pk=pk)",
        "class Page(DetailView):\n    model = Child",
        "def page():\n    rows = Child.objects.all()\n    return render(rows)",
        "def page():\n    rows = Child.objects.all()\n    return list_all(rows, by=user)",
    ],
)
def test_a_query_that_asks_nobody_is_found(source: str) -> None:
    assert len(offences(source, SENSITIVE)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Child.objects.visible_to(user).get(pk=pk)",
        "models.Child.objects.filter(pk=pk).visible_to(user)",
        "Area.objects.all()",
        "open_one(Child.objects.select_related('family'), by=user)",
        "def page():\n    rows = Child.objects.all()\n    return open_one(rows, by=user)",
    ],
)
def test_a_query_that_asks_is_left_alone(source: str) -> None:
    assert offences(source, SENSITIVE) == []


def test_the_records_of_families_are_sensitive() -> None:
    assert {"Child", "Family", "Person", "Conference", "Passage"} - sensitive_models() == set()
