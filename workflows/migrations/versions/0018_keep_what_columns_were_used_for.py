"""Keep of each survey out of a file what its columns were used for."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the text; nothing came out of a file before."""
    with op.batch_alter_table("survey") as survey:
        survey.add_column(sa.Column("columns", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("survey") as survey:
        survey.alter_column("columns", server_default=None)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("survey") as survey:
        survey.drop_column("columns")
