"""Say of each translation what its language calls itself."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the name; those that are there have one everybody knows."""
    with op.batch_alter_table("survey_translation") as translation:
        translation.add_column(sa.Column("name", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("survey_translation") as translation:
        translation.alter_column("name", server_default=None)


def downgrade() -> None:
    """Take the name away."""
    with op.batch_alter_table("survey_translation") as translation:
        translation.drop_column("name")
