"""Keep what residents ask, misunderstand and propose, with what is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "resident_question",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_resident_question_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident_question")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_resident_question_network_id_nr")),
    )
    with op.batch_alter_table("resident_question") as resident_question:
        resident_question.create_index(op.f("ix_resident_question_network_id"), ["network_id"], unique=False)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("resident_question")
