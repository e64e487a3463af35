"""Say which problem a measurement is about."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the reference; no measurement said it before."""
    with op.batch_alter_table("measure") as measure:
        measure.add_column(sa.Column("problem_id", NUMBER, nullable=True))
        measure.create_foreign_key(op.f("fk_measure_problem_id_problem"), "problem", ["problem_id"], ["id"])
        measure.create_index(op.f("ix_measure_problem_id"), ["problem_id"], unique=False)


def downgrade() -> None:
    """Take the reference away."""
    with op.batch_alter_table("measure") as measure:
        measure.drop_index(op.f("ix_measure_problem_id"))
        measure.drop_constraint(op.f("fk_measure_problem_id_problem"), type_="foreignkey")
        measure.drop_column("problem_id")
