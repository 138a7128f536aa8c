"""Of which grades a month was signed off; what was signed before is of the whole school."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the lowest and the highest grade."""
    for name in ("min_grade", "max_grade"):
        op.add_column("sign_offs", sa.Column(name, sa.Integer))
