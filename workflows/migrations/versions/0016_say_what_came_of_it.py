"""Say on what evidence a need stands, what a party brings, what came of a proposal, and why a study began early."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXTS = (
    ("need", ("area_because", "figures", "period", "source")),
    ("stakeholder", ("contribution",)),
    ("study", ("early_reason",)),
)
POINTING = (("discussion_id", "resident_discussion"), ("problem_id", "problem"))


def upgrade() -> None:
    """Add the columns; nothing was said of them before."""
    for table, names in TEXTS:
        with op.batch_alter_table(table) as there:
            for name in names:
                there.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("other", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("resident_question") as question:
        question.add_column(sa.Column("status", sa.Text(), nullable=False, server_default="modtaget"))
        question.add_column(sa.Column("status_why", sa.Text(), nullable=False, server_default=""))
        for name, to in POINTING:
            question.add_column(sa.Column(name, NUMBER, nullable=True))
            question.create_foreign_key(op.f(f"fk_resident_question_{name}_{to}"), to, [name], ["id"])
            question.create_index(op.f(f"ix_resident_question_{name}"), [name], unique=False)
    _without_defaults()


def _without_defaults() -> None:
    for table, names in (*TEXTS, ("need", ("other",)), ("resident_question", ("status", "status_why"))):
        with op.batch_alter_table(table) as there:
            for name in names:
                there.alter_column(name, server_default=None)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("resident_question") as question:
        for name, to in POINTING:
            question.drop_index(op.f(f"ix_resident_question_{name}"))
            question.drop_constraint(op.f(f"fk_resident_question_{name}_{to}"), type_="foreignkey")
            question.drop_column(name)
        question.drop_column("status")
        question.drop_column("status_why")
    with op.batch_alter_table("need") as need:
        need.drop_column("other")
    for table, names in TEXTS:
        with op.batch_alter_table(table) as there:
            for name in names:
                there.drop_column(name)
