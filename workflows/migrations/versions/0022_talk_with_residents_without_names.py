"""Make the tables of the interviews, and let a proposal say in which round it came up."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("interview_round", "interview_guide", "interview", "interview_theme", "interview_quote")


def upgrade() -> None:
    """Make them; no proposal came up in a round yet."""
    _round_and_guide()
    _interview_and_theme()
    _table(
        "interview_quote",
        [("theme_id", "interview_theme")],
        _text("said_by"),
        _text("text"),
        sa.Column("released_on", sa.Date(), nullable=True),
    )
    with op.batch_alter_table("resident_question") as question:
        question.add_column(sa.Column("round_id", ID, nullable=True))
        question.create_foreign_key(
            op.f("fk_resident_question_round_id_interview_round"), "interview_round", ["round_id"], ["id"]
        )
        question.create_index(op.f("ix_resident_question_round_id"), ["round_id"], unique=False)


def _round_and_guide() -> None:
    _table(
        "interview_round",
        [("study_id", "study")],
        _text("title"),
        _text("groups"),
        sa.Column("closed_on", sa.Date(), nullable=True),
    )
    _table(
        "interview_guide",
        [("round_id", "interview_round")],
        _text("language"),
        sa.Column("edition", sa.Integer(), nullable=False),
        _text("intro"),
        _text("opening"),
        _text("general"),
        sa.Column("locked_on", sa.Date(), nullable=True),
    )


def _interview_and_theme() -> None:
    _table(
        "interview",
        [("round_id", "interview_round"), ("guide_id", "interview_guide")],
        _text("kind"),
        sa.Column("on", sa.Date(), nullable=False),
        _text("interviewer"),
        _text("language"),
        _text("present"),
    )
    _table(
        "interview_theme",
        [("round_id", "interview_round"), ("problem_id", "problem")],
        _text("title"),
        _text("polarity"),
        _text("why"),
        _text("exemplary"),
    )
    to = {"theme_id": "interview_theme", "interview_id": "interview", "network_id": "process"}
    op.create_table(
        "interview_theme_heard",
        *(sa.Column(name, ID, nullable=False) for name in to),
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{table}.id"], name=op.f(f"fk_interview_theme_heard_{name}_{table}"),
                ondelete=None if table == "process" else "CASCADE",
            )
            for name, table in to.items()
        ),
        sa.PrimaryKeyConstraint("theme_id", "interview_id", name=op.f("pk_interview_theme_heard")),
    )  # fmt: skip
    op.create_index(op.f("ix_interview_theme_heard_network_id"), "interview_theme_heard", ["network_id"], unique=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _table(name: str, to: list[tuple[str, str]], *columns: sa.Column) -> None:
    """Make the table of a record that points at others; only the guide and the problem need not be there."""
    optional = ("guide_id", "problem_id")
    pointing = [sa.Column(column, ID, nullable=column in optional) for column, _table in to]
    op.create_table(
        name,
        *pointing,
        *columns,
        sa.Column("id", ID, nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", ID, nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}"))
            for column, table in (*to, ("network_id", "process"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("network_id", "nr", name=op.f(f"uq_{name}_network_id_nr")),
    )
    for column in ("network_id", *(column for column, _table in to)):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("resident_question") as question:
        question.drop_index(op.f("ix_resident_question_round_id"))
        question.drop_constraint(op.f("fk_resident_question_round_id_interview_round"), type_="foreignkey")
        question.drop_column("round_id")
    op.drop_table("interview_theme_heard")
    for name in reversed(TABLES):
        op.drop_table(name)
