"""The tables of the log with its chain of seals, of messages to people, of mail, and of calls."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

BEGINNING = "0" * 64
TABLES = (
    "verkeersregel",
    "postbericht",
    "berichtvoorkeur",
    "bericht_gelezen",
    "bericht",
    "logkop",
    "logzegel",
    "logregel",
)


def upgrade() -> None:
    """Create the tables, with a chain that has no seal yet."""
    _make_log()
    _make_messages()
    op.create_table(
        "verkeersregel",
        sa.Column("koppeling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minuut", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operatie", sa.String(length=32), nullable=False),
        sa.Column("uitkomst", sa.String(length=64), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("objecten", sa.BigInteger(), nullable=False),
        sa.Column("milliseconden", sa.BigInteger(), nullable=False),
        sa.Column("langste", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "koppeling_id", "school_id", "minuut", "operatie", "uitkomst", name=op.f("pk_verkeersregel")
        ),
    )
    op.create_index("ix_verkeersregel_minuut", "verkeersregel", ["minuut"])


def downgrade() -> None:
    """Drop the tables."""
    for table in TABLES:
        op.drop_table(table)


def _make_log() -> None:
    op.create_table(
        "logregel",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zegel", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("wat", sa.String(length=64), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("inlog", sa.Integer(), nullable=True),
        sa.Column("school", sa.Integer(), nullable=True),
        sa.Column("partner", sa.Integer(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logregel")),
    )
    for column in ("zegel", "inlog", "school", "partner"):
        op.create_index(op.f(f"ix_logregel_{column}"), "logregel", [column])
    op.create_index("ix_logregel_soort_moment", "logregel", ["soort", "moment"])
    op.create_table(
        "logzegel",
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vorige", sa.String(length=64), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_logzegel")),
    )
    logkop = op.create_table(
        "logkop",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zegel", sa.Integer(), nullable=False),
        sa.Column("regel", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logkop")),
    )
    op.bulk_insert(logkop, [{"id": 1, "zegel": 0, "regel": 0, "hash": BEGINNING}])


def _make_messages() -> None:
    op.create_table(
        "bericht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("soort", sa.String(length=64), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("pad", sa.Text(), nullable=True),
        sa.Column("rol", sa.String(length=32), nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("koppelpartner_id", sa.Integer(), nullable=True),
        sa.Column("inlog_id", sa.Integer(), nullable=True),
        sa.Column("gepost", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bericht")),
    )
    for column in ("school_id", "koppelpartner_id", "inlog_id", "gepost"):
        op.create_index(op.f(f"ix_bericht_{column}"), "bericht", [column])
    op.create_table(
        "bericht_gelezen",
        sa.Column("bericht_id", sa.Integer(), nullable=False),
        sa.Column("inlog_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bericht_id"],
            ["bericht.id"],
            name=op.f("fk_bericht_gelezen_bericht_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("bericht_id", "inlog_id", name=op.f("pk_bericht_gelezen")),
    )
    op.create_table(
        "berichtvoorkeur",
        sa.Column("inlog_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("post", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("inlog_id", name=op.f("pk_berichtvoorkeur")),
    )
    op.create_table(
        "postbericht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aan", sa.Text(), nullable=False),
        sa.Column("onderwerp", sa.Text(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=True),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("verzonden", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fout", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postbericht")),
    )
    op.create_index(op.f("ix_postbericht_volgende"), "postbericht", ["volgende"])
