"""The contracts of pyproject.toml hold every room, and each goes red for one wrong import."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
WRONG = {
    "Imports go down only": ("people/names.py", "import plans.enums"),
    "Inside a room, too": ("conferences/rules.py", "import conferences.domain.live"),
    "A step knows neither the REST framework nor the queue": (
        "plans/domain/items.py",
        "import disclosure.tasks",
    ),
    "Only api imports the REST framework": ("desk/presenters/radar.py", "import rest_framework"),
}


def copy_with(folder: Path, *wrong: tuple[str, str]) -> None:
    """The code alone, with a line more at the end of some files."""
    for room in LINTER["root_packages"]:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path, line in wrong:
        with (folder / path).open("a") as file:
            file.write(f"{line}\n")


def broken(folder: Path) -> set[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    return {line.partition(" BROKEN")[0] for line in lines if " BROKEN" in line}


def test_each_contract_goes_red_for_one_wrong_import(tmp_path: Path) -> None:
    copy_with(tmp_path, *WRONG.values())
    assert broken(tmp_path) == set(WRONG)


def test_every_room_is_held_to_the_order_inside() -> None:
    inside = next(one for one in LINTER["contracts"] if one["name"] == "Inside a room, too")
    assert set(inside["containers"]) == set(LINTER["root_packages"]) - {"config"}


def test_whoever_is_not_the_api_is_kept_from_its_framework() -> None:
    kept = next(one for one in LINTER["contracts"] if one["name"].startswith("Only api"))
    assert set(kept["source_modules"]) == set(LINTER["root_packages"]) - {"api"}
