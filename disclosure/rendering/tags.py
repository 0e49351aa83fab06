"""The tags of a PDF, mended where WeasyPrint leaves PDF/UA short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def mend_tags(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        _scope_headings(root, in_head=False)
        _set_margins_apart(pdf, root)


def _scope_headings(element: Any, *, in_head: bool) -> None:
    """Every table heading says whether it heads a column or a row."""
    kind = element.get("/S")
    if kind == "/TH":
        scope = "/Column" if in_head else "/Row"
        element.A.Scope = pikepdf.Name(scope)
    for kid in _kids(element):
        _scope_headings(kid, in_head=in_head or kind == "/THead")


def _set_margins_apart(pdf: pikepdf.Pdf, root: Any) -> None:
    """What stands in the margins of a page is an artifact, so that it is not read out amid the
    words. WeasyPrint tags it with elements that hang outside the tree."""
    in_tree = {element.objgen for element in _elements(root)}
    numbers = root.ParentTree.Nums
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        tagged = owners[int(page.obj.StructParents)]
        apart = {mcid for mcid, owner in enumerate(tagged) if owner.objgen not in in_tree}
        if apart:
            page.Contents = pdf.make_stream(_with_artifacts(page, apart))
            for mcid in apart:
                tagged[mcid] = pikepdf.Object.parse(b"null")


def _with_artifacts(page: pikepdf.Page, mcids: set[int]) -> bytes:
    artifact = [pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Pagination)]
    drawn: list[Any] = list(pikepdf.parse_content_stream(page))
    return pikepdf.unparse_content_stream(
        [(artifact if _mcid(each) in mcids else each.operands, each.operator) for each in drawn]
    )


def _mcid(drawn: Any) -> int | None:
    return int(drawn.operands[1].MCID) if str(drawn.operator) == "BDC" else None


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        yield kid
        yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    every = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in every if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
