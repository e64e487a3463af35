"""The law of the house that no linter sees; what may be otherwise is named below, each with its reason."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = ("engine", "workflows", "webui")
MIGRATIONS = "workflows/migrations/versions/"
TEXTS = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".css",
    ".js",
    ".svg",
    ".toml",
    ".ini",
    ".lock",
    ".json",
    ".po",
    ".mako",
    ".typ",
}
OTHERS = {".venv", ".git", "node_modules", "vendor", "var", "build", "dist", "__pycache__"}

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
SAFE: dict[str, str] = {
    "webui/templates/_macros.html": "guidance, cleaned by the documents' own pipeline",
}
CHANCE: dict[str, str] = {}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Every text file of ours, ending so."""
    return tuple(sorted(path for path in ROOT.rglob("*") if _ours(path) and path.suffix in (suffixes or TEXTS)))


def _ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return path.is_file() and not any(part in OTHERS or part.startswith((".venv", ".mypy", ".ruff")) for part in parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def product() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the product, read as a tree."""
    paths = [path for path in files(".py") if name(path).startswith(tuple(f"{package}/" for package in PRODUCT))]
    return tuple((name(path), ast.parse(path.read_text("utf-8"))) for path in paths)


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in the product: the module, what is called, and the call."""
    for module, tree in product():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield module, ast.unparse(node.func), node


def imported() -> Iterator[tuple[str, str]]:
    """Every import in the product: the module, and what it imports."""
    for module, tree in product():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((module, f"{node.module}.{alias.name}") for alias in node.names)


def templates() -> Iterator[tuple[str, str]]:
    """Every page template with its text."""
    for path in files(".html", ".txt", ".svg"):
        if name(path).startswith("webui/templates/"):
            yield name(path), path.read_text("utf-8")


def test_every_import_keeps_the_contracts():
    # In a process of its own: it configures logging, and would silence every logger that tests listen to.
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    said = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


def test_ruff_has_nothing_to_say():
    for command in (["check"], ["format", "--check"]):
        said = subprocess.run([sys.executable, "-m", "ruff", *command, "."], cwd=ROOT, capture_output=True, text=True)
        assert said.returncode == 0, said.stdout


@pytest.mark.slow
def test_mypy_has_nothing_to_say():
    said = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


def test_only_the_edges_commit():
    # prepared.py begins what SQLAlchemy would have begun by itself before the same statement; wire.py is how a driver's
    # connection commits when it is told to.
    edges = ("webui/", "engine/scheduler.py", "workflows/migrations/", "engine/prepared.py", "engine/wire.py")
    committing = {
        module for module, called, call in calls() if re.search(r"\.(commit|begin)$", called) and not call.args
    }
    assert not [module for module in committing if not module.startswith(edges)]


def test_only_the_edges_ask_what_time_it_is():
    clocks = ("datetime.now", "date.today", "time.time", "datetime.utcnow")
    edges = ("webui/", "engine/scheduler.py")
    assert not [module for module, called, _ in calls() if called in clocks and not module.startswith(edges)]


def test_no_room_is_called_by_a_word_that_says_nothing():
    empty = re.compile(r"(^|_)(utils?|helpers?|commons?|base|misc|services?|managers?)$")
    paths = (path.relative_to(ROOT).with_suffix("") for path in files(".py"))
    assert not [path for path in paths if any(empty.search(part) for part in path.parts)]


def test_every_module_says_what_is_in_it():
    assert not [module for module, tree in product() if not ast.get_docstring(tree)]


def test_no_file_is_longer_than_can_be_read():
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in files(".py")}
    assert {path for path, count in lines.items() if count > 300 and MIGRATIONS not in path} == set(LONG_FILES)


def test_no_function_is_longer_than_a_page():
    long = {
        f"{module}:{node.name}"
        for module, tree in product()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40 and MIGRATIONS not in module
    }
    assert long == set(LONG_FUNCTIONS)


