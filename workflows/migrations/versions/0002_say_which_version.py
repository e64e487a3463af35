"""Say which version a decision approves, and which a partner joined."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns; what was answered before was an answer to the first version."""
    whole = "always" if op.get_bind().dialect.name == "sqlite" else "never"  # SQLite: written as the model writes it
    with op.batch_alter_table("decision", recreate=whole) as decision:
        decision.add_column(sa.Column("paper_id", NUMBER, nullable=True))
    with op.batch_alter_table("partner") as partner:
        partner.add_column(sa.Column("agreement_nr", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("partner") as partner:
        partner.alter_column("agreement_nr", server_default=None)


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("partner") as partner:
        partner.drop_column("agreement_nr")
    with op.batch_alter_table("decision") as decision:
        decision.drop_column("paper_id")
