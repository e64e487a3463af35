"""Tell the residents in their own languages: notices, their texts, what was released, and where it was put up."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = {
    "resident_notice": (
        (("subject", sa.Text(), False), ("code", sa.Text(), False), ("closed_on", sa.Date(), True)),
        (),
    ),
    "resident_text": (
        (
            ("notice_id", NUMBER, False), ("kind", sa.Text(), False), ("language", sa.Text(), False),
            ("title", sa.Text(), False), ("body", sa.Text(), False), ("limits", sa.Text(), False),
            ("limits_reader", sa.Text(), False), ("limits_read_on", sa.Date(), True), ("state", sa.Text(), False),
            ("released_on", sa.Date(), True),
        ),
        (("notice_id", "resident_notice"),),
    ),
    "resident_edition": (
        (
            ("text_id", NUMBER, False), ("number", sa.Integer(), False), ("released_on", sa.Date(), False),
            ("content", sa.Text(), False),
        ),
        (("text_id", "resident_text"),),
    ),
}  # fmt: skip


def upgrade() -> None:
    """Make the tables, and let what residents were told say of which notice it was, and by which other channel."""
    for name, (columns, pointing) in TABLES.items():
        _make(name, columns, pointing)
    with op.batch_alter_table("resident_information") as told:
        told.add_column(sa.Column("notice_id", NUMBER, nullable=True))
        told.add_column(sa.Column("own_channel", sa.Text(), nullable=False, server_default=""))
        told.create_foreign_key(
            op.f("fk_resident_information_notice_id_resident_notice"), "resident_notice", ["notice_id"], ["id"]
        )
        told.create_index(op.f("ix_resident_information_notice_id"), ["notice_id"], unique=False)
    with op.batch_alter_table("resident_information") as told:
        told.alter_column("own_channel", server_default=None)


def _make(name: str, columns, pointing) -> None:
    unique = [sa.UniqueConstraint("code", name=op.f(f"uq_{name}_code"))] if name == "resident_notice" else []
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=empty) for column, kind, empty in columns),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f(f"fk_{name}_network_id_process")),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{name}_{column}_{to}"))
            for column, to in pointing
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("network_id", "nr", name=op.f(f"uq_{name}_network_id_nr")),
        *unique,
    )
    with op.batch_alter_table(name) as made:
        for column in ("network_id", *(column for column, _to in pointing)):
            made.create_index(op.f(f"ix_{name}_{column}"), [column], unique=False)


def downgrade() -> None:
    """Take the columns and the tables away."""
    with op.batch_alter_table("resident_information") as told:
        told.drop_index(op.f("ix_resident_information_notice_id"))
        told.drop_constraint(op.f("fk_resident_information_notice_id_resident_notice"), type_="foreignkey")
        told.drop_column("notice_id")
        told.drop_column("own_channel")
    for name in reversed(TABLES):
        op.drop_table(name)
