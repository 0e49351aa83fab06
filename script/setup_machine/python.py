"""The virtual environment, filled from the hashed lock and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from script.setup_machine import say, stamps

# Best first: the image runs on 3.11, and the wheels of the embedded Redis exist for 3.12, too.
USABLE = ("3.11", "3.12", "3.13")
# The distribution's own Python is built with profile-guided optimisation. One that was built by
# hand or by a version manager seldom is, and takes about a fifth longer for everything.
DISTRIBUTION = Path("/usr/bin")


def install(root: Path, *, for_tests: bool) -> Path:
    """Make .venv if there is none, install the locked packages, return its Python."""
    environment = root / ".venv"
    interpreter = environment / "bin" / "python"
    if environment.is_symlink():  # shared by several checkouts; whoever made it fills it
        return interpreter
    if not _runs(interpreter):
        shutil.rmtree(environment, ignore_errors=True)
        command = [_find_python(), "-m", "venv", str(environment)]
        say.step("Virtual environment", command, cwd=root)
    # The test lock holds everything the runtime lock holds, at the same versions.
    locks = [root / "requirements.lock"]
    wanted = locks[0]
    if for_tests:
        wanted = root / "requirements-dev.lock"
        locks.append(wanted)
    _install_lock(root, interpreter, wanted, covers=locks)
    return interpreter


def install_extra(root: Path, interpreter: Path, lock: Path) -> None:
    """Install one more lock, beside what is there."""
    _install_lock(root, interpreter, lock, covers=[lock])


def _install_lock(root: Path, interpreter: Path, lock: Path, *, covers: list[Path]) -> None:
    stamp = root / ".venv" / "installed.stamp"
    if stamps.is_fresh(stamp, stamps.fingerprint([lock])):
        return
    command = [str(interpreter), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    say.step(f"Python packages ({lock.name})", command, cwd=root)
    done = stamp.read_text().split() if stamp.is_file() else []
    stamps.write(stamp, *done, *(stamps.fingerprint([each]) for each in covers))


def _runs(interpreter: Path) -> bool:
    return interpreter.exists() and _version(str(interpreter)) in USABLE


def _find_python() -> str:
    for version in USABLE:
        fast = str(DISTRIBUTION / f"python{version}")
        if _version(fast, needs="ensurepip") == version:
            return fast
    if "{}.{}".format(*sys.version_info[:2]) in USABLE:
        return sys.executable
    for version in USABLE:
        found = shutil.which(f"python{version}")
        if found and _version(found) == version:
            return found
    sys.exit("Chairside needs Python 3.11, 3.12 or 3.13: please install one of them.")


def _version(interpreter: str, *, needs: str = "sys") -> str:
    """As "3.12"; empty when there is none that starts, or it lacks the module it `needs`."""
    if shutil.which(interpreter) is None:
        return ""
    told = f"import sys, {needs}; print('{{}}.{{}}'.format(*sys.version_info[:2]))"
    result = subprocess.run(
        [interpreter, "-c", told], capture_output=True, text=True, check=False, env=os.environ
    )
    return result.stdout.strip()
