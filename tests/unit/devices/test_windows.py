"""What exists on POSIX only stands behind a look at the platform, so that Windows imports everything."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import devices

POSIX_ONLY = {"termios", "tty", "fcntl", "pty", "pwd", "grp", "resource", "readline"}
MODULES = sorted(Path(devices.__path__[0]).rglob("*.py"))


def unguarded_imports(node: ast.AST) -> Iterator[str]:
    """Return the modules imported outside of any branch on `sys.platform`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "sys.platform" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from (name.name.split(".")[0] for name in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module.split(".")[0]
        yield from unguarded_imports(child)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_posix_is_guarded(path: Path) -> None:
    assert not POSIX_ONLY & set(unguarded_imports(ast.parse(path.read_text("utf-8"))))


def test_the_walk_sees_what_is_not_guarded() -> None:
    code = "import sys\ndef f():\n    import tty\nif sys.platform != 'win32':\n    import termios\n"
    assert POSIX_ONLY & set(unguarded_imports(ast.parse(code))) == {"tty"}
