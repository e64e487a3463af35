"""Keep what was told of a survey's answers, so that nothing told later gives the hidden away."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "survey_release",
        sa.Column("survey_id", ID, nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_release_survey_id_survey")),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_release_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_release")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_survey_release_network_id_nr")),
    )
    op.create_index(op.f("ix_survey_release_survey_id"), "survey_release", ["survey_id"])
    op.create_index(op.f("ix_survey_release_network_id"), "survey_release", ["network_id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("survey_release")
