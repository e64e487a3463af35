"""Say who agreed to their own number on the phone list."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = ("seat", "professional_group")


def upgrade() -> None:
    """Add the day of the yes; nobody has said it before."""
    whole = "always" if op.get_bind().dialect.name == "sqlite" else "never"  # SQLite: written as the model writes it
    for name in TABLES:
        with op.batch_alter_table(name, recreate=whole) as table:
            table.add_column(sa.Column("number_agreed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the day of the yes away."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_column("number_agreed_on")
