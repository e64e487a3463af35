"""Alembic runs this file: compares or changes the tables over the connection that was handed in."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.render import renderers
from alembic.operations.ops import (
    CreateForeignKeyOp,
    CreateTableOp,
    MigrateOperation,
    MigrationScript,
    ModifyTableOps,
    OpContainer,
)
from sqlalchemy import ForeignKeyConstraint, TypeDecorator

from workflows.migrations.tables import load


class Guard(MigrateOperation):
    """A line of a migration that puts the history's guard on, or takes it off."""

    def __init__(self, verb: str) -> None:
        self.verb = verb


@renderers.dispatch_for(Guard)
def guard_line(written: AutogenContext, guard: Guard) -> str:
    """Write the line."""
    written.imports.add("from workflows.migrations import triggers")
    return f"triggers.{guard.verb}(op.get_bind())"


def complete(_: Any, __: Any, scripts: list[MigrationScript]) -> None:
    """Add to a new migration what Alembic leaves out."""
    for script in scripts:
        if script.upgrade_ops and script.downgrade_ops:
            _close_circles(script.upgrade_ops, script.downgrade_ops)
            _guard_history(script.upgrade_ops, script.downgrade_ops)


def _close_circles(up: OpContainer, down: OpContainer) -> None:
    """Make a reference that closes a circle (``use_alter``) once both tables are there: PostgreSQL never would."""
    for made in [op for op in up.ops if isinstance(op, CreateTableOp)]:
        for key in [part for part in made.columns if isinstance(part, ForeignKeyConstraint) and part.use_alter]:
            made.columns = [part for part in made.columns if part is not key]
            last = CreateForeignKeyOp.from_constraint(key)
            up.ops.append(ModifyTableOps(made.table_name, [last]))
            down.ops.insert(0, ModifyTableOps(made.table_name, [last.reverse()]))


def _guard_history(up: OpContainer, down: OpContainer) -> None:
    """Let a migration that touches the history put its guard on again, in both directions."""
    touching = [op for op in up.ops if getattr(op, "table_name", None) == "event"]
    if touching:
        new = any(isinstance(op, CreateTableOp) for op in touching)
        up.ops[:] = [*([] if new else [Guard("drop")]), *up.ops, Guard("create")]
        down.ops[:] = [Guard("drop"), *down.ops, *([] if new else [Guard("create")])]


def plain_type(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write a column type of ours as the library's type below it: a migration never imports our models."""
    return f"sa.{thing.impl_instance!r}" if kind == "type" and isinstance(thing, TypeDecorator) else False


connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Say »make migration m=…« to write a migration, and »tryghed db upgrade« to apply them.")
context.configure(
    connection=connection,
    target_metadata=load(),
    render_as_batch=True,
    render_item=plain_type,
    process_revision_directives=complete,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
