"""The private store under DATA_DIR: whole files or none, readable by the service alone (and, in
production, by the backup, through its group).

Names are numbers and hashes, never words of a case (quality.md, A3).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from accounts.errors import WrongState

MISSING = (
    "The file of this paper is missing, so it cannot be opened. Please tell the office: it may be "
    "in a backup."
)


def root() -> Path:
    return Path(settings.PRIVATE_DIR)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write(place: str, content: bytes) -> Path:
    """Write to a temporary file, flush it to disk, then give it its name.

    A worker that dies on the way leaves nothing under that name (quality.md, F12). Raises OSError
    when the disk is full.
    """
    path = root() / place
    path.parent.mkdir(mode=settings.PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    handle, half_written = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, settings.PRIVATE_FILE_MODE)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(half_written).replace(path)
    except BaseException:
        Path(half_written).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    return path


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(place: str, *, sha256: str) -> bytes:
    """The bytes that hash names. Raises `Missing`, and `Changed` when they are not the ones
    written."""
    try:
        content = (root() / place).read_bytes()
    except FileNotFoundError as error:
        raise Missing(MISSING) from error
    if digest(content) != sha256:
        raise Changed(f"{place} is not what was written")
    return content


def is_whole(place: str, *, sha256: str) -> bool:
    try:
        read(place, sha256=sha256)
    except (Missing, Changed):
        return False
    return True


def forget(place: str) -> None:
    """Take a file away that nobody needs any more. Twice is once."""
    (root() / place).unlink(missing_ok=True)


class Missing(WrongState):
    """The row is there and its file is not: the machine was lost since the last backup of files."""


class Changed(Exception):
    """A stored file no longer has the hash its row holds."""


def pack_place(pack_id: int, sha256: str) -> str:
    return f"packs/{pack_id}/{sha256}.pdf"


def letter_place(letter_id: int, sha256: str) -> str:
    return f"letters/{letter_id}/{sha256}.pdf"


def upload_place(uuid: object) -> str:
    return f"uploads/{uuid}"
