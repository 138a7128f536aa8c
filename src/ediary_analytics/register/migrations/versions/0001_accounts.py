"""Accounts, their roles and sessions, and the access log, which the database itself keeps from being changed."""

import sqlalchemy as sa
from alembic import op

from ediary_analytics.register.tables import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = """
create trigger access_log_is_final before update on access_log
begin select raise(abort, 'the access log is final'); end;

create trigger access_log_is_kept before delete on access_log
when old.at >= coalesce((select max(before) from log_retention), '')
begin select raise(abort, 'the access log is kept'); end;

create trigger log_retention_is_final before update on log_retention
begin select raise(abort, 'the access log is final'); end;
"""
_POSTGRESQL = """
create function access_log_guard() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and old.at < coalesce((select max(before) from log_retention), '-infinity'::timestamp)
    then return old;
    end if;
    raise exception 'the access log is final';
end $$;

create trigger access_log_is_final before update or delete on access_log
for each row execute function access_log_guard();

create function log_retention_guard() returns trigger language plpgsql as $$ begin
    raise exception 'the access log is final';
end $$;

create trigger log_retention_is_final before update or delete on log_retention
for each row execute function log_retention_guard();
"""


def _account(name: str = "account_id", *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("accounts.id"), nullable=nullable, index=True)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _moment(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, Moment(), nullable=nullable, index=index)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "accounts",
        _id(),
        sa.Column("login", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        _moment("created_at"),
        _account("created_by", nullable=True),
        _moment("disabled_at", nullable=True),
    )
    op.create_table(
        "passwords",
        _id(),
        _account(),
        sa.Column("hash", sa.String(255), nullable=False),
        _moment("set_at"),
        _account("set_by", nullable=True),
    )
    op.create_table(
        "grants",
        _id(),
        _account(),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("school_id", sa.String(200)),
        sa.Column("person_id", sa.String(200)),
        sa.Column("min_grade", sa.Integer),
        sa.Column("max_grade", sa.Integer),
        _moment("granted_at"),
        _account("granted_by", nullable=True),
        _moment("withdrawn_at", nullable=True),
        _account("withdrawn_by", nullable=True),
    )
    op.create_table(
        "sessions",
        _id(),
        _account(),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        _moment("opened_at"),
        _moment("seen_at"),
        _moment("ended_at", nullable=True),
        sa.Column("end_reason", sa.String(20)),
    )
    op.create_table(
        "attempts",
        _id(),
        sa.Column("login_hash", sa.String(64), nullable=False, index=True),
        sa.Column("source_hash", sa.String(64), nullable=False, index=True),
        _moment("at"),
        sa.Column("succeeded", sa.Boolean, nullable=False),
    )
    op.create_table(
        "links",
        _id(),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("purpose", sa.String(20), nullable=False),
        _account(nullable=True),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
    )
    op.create_table(
        "identities",
        _id(),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("shown", sa.String(254), nullable=False),
        _moment("first_seen_at"),
        _account(nullable=True),
        _moment("claimed_at", nullable=True),
        _account("claimed_by", nullable=True),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_table(
        "access_log",
        _id(),
        _moment("at", index=True),
        _account(nullable=True),
        sa.Column("role", sa.String(40)),
        sa.Column("event", sa.String(30), nullable=False),
        sa.Column("what", sa.String(200)),
        sa.Column("school_id", sa.String(200)),
        sa.Column("pupil_id", sa.String(200), index=True),
        sa.Column("pupils", sa.Integer),
    )
    op.create_table(
        "log_retention", _id(), _moment("before"), _moment("decided_at"), _account("decided_by", nullable=True)
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(128), nullable=False),
    )
    guards = _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for statement in guards.strip().split("\n\n"):
        op.execute(statement)
