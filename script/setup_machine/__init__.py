"""Installs what the commands need, once: Debian packages, Python packages, the built interface.

Runs on the machine's own Python, before there is a virtual environment: standard library only.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from script.setup_machine import debian, node, python

ROOT = Path(__file__).resolve().parents[2]


def ready(*, for_tests: bool = False) -> Path:
    """Install what is missing and return the virtual environment's Python.

    A second run only compares hashes. Two commands starting at once wait for each other.
    """
    # A command starts a dozen programs: let the first compile what the others load.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with (ROOT / ".setup.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        debian.install(for_tests=for_tests)
        interpreter = python.install(ROOT, for_tests=for_tests)
        node.build(ROOT, interpreter)
    return interpreter
