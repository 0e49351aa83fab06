"""Finds queries on sensitive records that do not go through `visible_to(user)`.

A model is sensitive when its default queryset has `visible_to`. Its rows may be queried freely
only where the caller has already been let in (`domain`, `notices`, `models`), where the answer is
a yes or no and shows no row (`rules`), where no person is asking (tasks, migrations, rehearsal,
measurements, imports, letters, which are drawn for the person they are addressed to, the release
checks, which must know of everybody who does not belong), and in tests.
Everywhere else `Child.objects.get(pk=...)` would hand out a child without asking who wants to know.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FREE = {"domain", "notices.py", "models", "migrations", "rehearsal", "tests", "node_modules"}
FREE |= {"rules.py", "tasks.py", "letters.py", "checks", "benches", "drill.py", "imports"}
# The second asks what is closed to the reader, to leave it out.
SCOPES = {"visible_to", "partly_closed_to", "kept_from"}
# This scopes what it is given, and writes the audit event for it.
READING = {"open_one"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def offences(source: str, sensitive: set[str]) -> list[tuple[int, str]]:
    """The (line, text) of every unscoped query on one of the `sensitive` model names."""
    tree = ast.parse(source)
    scoped = {id(node) for query in _scoped_queries(tree) for node in ast.walk(query)}
    unscoped = [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and _is_manager_of(node, sensitive)
        and id(node) not in scoped
    ]
    return unscoped + list(_shortcuts(tree, sensitive))


def _scoped_queries(tree: ast.AST) -> Iterator[ast.AST]:
    """`Child.objects` in `Child.objects.visible_to(user)`, and what is handed to `open_one`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SCOPES:
            yield node.value
        elif isinstance(node, ast.Call) and _last_name(node.func) in READING:
            yield from node.args
        elif isinstance(node, ast.FunctionDef):
            yield from _handed_on_by_name(node)


def _handed_on_by_name(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The query in `rows = Child.objects.all()` when `open_one(rows, ...)` follows."""
    read = {
        argument.id
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and _last_name(call.func) in READING
        for argument in call.args
        if isinstance(argument, ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and read.intersection(map(_last_name, node.targets)):
            yield node.value


def _is_manager_of(node: ast.Attribute, sensitive: set[str]) -> bool:
    return node.attr in MANAGERS and _last_name(node.value) in sensitive


def _shortcuts(tree: ast.AST, sensitive: set[str]) -> Iterator[tuple[int, str]]:
    """`get_object_or_404(Child, ...)` and `model = Child`, which query without saying so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _last_name(node.func) in {
            "get_object_or_404",
            "get_list_or_404",
        }:
            if node.args and _last_name(node.args[0]) in sensitive:
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ClassDef) and _is_generic_view(node):
            for line in node.body:
                if isinstance(line, ast.Assign) and _last_name(line.value) in sensitive:
                    yield line.lineno, ast.unparse(line)


def _is_generic_view(node: ast.ClassDef) -> bool:
    return any((_last_name(base) or "").endswith("View") for base in node.bases)


def _last_name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def sensitive_models() -> set[str]:
    from django.apps import apps  # needs Django set up

    return {
        model.__name__
        for model in apps.get_models()
        if hasattr(model._default_manager.all(), "visible_to")
    }


def checked_files() -> Iterator[Path]:
    for path in sorted(ROOT.glob("*/**/*.py")):
        parts = path.relative_to(ROOT).parts
        if not parts[0].startswith(".") and not FREE.intersection(parts):
            yield path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    sensitive = sensitive_models()
    found = 0
    for path in checked_files():
        for line, text in offences(path.read_text(), sensitive):
            found += 1
            print(f"{path.relative_to(ROOT)}:{line}: not scoped with visible_to(): {text}")
    if found:
        sys.exit(1)
    print(f"{len(sensitive)} sensitive models, none queried without visible_to()")


if __name__ == "__main__":
    main()
