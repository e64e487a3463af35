"""Keep what each released edition of a material says."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; what was released before has no edition, and is shown as it stands until it is released anew."""
    op.create_table(
        "edition",
        sa.Column("material_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_edition_material_id_material")),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_edition_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_edition_network_id_nr")),
    )
    with op.batch_alter_table("edition") as edition:
        edition.create_index(op.f("ix_edition_material_id"), ["material_id"], unique=False)
        edition.create_index(op.f("ix_edition_network_id"), ["network_id"], unique=False)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("edition")
