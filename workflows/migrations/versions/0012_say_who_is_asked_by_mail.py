"""Say of each question of approval whether it is asked by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the mark; what was asked before counts as asked by mail."""
    with op.batch_alter_table("approval") as approval:
        approval.add_column(sa.Column("by_mail", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("approval") as approval:
        approval.alter_column("by_mail", server_default=None)


def downgrade() -> None:
    """Take the mark away."""
    with op.batch_alter_table("approval") as approval:
        approval.drop_column("by_mail")
