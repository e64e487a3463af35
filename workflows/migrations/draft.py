"""Writes the next migration, run by ``make migration m="…"``: what the models have that the migrations do not make."""

import sys
import tempfile

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from workflows.migrations import HERE, upgrade


def draft(message: str) -> None:
    """Write the migration called *message* beside the others, numbered after the last."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/scratch.db")
        upgrade(engine)
        config = Config(str(HERE.parents[1] / "alembic.ini"))
        number = len(list((HERE / "versions").glob("*.py"))) + 1
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]) or sys.exit('Say what it does: make migration m="add step reason"'))
