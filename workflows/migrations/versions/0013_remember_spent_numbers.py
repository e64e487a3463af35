"""Remember the highest number of each kind that a removed record had, so that nobody has to look for it in history."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TOLD = sa.text("SELECT process_id, body FROM event WHERE body LIKE :removed")
SPENT = sa.table("spent_number", sa.column("process_id"), sa.column("kind"), sa.column("highest"))


def upgrade() -> None:
    """Make the table, and fill it with what the histories tell of removals."""
    op.create_table(
        "spent_number",
        sa.Column("process_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name=op.f("fk_spent_number_process_id_process")),
        sa.PrimaryKeyConstraint("process_id", "kind", name=op.f("pk_spent_number")),
    )
    spent: dict[tuple[int, str], int] = {}
    for process_id, body in op.get_bind().execute(TOLD, {"removed": '%_removed"%'}):
        kind, nr = _removed(body)
        if kind:
            spent[process_id, kind] = max(nr, spent.get((process_id, kind), 0))
    rows = [{"process_id": process_id, "kind": kind, "highest": nr} for (process_id, kind), nr in spent.items()]
    if rows:
        op.bulk_insert(SPENT, rows)


def _removed(body: str) -> tuple[str, int]:
    """Return which kind of record an event tells the removal of, and its number; nothing where it tells of none.

    The keys of an event stand in order: what it says of other records, then its kind, and then its number.
    """
    kind, _, rest = body.partition('"kind":"')[2].partition('_removed"')
    number = rest.partition('"nr":')[2].partition(",")[0]
    found = f'"record":"{kind}:' in rest and number.isdecimal() and len(number) < 10
    return (kind, int(number)) if found else ("", 0)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("spent_number")
