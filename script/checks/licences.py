"""Every package we hand on must carry a licence that lets us, under the AGPL."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = re.compile(
    r"\b(0BSD|Apache|BSD|CC0|ISC|MIT|MPL|Mozilla Public|PSF|PSFL|Python Software|Unlicense|Zlib)\b",
    re.I,
)
# Read one by one: the name their metadata gives is not the whole story.
CONSIDERED = {
    "psycopg2-binary": "LGPL with exceptions: used as a library, unchanged, replaceable",
    "pyphen": "GPL, LGPL or MPL at our choice: MPL 1.1",
}


def locked_packages(lock: str) -> list[str]:
    """The names in a hashed requirements file."""
    return re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==", lock, re.M)


def stated_licences(package: importlib.metadata.PackageMetadata) -> list[str]:
    """What the package says of itself: an expression, else classifiers, else free text."""
    if "License-Expression" in package:
        return [package["License-Expression"]]
    classifiers = [
        line.rsplit("::", 1)[-1].strip()
        for line in package.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    stated = package["License"] or "nothing stated"
    return classifiers or [stated.split("\n")[0]]


def is_allowed(name: str, licences: Iterable[str]) -> bool:
    return name in CONSIDERED or any(ALLOWED.search(licence) for licence in licences)


def main() -> None:
    names = locked_packages((ROOT / "requirements.lock").read_text())
    refused = []
    for name in names:
        try:
            licences = stated_licences(importlib.metadata.metadata(name))
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform or Python
        if not is_allowed(name, licences):
            refused.append(f"{name}: {', '.join(licences)}")
    print("\n".join(refused) or f"{len(names)} packages, every licence allowed")
    if refused:
        sys.exit(1)


if __name__ == "__main__":
    main()
