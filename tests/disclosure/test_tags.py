"""What a screen reader is told: each thing once, by its tag, and the margins not at all."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from django.template.loader import render_to_string

from disclosure.domain.rendering import bytes_of
from disclosure.enums import Layout
from disclosure.rendering import tags
from disclosure.rendering.pdf import html_to_pdf
from disclosure.rendering.printing import watermarked
from disclosure.rendering.square import square
from disclosure.rendering.stamping import stamp
from tests.disclosure.conftest import Household
from tests.disclosure.structure import elements
from tests.factories.disclosure import make_pack, make_passage, make_recipient

PAGE = '<html lang="en"><title>A plan</title><div class="marks">For one</div><p>One.</p>'


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def marked(page: Any) -> list[tuple[str, int | None]]:
    """Each piece of marked content with its number, in the order it is drawn."""
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            number = operands[1].get("/MCID")
            found.append((str(operands[0]), None if number is None else int(number)))
    return found


def made(html: str) -> bytes:
    return html_to_pdf(html, layout=Layout.STANDARD, identifier="x")


def test_a_table_heading_says_what_it_heads_and_keeps_how_far_it_reaches() -> None:
    table = (
        '<table><thead><tr><th colspan="2">What</th></tr></thead>'
        "<tbody><tr><th>Row</th><td>1</td></tr></tbody></table>"
    )
    with opened(made(f"<html lang=en><title>x</title>{table}")) as pdf:
        heads = [each for each in elements(pdf.Root.StructTreeRoot) if str(each.S) == "/TH"]
        assert [str(head.A.Scope) for head in heads] == ["/Column", "/Row"]
        assert [int(head.A.get("/ColSpan", 1)) for head in heads] == [2, 1]


def test_the_margins_are_not_read_out() -> None:
    with opened(made(PAGE)) as pdf:
        assert marked(pdf.pages[0]) == [("/Span", 0), ("/Artifact", None)]
        (tagged,) = [each for each in elements(pdf.Root.StructTreeRoot) if str(each.S) == "/Span"]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        assert [owner and owner.objgen for owner in owners] == [tagged.objgen, None]


def test_mutant_with_margins_that_hang_outside_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "_set_margins_apart", lambda pdf, root: None)
    with opened(made(PAGE)) as pdf:
        assert marked(pdf.pages[0]) == [("/Span", 0), ("/Span", 1)]


def test_the_line_of_who_took_it_is_not_read_out() -> None:
    with opened(watermarked(made(PAGE), "Taken by A. Reader")) as pdf:
        (line,) = pdf.pages[0].Resources.XObject.values()
        assert marked(line) == [("/Artifact", None)]


def test_a_link_has_one_place_and_a_tag_of_its_own() -> None:
    url = "https://example.org/f/"
    link = {"url": url, "square": square(url), "says": "Point here", "typed": url, "code": "A1"}
    shown = render_to_string("pdf/link.html", {"link": link})
    with opened(made(f"<html lang=en><title>x</title>{shown}")) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        (place,) = pdf.pages[0].Annots
        assert str(owners[int(place.StructParent)].S) == "/Link"
        kinds = {str(each.S): each for each in elements(pdf.Root.StructTreeRoot)}
        assert str(kinds["/Figure"].Alt) == "Point here"


@pytest.mark.django_db
def test_a_document_that_somebody_else_made_claims_no_tags(home: Household) -> None:
    passage = make_passage(home.record, "Some words.", audience=[home.mother])
    pack = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
    ours = bytes_of(pack)
    for pdf, claims in ((ours, True), (stamp(ours, pack), False)):
        with opened(pdf) as read:
            about = read.Root.Metadata.read_bytes().decode()
            assert ("pdfuaid:part" in about) is claims
            assert bool(read.Root.ViewerPreferences.DisplayDocTitle)
            assert "<dc:title>" in about
