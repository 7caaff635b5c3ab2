"""Rules of this room: text is never set by reportlab, and each odd library is known by one module."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[3] / "printing"
MODULES = sorted(path for path in ROOM.rglob("*.py") if path.parent.name != "fonts")
FORBIDDEN = {
    "Paragraph",
    "XPreformatted",
    "Preformatted",
    "TTFont",
    "registerFont",
    "stringWidth",
    "textOut",
    "drawString",
    "drawRightString",
    "drawCentredString",
    "drawAlignedString",
}
ONE_MODULE_EACH = {
    "uharfbuzz": "typesetting/harfbuzz.py",
    "pypdfium2": "pages.py",
    "segno": "qr.py",
}


def imports_of(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_reportlab_never_sets_text(path: Path) -> None:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add(node.name)
    assert not names & FORBIDDEN


def test_each_odd_library_is_known_by_one_module() -> None:
    users = defaultdict(set)
    for path in MODULES:
        for name in imports_of(ast.parse(path.read_text("utf-8"))):
            users[name].add(path.relative_to(ROOM).as_posix())
    assert {name: users[name] for name in ONE_MODULE_EACH} == {
        name: {module} for name, module in ONE_MODULE_EACH.items()
    }
