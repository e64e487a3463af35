"""Keep the routes, the anchor and the contributions that an agreement's partners answered to."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the annex, empty for what was answered before: it is shown as it stands."""
    with op.batch_alter_table("agreement") as agreement:
        agreement.add_column(sa.Column("annex", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("agreement") as agreement:
        agreement.alter_column("annex", server_default=None)


def downgrade() -> None:
    """Take the annex away."""
    with op.batch_alter_table("agreement") as agreement:
        agreement.drop_column("annex")
