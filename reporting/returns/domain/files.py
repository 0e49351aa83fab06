"""Files that name children: whole or not at all, and private from the first byte."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to; it gets its name when the block ends well, and is gone when it does not.

    Readable by the service alone (settings.PRIVATE_FILE_MODE). Raises OSError.
    """
    path.parent.mkdir(mode=settings.PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    handle, half_written = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, settings.PRIVATE_FILE_MODE)
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(half_written).replace(path)
    except BaseException:
        Path(half_written).unlink(missing_ok=True)
        raise


def private_folder() -> Path:
    """Where returns wait to be handed out."""
    folder = Path(settings.PRIVATE_DIR) / "returns"
    folder.mkdir(mode=settings.PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    return folder
