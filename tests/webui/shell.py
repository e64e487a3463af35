"""The command line in tests: called in this process, on a data folder of the test's own."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from webui.cli import main
from webui.commands.shell import ASKED_IN

NAME = "tryghedsnetvaerk"
WORDS = "hest batteri klammer"


class Shell:
    """Calls ``tryghed`` on *data* unless another folder is said."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *words: object, **environ: str) -> Result:
        line = [str(word) for word in words]
        if line and "--help" not in line and "--data" not in line:
            line += ["--data", str(self.data)]
        around = dict.fromkeys(name for name in os.environ if name.startswith("TRYGHED_") or name in ASKED_IN)
        return CliRunner(env=around | environ).invoke(main, line, catch_exceptions=False)


def refused(result: Result, part: str, code: int = 1) -> None:
    """A refusal is one sentence and no traceback."""
    assert (result.exit_code, result.stdout) == (code, "")
    assert part in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def tampered(data: Path, *statements: str) -> None:
    """Change the embedded database behind its own back."""
    with closing(sqlite3.connect(data / "tryghed.db", isolation_level=None)) as db:
        for trigger in ("event_no_update", "event_no_delete", "event_no_replace"):
            db.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            db.execute(statement)


def dumped(data: Path) -> str:
    """Everything in the embedded database, as text."""
    with closing(sqlite3.connect(data / "tryghed.db")) as db:
        return "\n".join(db.iterdump())
