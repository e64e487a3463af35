"""Keep the figures and problems that a sent report shows, and that a figure is missing."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the annex, empty for what was sent before, and let a count be missing."""
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("annex", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("report") as report:
        report.alter_column("annex", server_default=None)
    with op.batch_alter_table("crime_count") as counts:
        counts.alter_column("count", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    """Take the annex and the missing counts away."""
    op.execute(sa.text("DELETE FROM crime_count WHERE count IS NULL"))
    with op.batch_alter_table("crime_count") as counts:
        counts.alter_column("count", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("report") as report:
        report.drop_column("annex")
