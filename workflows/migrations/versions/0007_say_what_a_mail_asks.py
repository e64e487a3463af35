"""Say which question a mail asks, and when whoever is asked was told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# A mail about an approval was written with the event that tells of the approval, to the one who was asked.
ASKED = """
UPDATE outbox SET about = COALESCE((
    SELECT MIN('approval:' || CAST(approval.id AS VARCHAR))
    FROM approval
    JOIN person ON person.id = approval.person_id
    JOIN event ON event.process_id = outbox.process_id AND event.seq = outbox.event_seq
    WHERE approval.network_id = outbox.process_id AND person.mail = outbox.recipient
    AND event.body LIKE '%"record":"approval:' || CAST(approval.id AS VARCHAR) || '"%'
), '') WHERE kind = 'approval'
"""


def upgrade() -> None:
    """Add the columns; of mail that was written before, what it asks is found in its event."""
    whole = "always" if op.get_bind().dialect.name == "sqlite" else "never"  # SQLite: written as the model writes it
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("about", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("about", server_default=None)
    with op.batch_alter_table("approval", recreate=whole) as approval:
        approval.add_column(sa.Column("told_on", sa.Date(), nullable=True))
    op.execute(sa.text(ASKED.replace(":", "\\:")))


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("approval") as approval:
        approval.drop_column("told_on")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("about")
