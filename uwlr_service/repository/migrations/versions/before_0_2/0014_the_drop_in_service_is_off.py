"""The drop-in service is off unless a row says that it is on: links that had it on without a row get one."""

from collections.abc import Sequence

from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Write down what held without a row: on, since the link was made, and from every address."""
    op.execute(
        """
        INSERT INTO gkv_generiek (koppeling_id, aan, sinds)
        SELECT koppeling.id, true, koppeling.aangemaakt FROM koppeling
        LEFT JOIN gkv_generiek ON gkv_generiek.koppeling_id = koppeling.id
        WHERE koppeling.richting = 'leveren' AND gkv_generiek.koppeling_id IS NULL
        """
    )


def downgrade() -> None:
    """Write down what would be on without a row, and was off."""
    op.execute(
        """
        INSERT INTO gkv_generiek (koppeling_id, aan, sinds)
        SELECT koppeling.id, false, koppeling.aangemaakt FROM koppeling
        LEFT JOIN gkv_generiek ON gkv_generiek.koppeling_id = koppeling.id
        WHERE koppeling.richting = 'leveren' AND gkv_generiek.koppeling_id IS NULL
        """
    )
