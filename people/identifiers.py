"""NHS numbers, pupil numbers and postcodes: one way to write each, and whether it can be right."""

import re

PUPIL_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$")


def plain_nhs_number(text: str) -> str:
    """Ten digits, whatever spaces or dashes were typed."""
    return re.sub(r"[\s-]", "", text)


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the modulus 11 check digit (NHS Data Dictionary)."""
    if not re.fullmatch(r"[0-9]{10}", digits):
        return False
    weighted = sum(
        int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
    )
    check = 11 - weighted % 11
    return check != 10 and int(digits[9]) == check % 11


def plain_pupil_number(text: str) -> str:
    """Capitals and digits, whatever spaces or dashes were typed."""
    return re.sub(r"[\s-]", "", text).upper()


def is_pupil_number(text: str) -> bool:
    """A check letter, then 12 digits; the last may be a letter, of a temporary number.

    The letter stands for the sum of the others, weighted 2 to 13, modulo 23; I, O and S are never
    used (Government Data Standards Catalogue, UniquePupilNumber 2.0).
    """
    if not re.fullmatch(f"[{PUPIL_LETTERS}][0-9]{{11}}[0-9{PUPIL_LETTERS}]", text):
        return False
    values = [int(one) if one.isdigit() else PUPIL_LETTERS.index(one) for one in text[1:]]
    weighted = sum(value * weight for weight, value in enumerate(values, start=2))
    return text[0] == PUPIL_LETTERS[weighted % 23]


def plain_postcode(text: str) -> str:
    """Capitals, one space before the last three; other text comes back tidied but unchanged."""
    letters = re.sub(r"[^A-Za-z0-9]", "", text).upper()
    return f"{letters[:-3]} {letters[-3:]}" if len(letters) > 3 else letters


def is_postcode(text: str) -> bool:
    return bool(POSTCODE.match(text))
