"""An upload is what its bytes are, and belongs to one family."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf
import pytest

from accounts.errors import DomainError, NotAllowed
from disclosure.domain import uploads
from disclosure.domain.documents import clear_upload
from disclosure.domain.uploads import take_upload
from disclosure.models import Upload
from disclosure.rendering import store
from tests.disclosure.conftest import Household
from tests.factories.accounts import make_user
from tests.factories.disclosure import make_pdf, make_upload
from tests.factories.people import make_person

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def word_file() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    return kept.getvalue()


def locked_pdf() -> bytes:
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf("Locked"))) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(owner="a", user="b"))
    return kept.getvalue()


def refused(home: Household, name: str, content: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        take_upload(family=home.family, name=name, content=content, by=home.chair)
    assert caught.value.field == "file"
    assert not Upload.objects.exists()
    return caught.value.message


def test_a_picture_called_a_pdf_is_refused(home: Household) -> None:
    assert refused(home, "report.pdf", PNG) == (
        "This file is not what it says: its name ends in .pdf, but it is a PNG picture. "
        "Check that it is the right file."
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.pdf", b"", "The file is empty."),
        ("run.exe", b"MZ" * 50, "Upload a PDF"),
        ("page.pdf", b"%PDF-1.7 but nothing more", "Upload a PDF"),
        ("report.docx", b"PK\x03\x04" + b"0" * 30, "Upload a PDF"),
        ("report.docx", word_file().replace(b"PK\x01\x02", b"PK\x00\x00"), "Upload a PDF"),
        ("report.txt", word_file(), "This file is not what it says"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    home: Household, name: str, content: bytes, message: str
) -> None:
    assert refused(home, name, content).startswith(message)


def test_a_locked_pdf_is_refused(home: Household) -> None:
    assert "password" in refused(home, "report.pdf", locked_pdf())


def test_a_big_file_is_refused(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 10)
    assert refused(home, "report.pdf", make_pdf("x")) == "The file is too big: the limit is 20 MB."


def test_a_pdf_of_more_pages_than_anybody_reads_is_refused(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_PAGES", 0)
    message = "This PDF has 1 pages: the limit is 0. Split it."
    assert refused(home, "report.pdf", make_pdf("x")) == message


def test_a_full_disk_keeps_no_row(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(place: str, content: bytes) -> Any:
        raise OSError("No space left on device")

    monkeypatch.setattr(store, "write", full)
    assert "disk may be full" in refused(home, "report.pdf", make_pdf("x"))


def test_the_name_keeps_no_path_and_no_hidden_letters(home: Household) -> None:
    upload = make_upload(home.family, by=home.chair, name="C:\\cases\\re\u202eport.pdf")
    assert upload.name == "report.pdf"


def test_the_bytes_are_kept_privately_and_whole(home: Household) -> None:
    content = make_pdf("A report that is long enough to be read.")
    upload = make_upload(home.family, by=home.chair, content=content)
    path = store.root() / store.upload_place(upload.uuid)
    assert (path.read_bytes(), path.stat().st_mode & 0o077) == (content, 0)
    assert not upload.is_image_only


@pytest.mark.parametrize(("name", "content"), [("photo.png", PNG), ("letter.docx", word_file())])
def test_other_kinds_are_taken(home: Household, name: str, content: bytes) -> None:
    assert make_upload(home.family, by=home.chair, name=name, content=content).name == name


def test_a_stranger_to_the_family_cannot_add(home: Household) -> None:
    with pytest.raises(NotAllowed):
        make_upload(home.family, by=make_user())


def test_a_police_document_is_restricted_and_goes_to_no_relative(home: Household) -> None:
    upload = make_upload(
        home.family, "Intelligence of some length.", by=home.chair, source_kind="police"
    )
    assert upload.restriction == "restricted"
    with pytest.raises(DomainError, match="restricted"):
        clear_upload(upload, person=home.mother, by=home.chair)
    clear_upload(upload, person=home.nurse.person, by=home.chair)


def test_it_cannot_be_cleared_for_a_stranger(home: Household) -> None:
    upload = make_upload(home.family, "A report of some length here.", by=home.chair)
    with pytest.raises(DomainError, match="does not belong"):
        clear_upload(upload, person=make_person("Layla Bystander"), by=home.chair)
