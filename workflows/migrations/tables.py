"""Every table there is: a table counts only once the module that defines it has been imported."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

import engine
import workflows
from engine.models import Base


def load() -> MetaData:
    """Import the ``models`` of every room, and return all tables."""
    for package in (engine, workflows):
        house = Path(str(package.__file__)).parent
        for file in sorted(house.rglob("models.py")):
            import_module(".".join((house.name, *file.relative_to(house).with_suffix("").parts)))
    return Base.metadata