def test_nothing_is_left_for_later():
    later = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")))
    assert not [name(path) for path in files() if path.suffix != ".lock" and later.search(path.read_text("utf-8"))]


def test_no_file_knows_this_machine_or_a_package_registry():
    places = re.compile(
        "|".join(("/work" + "/", "/op" + "t/", "/ro" + "ot/", "/tmp" + "/pro", "pypi" + r"\.", r"npmjs\."))
    )
    assert not [name(path) for path in files() if places.search(path.read_text("utf-8"))]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock", "package-lock.json"])
def test_no_lock_file_says_where_to_fetch(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert not re.findall(r"https?:|file:|\"resolved\"|--(?:extra-)?index-url|--find-links|--trusted-host", text)


def test_every_pinned_requirement_has_hashes():
    for lock in ("requirements.lock", "requirements-test.lock"):
        lines = (ROOT / lock).read_text("utf-8").replace("\\\n", "").splitlines()
        pins = [line for line in lines if not line.startswith("#")]
        assert pins
        assert not [pin for pin in pins if not re.match(r"[a-z0-9._-]+==\S+ +--hash=sha256:[0-9a-f]{64}", pin)]


def test_what_runs_is_pinned_alike_for_run_and_test():
    run, test = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-test.lock")
    )
    assert run.items() <= test.items()


def test_every_front_end_package_has_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)


def test_no_sql_is_put_together_from_strings():
    joined = (ast.JoinedStr, ast.BinOp, ast.Call)
    asks = ("text", "exec_driver_sql", "execute")
    assert not [
        (module, node.lineno)
        for module, called, node in calls()
        if called.rpartition(".")[2] in asks and node.args and isinstance(node.args[0], joined)
        if not _harmless(node.args[0])
    ]


def _harmless(argument: ast.expr) -> bool:
    """A pragma from a constant, or a statement made by SQLAlchemy's own functions."""
    return ast.unparse(argument).startswith("f'PRAGMA ") or (
        isinstance(argument, ast.Call) and ast.unparse(argument.func).rpartition(".")[2] != "format"
    )


def test_nothing_runs_what_somebody_wrote():
    called = {"eval", "exec", "os.system", "os.popen", "yaml.load", "render_template_string"}
    assert not [(module, node.lineno) for module, what, node in calls() if what in called]
    assert not [
        (module, node.lineno)
        for module, _, node in calls()
        for keyword in node.keywords
        if keyword.arg == "shell" and ast.unparse(keyword.value) != "False"
    ]
    assert not [pair for pair in imported() if re.match(r"(pickle|marshal|shelve|dill)\b", pair[1])]


def test_no_secret_comes_from_chance_that_can_be_foreseen():
    foreseen = re.compile(r"(random|uuid\.uuid1)\b")
    assert {module for module, what in imported() if foreseen.match(what)} == set(CHANCE)


def test_the_product_calls_nobody_on_the_network():
    clients = re.compile(r"(requests|httpx|aiohttp|urllib3|urllib\.request|http\.client)\b")
    assert not [pair for pair in imported() if clients.match(pair[1])]


def test_templates_trust_no_text_but_what_is_named():
    trusting = {path for path, text in templates() if re.search(r"\|\s*safe\b|autoescape\s+false|\bMarkup\(", text)}
    assert trusting == set(SAFE)


def test_templates_carry_no_inline_style_or_script():
    inline = re.compile(r"\sstyle\s*=|<style\b|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
    assert not [path for path, text in templates() if inline.search(text)]


def test_templates_import_no_macro_they_do_not_use():
    for path, text in templates():
        names = re.findall(r"{%-?\s*import\s+\S+\s+as\s+(\w+)", text)
        for group in re.findall(r"{%-?\s*from\s+\S+\s+import\s+([^%]+?)(?:\s+with(?:out)? context)?\s*-?%}", text):
            names += [part.split()[-1] for part in group.split(",")]
        assert not [word for word in names if len(re.findall(rf"\b{word}\b", text)) < 2], path
