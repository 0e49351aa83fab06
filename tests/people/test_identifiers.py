"""NHS numbers and postcodes."""

import pytest

from people.identifiers import (
    is_nhs_number,
    is_postcode,
    is_pupil_number,
    plain_nhs_number,
    plain_postcode,
    plain_pupil_number,
)


def with_check_digit(nine: str) -> str:
    """An independent calculation: the digit that makes the weighted sum divisible by 11."""
    for digit in "0123456789":
        number = nine + digit
        if sum(int(d) * w for d, w in zip(number, range(10, 0, -1), strict=True)) % 11 == 0:
            return number
    return ""


@pytest.mark.parametrize("nine", [f"{n:09}" for n in range(900000000, 900000200)])
def test_exactly_one_last_digit_is_right_or_none(nine: str) -> None:
    right = with_check_digit(nine)
    accepted = [nine + digit for digit in "0123456789" if is_nhs_number(nine + digit)]
    assert accepted == ([right] if right else [])


@pytest.mark.parametrize("number", ["9434765919", "9000000009"])
def test_known_good_numbers(number: str) -> None:
    assert is_nhs_number(number)


@pytest.mark.parametrize("wrong", ["", "943476591", "94347659190", "943476591X", "٩٤٣٤٧٦٥٩١٩"])
def test_anything_but_ten_plain_digits_is_refused(wrong: str) -> None:
    assert not is_nhs_number(wrong)


def test_spaces_and_dashes_are_ignored() -> None:
    assert plain_nhs_number("943 476-5919") == "9434765919"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("b11bb", "B1 1BB"), ("SW1A 1AA", "SW1A 1AA"), (" hp20  1ua ", "HP20 1UA")],
)
def test_a_postcode_is_written_one_way(typed: str, plain: str) -> None:
    assert plain_postcode(typed) == plain
    assert is_postcode(plain)


@pytest.mark.parametrize("wrong", ["", "B1", "NOT A CODE", "1AB 2CD"])
def test_a_wrong_postcode_is_refused(wrong: str) -> None:
    assert not is_postcode(plain_postcode(wrong))


@pytest.mark.parametrize("number", ["H801200001001", "H80120000100A"])
def test_pupil_numbers_fit_their_check_letter(number: str) -> None:
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    right = [letter for letter in letters if is_pupil_number(letter + number[1:])]
    assert len(right) == 1
    assert not is_pupil_number("I" + number[1:])


def test_a_known_pupil_number_and_wrong_ones() -> None:
    assert is_pupil_number("H801200001001")
    for wrong in ("", "A801200001001", "H80120000100", "H8012000010011", "h801200001001"):
        assert not is_pupil_number(wrong)
    assert plain_pupil_number(" h801 2000-01001 ") == "H801200001001"
