"""The database folds names and addresses exactly as Python does, so the index misses nothing."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.domain.checks.contacts import address_keys, digits
from disclosure.domain.checks.names import tokens_of
from disclosure.text import fold

NAMES = [
    "Okonkwo-Hale",
    "O'Featherby",
    "O’Featherby",
    "Żurawska Łucja",
    "José Ñandú",
    "Strauß",
    "علاء الدين",
    "آدم أحمد",
    "یوسف خان",
    "İpek Yılmaz",
    "Ngô Thị Bích",
    "Søren Åkesson",
    "ΠΑΠΠΑΣ ΝΙΚΟΣ",
    "van der Berg",
    "St. John",
]


def ask(function: str, *values: str) -> object:
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT public.{function}({marks})", list(values))
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_name_folds_alike(name: str) -> None:
    assert ask("disclosure_fold", name) == fold(name)
    assert set(ask("disclosure_name_tokens", name, "", "")) - {""} >= tokens_of(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lines",
    ["12 Acacia Avenue\nSomewhere", "Flat 3, 14b Mill Lane", "Rose Cottage", "3, 12 Łąkowa"],
)
def test_an_address_has_the_same_keys(lines: str) -> None:
    assert (ask("disclosure_address_keys", lines) or []) == address_keys(lines)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "telephone", ["0121 496 0123", "+44 (0)121 496 0123", "0044 121 4960123", "0121-496-0123"]
)
def test_a_telephone_number_is_the_same_number(telephone: str) -> None:
    assert ask("disclosure_digits", telephone) == digits(telephone) == "01214960123"


@pytest.mark.django_db(transaction=False)
@settings(max_examples=200)
@given(
    st.text(
        alphabet=st.characters(min_codepoint=32, max_codepoint=0x6FF, blacklist_categories=["Cn"]),
        max_size=12,
    )
)
def test_any_european_or_arabic_text_folds_alike(text: str) -> None:
    assert ask("disclosure_fold", text) == fold(text)
