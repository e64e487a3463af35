"""Keep figures that were read from files, how many live where, and where figures follow the police's effort."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXTS = ("table_code", "shape", "file_name", "file_hash", "area", "periods")
TEXT, DAY = sa.Text(), sa.Date()
RECORDS = {
    "population": (
        ("area", TEXT), ("figures", TEXT), ("source", TEXT), ("extracted_on", DAY), ("file_name", TEXT),
        ("file_hash", TEXT),
    ),
    "police_effort": (("verdict", TEXT), ("first", TEXT), ("last", TEXT), ("offence", TEXT), ("text", TEXT)),
}  # fmt: skip


def upgrade() -> None:
    """Make the tables; the figures that people typed stay where they are."""
    with op.batch_alter_table("crime_set") as crime_set:
        for name in TEXTS:
            crime_set.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        crime_set.add_column(sa.Column("known", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("crime_set") as crime_set:
        for name in (*TEXTS, "known"):
            crime_set.alter_column(name, server_default=None)
    _make_series()
    for name, columns in RECORDS.items():
        _make_record(name, columns)


def _make_series() -> None:
    op.create_table(
        "crime_series",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("network_id", NUMBER, nullable=False),
        sa.Column("crime_set_id", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("offence", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["crime_set_id"], ["crime_set.id"], name=op.f("fk_crime_series_crime_set_id_crime_set"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_crime_series_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_series")),
        sa.UniqueConstraint(
            "crime_set_id", "area", "offence", "text", "part",
            name=op.f("uq_crime_series_crime_set_id_area_offence_text_part"),
        ),
    )  # fmt: skip
    with op.batch_alter_table("crime_series") as crime_series:
        for name in ("network_id", "crime_set_id"):
            crime_series.create_index(op.f(f"ix_crime_series_{name}"), [name], unique=False)


def _make_record(name, columns):
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=kind is DAY) for column, kind in columns),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f(f"fk_{name}_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("network_id", "nr", name=op.f(f"uq_{name}_network_id_nr")),
    )
    with op.batch_alter_table(name) as made:
        made.create_index(op.f(f"ix_{name}_network_id"), ["network_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    for name in (*RECORDS, "crime_series"):
        op.drop_table(name)
    with op.batch_alter_table("crime_set") as crime_set:
        for name in (*TEXTS, "known"):
            crime_set.drop_column(name)
