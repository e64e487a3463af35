"""Lay problems beside the evidence, and keep comments on the report and myths with their figures."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BESIDE = ("offences", "items", "themes", "mismatch")


def upgrade() -> None:
    """Make the columns and the tables; a problem that is there has nothing beside it yet."""
    with op.batch_alter_table("problem") as problem:
        for name in BESIDE:
            problem.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("problem") as problem:
        for name in BESIDE:
            problem.alter_column(name, server_default=None)
    op.create_table(
        "report_comment",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        *_record("report_comment"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_comment_report_id_report")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_comment_person_id_person")),
    )
    _index("report_comment", "network_id", "report_id", "person_id")
    op.create_table(
        "myth",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("crime_set_id", ID, nullable=True),
        sa.Column("offence", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("caveat", sa.Text(), nullable=False),
        *_record("myth"),
        sa.ForeignKeyConstraint(["crime_set_id"], ["crime_set.id"], name=op.f("fk_myth_crime_set_id_crime_set")),
    )
    _index("myth", "network_id", "crime_set_id")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("myth")
    op.drop_table("report_comment")
    with op.batch_alter_table("problem") as problem:
        for name in BESIDE:
            problem.drop_column(name)


def _record(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", ID, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f(f"fk_{table}_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("network_id", "nr", name=op.f(f"uq_{table}_network_id_nr")),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
