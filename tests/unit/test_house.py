"""The rules of the house that import-linter cannot see."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "data", "devices", "printing", "ui")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
UNWANTED = re.compile(r"(Manager|Helper|Utils?|Controller)$")


def modules(*packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def length(function: ast.FunctionDef) -> int:
    """Count the lines of a function without its docstring; a record's list of fields counts as one."""
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    first, last = function.body[1 if documented else 0], function.body[-1]
    lines = (function.end_lineno or 0) - first.lineno + 1
    record = isinstance(last, ast.Return) and isinstance(last.value, ast.Call) and not last.value.args
    return lines - ((last.end_lineno or 0) - last.lineno) if record else lines


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules("app"), ids=name)
def test_app_is_standard_library_only(path: Path) -> None:
    assert set(imported(path)) <= {"app", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=name)
def test_nobody_imports_the_composition_root(path: Path) -> None:
    assert "main" not in set(imported(path))


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=name)
def test_a_module_says_what_lives_there_and_stays_readable(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if "migrations/versions" in name(path) or not source:
        return
    assert ast.get_docstring(ast.parse(source)), "the first line says what lives there"
    assert len(source.splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=name)
def test_functions_are_short_and_classes_named_by_what_they_are(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and "migrations" not in name(path):
            assert length(node) < LONGEST_FUNCTION, node.name
        if isinstance(node, ast.ClassDef):
            assert not UNWANTED.search(node.name)


def raised_codes() -> Iterator[tuple[str, str]]:
    """Find every code given to an error kind as a literal."""
    kinds = {"RuleError", "DeviceError", "StorageError", "SyncError"}
    for path in (*modules(*PACKAGES), ROOT / "main.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                code = node.args[0] if node.args else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, name(path)


def test_every_error_code_has_a_sentence() -> None:
    from app.sentences import SENTENCES

    assert {(code, where) for code, where in raised_codes() if code not in SENTENCES} == set()


def test_sentences_are_used() -> None:
    from app.sentences import SENTENCES

    sources = "".join(
        path.read_text(encoding="utf-8") for path in modules(*PACKAGES) if "sentences" not in str(path)
    )
    assert {code for code in SENTENCES if f'"{code}"' not in sources} == set()
