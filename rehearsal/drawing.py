"""Packs are drawn by a second process while the load goes on, as in the service, where a worker
draws them while the meeting does. One whose words change meanwhile is drawn again as it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from disclosure.domain.rendering import keep
from disclosure.models import Pack
from disclosure.rendering.page import pack_html
from disclosure.rendering.pdf import html_to_pdf


class Drawing:
    """What is being drawn, and the words it is drawn from."""

    def __init__(self, process: ProcessPoolExecutor) -> None:
        self._process = process
        self._begun: list[tuple[Pack, Future[bytes]]] = []

    def begin(self, packs: Iterable[Pack]) -> None:
        for pack in packs:
            drawn = self._process.submit(
                html_to_pdf, pack_html(pack), layout=pack.layout, identifier=pack.fingerprint
            )
            self._begun.append((pack, drawn))

    def finish(self) -> None:
        for pack, drawn in self._begun:
            keep(pack, drawn.result())
        self._begun.clear()


@contextmanager
def drawing_beside() -> Iterator[Drawing]:
    """A process of its own, with no connection to any database."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        try:
            yield Drawing(process)
        except BaseException:
            process.shutdown(wait=False, cancel_futures=True)
            raise
