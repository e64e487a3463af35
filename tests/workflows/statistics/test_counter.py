"""Nothing that loads the libraries of statistics can be called in the process that serves."""

import ast
from pathlib import Path

from workflows.tryghedsnetvaerk.mapping import statistics

LIBRARIES = {"numpy", "scipy", "statsmodels", "pandas"}
ROOM = Path(statistics.__file__).parent


def definitions() -> dict[str, ast.FunctionDef | ast.ClassDef]:
    """Every function and class of the room by its name."""
    trees = [ast.parse(path.read_text("utf-8")) for path in ROOM.glob("*.py")]
    found = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return {node.name: node for node in found}


def loads(node: ast.AST) -> bool:
    return any(
        (one.module or "").partition(".")[0] in LIBRARIES
        if isinstance(one, ast.ImportFrom)
        else isinstance(one, ast.Import) and any(name.name.partition(".")[0] in LIBRARIES for name in one.names)
        for one in ast.walk(node)
    )


def uses(node: ast.AST) -> set[str]:
    """What a definition calls, or hands to what it calls."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {one.id for call in calls for one in (call.func, *call.args) if isinstance(one, ast.Name)}


def is_apart(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(ast.unparse(one) == "apart" for one in node.decorator_list)


def test_what_needs_the_libraries_is_worked_out_apart():
    known = definitions()
    heavy = {name for name, node in known.items() if loads(node)}
    while more := {name for name, node in known.items() if name not in heavy and uses(node) & heavy}:
        heavy |= more
    public = {name for name in heavy if isinstance(known[name], ast.FunctionDef) and not name.startswith("_")}

    assert len(public) > 10
    assert {name for name in public if not is_apart(known[name])} == set()
    assert not [path.name for path in ROOM.glob("*.py") if any(map(loads, tops(path)))]


def tops(path: Path) -> list[ast.stmt]:
    """The statements that are done when a module is loaded."""
    return [
        node for node in ast.parse(path.read_text("utf-8")).body if not isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
