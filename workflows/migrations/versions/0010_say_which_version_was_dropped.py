"""Say which version of an agreement was changed before it was agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the mark; no version was dropped before."""
    with op.batch_alter_table("agreement") as agreement:
        agreement.add_column(sa.Column("dropped", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("agreement") as agreement:
        agreement.alter_column("dropped", server_default=None)


def downgrade() -> None:
    """Take the mark away."""
    with op.batch_alter_table("agreement") as agreement:
        agreement.drop_column("dropped")
