"""People of an identity provider (Google Workspace, Microsoft Entra), known by issuer and subject.

An address can change hands and a provider can be asked to assert any, so the address never opens anything: a first
login leaves a claim, and an administrator ties it to an account.
"""

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from ediary_analytics.register import accounts, log, tables
from ediary_analytics.register.store import Register

#: Claims that wait at once; further ones are not kept until some are tied.
MOST_CLAIMS: Final = 500
#: How long a proof is remembered: well beyond the time for which one is good.
_REMEMBERED: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who came from a provider and is no account's yet; ``shown`` is what the provider calls them."""

    id: int
    issuer: str
    shown: str
    first_seen_at: dt.datetime


def account_of(register: Register, issuer: str, subject: str, shown: str, now: dt.datetime) -> int | None:
    """Whose identity that is; the first time it is nobody's, and is kept as a claim for an administrator."""
    table = tables.identities
    same = (table.c.issuer == issuer, table.c.subject == subject)
    asked = (
        sa.select(table.c.account_id, tables.accounts.c.disabled_at)
        .join_from(table, tables.accounts, table.c.account_id == tables.accounts.c.id, isouter=True)
        .where(*same)
    )
    with register.reading() as con:
        row = con.execute(asked).first()
    if row is not None:
        return None if row.account_id is None or row.disabled_at is not None else int(row.account_id)
    with register.writing() as con:
        if con.execute(sa.select(table.c.id).where(*same)).first() is None:
            waiting = sa.select(sa.func.count()).where(table.c.account_id.is_(None))
            if con.execute(waiting).scalar_one() >= MOST_CLAIMS:
                return None  # a provider that lets in the whole world must not fill the register
            con.execute(sa.insert(table).values(issuer=issuer, subject=subject, shown=shown[:254], first_seen_at=now))
            log.write(con, now, "identity_seen", account=None, what=shown)
    return None


def take(register: Register, proof: str, now: dt.datetime) -> bool:
    """Whether this proof of a log-in at a provider is seen for the first time; from here on it is not."""
    hashed = hmac.new(register.key, f"handover\0{proof}".encode(), hashlib.sha256).hexdigest()
    table = tables.handovers
    try:
        with register.writing() as con:
            con.execute(sa.delete(table).where(table.c.at < now - _REMEMBERED))
            con.execute(sa.insert(table).values(hash=hashed, at=now))
    except sa.exc.IntegrityError:
        return False
    return True


def is_waiting(register: Register, issuer: str, subject: str) -> bool:
    """Whether nobody has tied this identity to an account yet."""
    table = tables.identities
    same = (table.c.issuer == issuer, table.c.subject == subject, table.c.account_id.is_(None))
    with register.reading() as con:
        return con.execute(sa.select(table.c.id).where(*same)).first() is not None


def claims(register: Register) -> list[Claim]:
    """Who waits to be tied to an account, the longest first."""
    table = tables.identities
    asked = sa.select(table.c.id, table.c.issuer, table.c.shown, table.c.first_seen_at)
    with register.reading() as con:
        return [Claim(*row) for row in con.execute(asked.where(table.c.account_id.is_(None)).order_by(table.c.id))]


def tie(register: Register, claim: int, account: int, now: dt.datetime, *, by: int | None) -> None:
    """Make the identity that account's; one that is somebody's already stays so."""
    table = tables.identities
    login = accounts.by_id(register, account).login
    with register.writing() as con:
        tied = sa.update(table).where(table.c.id == claim, table.c.account_id.is_(None))
        if con.execute(tied.values(account_id=account, claimed_at=now, claimed_by=by)).rowcount:
            log.write(con, now, "identity_tied", account=by, what=login)
