"""Remembers what was built from what, so that nothing unchanged is done twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash over the names and contents of these files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh(stamp: Path, expected: str) -> bool:
    return stamp.is_file() and expected in stamp.read_text().split()


def write(stamp: Path, *fingerprints: str) -> None:
    stamp.write_text("\n".join(fingerprints) + "\n")
