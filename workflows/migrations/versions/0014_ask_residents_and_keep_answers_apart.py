"""Make the tables of a survey: questionnaires, their languages, how answers are collected, and the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "questionnaire",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("follows_nr", sa.Integer(), nullable=True),
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_questionnaire_network_id_process")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_questionnaire_network_id_nr")),
    )
    op.create_index(op.f("ix_questionnaire_network_id"), "questionnaire", ["network_id"])

    op.create_table(
        "questionnaire_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("direction", sa.Integer(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("provenance_note", sa.Text(), nullable=False),
        sa.Column("offence", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_questionnaire_item_network_id_process")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_questionnaire_item_questionnaire_id_questionnaire"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_item")),
        sa.UniqueConstraint("questionnaire_id", "code", name=op.f("uq_questionnaire_item_questionnaire_id_code")),
    )
    op.create_index(op.f("ix_questionnaire_item_network_id"), "questionnaire_item", ["network_id"])
    op.create_index(op.f("ix_questionnaire_item_questionnaire_id"), "questionnaire_item", ["questionnaire_id"])

    op.create_table(
        "survey",
        sa.Column("study_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("area_told", sa.Text(), nullable=False),
        sa.Column("behind", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("early_reason", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("kiosk_link", sa.Text(), nullable=True),
        sa.Column("entry_link", sa.Text(), nullable=True),
        sa.Column("entry_until", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_network_id_process")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_survey_questionnaire_id_questionnaire")
        ),
        sa.ForeignKeyConstraint(["study_id"], ["study.id"], name=op.f("fk_survey_study_id_study")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("entry_link", name=op.f("uq_survey_entry_link")),
        sa.UniqueConstraint("kiosk_link", name=op.f("uq_survey_kiosk_link")),
        sa.UniqueConstraint("link", name=op.f("uq_survey_link")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_survey_network_id_nr")),
        sa.UniqueConstraint("study_id", name=op.f("uq_survey_study_id")),
    )
    op.create_index(op.f("ix_survey_network_id"), "survey", ["network_id"])
    op.create_index(op.f("ix_survey_questionnaire_id"), "survey", ["questionnaire_id"])

    op.create_table(
        "survey_translation",
        sa.Column("questionnaire_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("translator", sa.Text(), nullable=False),
        sa.Column("second_reader", sa.Text(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_translation_network_id_process")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_survey_translation_questionnaire_id_questionnaire"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_translation")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_survey_translation_network_id_nr")),
    )
    op.create_index(op.f("ix_survey_translation_network_id"), "survey_translation", ["network_id"])
    op.create_index(op.f("ix_survey_translation_questionnaire_id"), "survey_translation", ["questionnaire_id"])

    op.create_table(
        "survey_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_answer_network_id_process")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_answer_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
    )
    op.create_index(op.f("ix_survey_answer_survey_id"), "survey_answer", ["survey_id"])

    op.create_table(
        "survey_box",
        sa.Column(
            "survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("spent", sa.LargeBinary(), nullable=False),
        sa.Column("taken", sa.LargeBinary(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_box_network_id_process")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_box_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_box")),
    )
    op.create_table(
        "survey_code",
        sa.Column(
            "survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_code_network_id_process")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_code_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "position", name=op.f("pk_survey_code")),
        sa.UniqueConstraint("survey_id", "digest", name=op.f("uq_survey_code_survey_id_digest")),
    )
    op.create_table(
        "survey_doors",
        sa.Column("survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("doors", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("declined", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_doors_network_id_process")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_doors_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_doors")),
        sa.UniqueConstraint("network_id", "nr", name=op.f("uq_survey_doors_network_id_nr")),
    )
    op.create_index(op.f("ix_survey_doors_network_id"), "survey_doors", ["network_id"])
    op.create_index(op.f("ix_survey_doors_survey_id"), "survey_doors", ["survey_id"])

    op.create_table(
        "survey_result",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("per_mille", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["questionnaire_item.id"], name=op.f("fk_survey_result_item_id_questionnaire_item")
        ),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_result_network_id_process")),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_result_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_result")),
        sa.UniqueConstraint("survey_id", "item_id", "steps", name=op.f("uq_survey_result_survey_id_item_id_steps")),
    )
    op.create_index(op.f("ix_survey_result_network_id"), "survey_result", ["network_id"])
    op.create_index(op.f("ix_survey_result_survey_id"), "survey_result", ["survey_id"])

    op.create_table(
        "survey_mark",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("survey_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["survey_answer.id"], name=op.f("fk_survey_mark_answer_id_survey_answer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["questionnaire_item.id"], name=op.f("fk_survey_mark_item_id_questionnaire_item")
        ),
        sa.ForeignKeyConstraint(["network_id"], ["process.id"], name=op.f("fk_survey_mark_network_id_process")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_mark_survey_id_survey")),
        sa.PrimaryKeyConstraint("answer_id", "item_id", name=op.f("pk_survey_mark")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_survey_mark_survey_id_item_id_value"), "survey_mark", ["survey_id", "item_id", "value"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("survey_mark")
    op.drop_table("survey_result")
    op.drop_table("survey_doors")
    op.drop_table("survey_code")
    op.drop_table("survey_box")
    op.drop_table("survey_answer")
    op.drop_table("survey_translation")
    op.drop_table("survey")
    op.drop_table("questionnaire_item")
    op.drop_table("questionnaire")
