"""The register's tables; the migrations make them, a test holds the two together."""

import datetime as dt
from typing import Any

import sqlalchemy as sa


class Moment(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC: given and returned with its zone, stored alike in every database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """To UTC without a zone; a moment without a zone is refused."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        """Back with the zone."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(name, metadata, sa.Column("id", sa.Integer, primary_key=True), *columns)


def _account(name: str = "account_id", *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.ForeignKey("accounts.id"), nullable=nullable, index=True)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, Moment, nullable=nullable)


#: Who may come in. ``login`` is unique whatever its case; ``disabled_at`` shuts the account at once.
accounts = _table(
    "accounts",
    sa.Column("login", sa.String(254), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    _moment("created_at"),
    _account("created_by", nullable=True),
    _moment("disabled_at", nullable=True),
)
#: Password hashes; the newest of an account counts.
passwords = _table(
    "passwords", _account(), sa.Column("hash", sa.String(255), nullable=False), _moment("set_at"),
    _account("set_by", nullable=True),
)  # fmt: skip
#: In which role, over which school and as whom of its export (staff, guardian or pupil); grades for a part of a school.
grants = _table(
    "grants",
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
#: Browsers that are let in; only the hash of what their cookie holds is kept.
sessions = _table(
    "sessions",
    _account(),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    _moment("opened_at"),
    _moment("seen_at"),
    _moment("ended_at", nullable=True),
    sa.Column("end_reason", sa.String(20)),
)
#: Tries to log in, by a keyed hash of what was typed: people type passwords into the wrong field.
attempts = _table(
    "attempts",
    sa.Column("login_hash", sa.String(64), nullable=False, index=True),
    sa.Column("source_hash", sa.String(64), nullable=False, index=True),
    _moment("at"),
    sa.Column("succeeded", sa.Boolean, nullable=False),
)
#: Links that work once: to make the first administrator, or to set a password.
links = _table(
    "links",
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("purpose", sa.String(20), nullable=False),
    _account(nullable=True),
    _moment("made_at"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
)
#: People of an identity provider; until an administrator ties one to an account, it opens nothing.
identities = sa.Table(
    "identities",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("issuer", sa.String(255), nullable=False),
    sa.Column("subject", sa.String(255), nullable=False),
    sa.Column("shown", sa.String(254), nullable=False),
    _moment("first_seen_at"),
    _account(nullable=True),
    _moment("claimed_at", nullable=True),
    _account("claimed_by", nullable=True),
    sa.UniqueConstraint("issuer", "subject"),
)
#: Log-ins of an identity provider that were taken over already, by a keyed hash: a copy opens nothing.
handovers = _table(
    "handovers", sa.Column("hash", sa.String(64), nullable=False, unique=True), _moment("at")
)  # fmt: skip
#: Who saw or did what; the database itself refuses to change a row, and to remove one before its time.
access_log = _table(
    "access_log",
    sa.Column("at", Moment, nullable=False, index=True),
    _account(nullable=True),
    sa.Column("role", sa.String(40)),
    sa.Column("event", sa.String(30), nullable=False),
    sa.Column("what", sa.String(200)),
    sa.Column("school_id", sa.String(200)),
    sa.Column("pupil_id", sa.String(200), index=True),
    sa.Column("pupils", sa.Integer),
)
#: Up to when the access log may be cleared, and who decided it.
log_retention = _table("log_retention", _moment("before"), _moment("decided_at"), _account("decided_by", nullable=True))
#: What signs and hashes here, made at random when the register is.
secrets = sa.Table(
    "secrets",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.String(128), nullable=False),
)
