"""Remember the forms that were taken in, so that one that is sent again is answered as the first time."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sent_form",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("command_key", sa.Text(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["web_session.id"],
            name=op.f("fk_sent_form_session_id_web_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "command_key", name=op.f("pk_sent_form")),
    )
    with op.batch_alter_table("sent_form") as sent_form:
        sent_form.create_index(op.f("ix_sent_form_sent_at"), ["sent_at"], unique=False)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("sent_form")
