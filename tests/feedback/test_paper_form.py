"""The sheet of paper says in words what its drawings show."""

from __future__ import annotations

import io

import pikepdf
import pytest

from disclosure.enums import Language, Layout
from disclosure.wording import words
from feedback.enums import QUESTIONS, Audience, Score
from feedback.paper_form import draw
from tests.disclosure.test_tags import elements


@pytest.mark.django_db
@pytest.mark.parametrize("language", Language.values)
def test_every_face_says_which_answer_it_is_of(language: str) -> None:
    form = draw(Audience.CHILD, language=language, layout=Layout.EASY_READ)
    with pikepdf.open(io.BytesIO(form)) as pdf:
        tagged = elements(pdf.Root.StructTreeRoot)
        said = [str(each.Alt) for each in tagged if str(each.S) == "/Figure"]
    answers = [words(language)[f"feedback.{score.value}"] for score in Score]
    assert said == answers * len(QUESTIONS[Audience.CHILD])


def test_what_is_for_adults_has_no_faces() -> None:
    form = draw(Audience.CHILD, language="en", layout=Layout.STANDARD)
    with pikepdf.open(io.BytesIO(form)) as pdf:
        kinds = {str(each.S) for each in elements(pdf.Root.StructTreeRoot)}
    assert "/Figure" not in kinds
