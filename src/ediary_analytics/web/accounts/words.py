"""What the page of accounts says: its sentence, its numbers, and a role in somebody's hands as one line."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ediary_analytics.access import School, Somebody, Steward, roles
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.identities import Claim
from ediary_analytics.register.sessions import Use
from ediary_analytics.register.store import Register
from ediary_analytics.web import formats
from ediary_analytics.web.components import Tile
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

#: The sign of a browser tab's language, as people call it.
LANGUAGES = {"lt": "Lietuvių", "en": "English"}


@dataclass(frozen=True, slots=True)
class Office:
    """What the page works with.

    Args:
        steward: what whoever looks may change.
        register: where it is kept.
        file: the warehouse that is served; empty before the first import.
        schools: those whose roles they may give, by id.
        seen: the accounts that they see, by name.
        claims: people of a provider who wait for an account.
        uses: by account, when it came in last.
    """

    steward: Steward
    register: Register
    file: str
    schools: Mapping[str, School]
    seen: Sequence[Account]
    claims: Sequence[Claim]
    uses: Mapping[int, Use]


def title() -> str:
    """What the page is about."""
    return _("Accounts")


def answer(seen: Sequence[Account], claims: Sequence[Claim]) -> str:
    """How many may come in, and whether somebody waits."""
    able = sum(not account.disabled for account in seen)
    can = ngettext("{n} person can log in", "{n} people can log in", able).format(n=formats.number(able))
    if not claims:
        return can
    waits = ngettext("{n} waits for you", "{n} wait for you", len(claims)).format(n=formats.number(len(claims)))
    return f"{can}, {waits}"


def under(office: Office) -> list[str]:
    """Of which schools."""
    if office.steward.schools is None:
        return [_("accounts of all schools")]
    return [_("accounts of your schools"), *(school.name for school in office.schools.values())]


def tiles(office: Office) -> list[Tile]:
    """Accounts, who is here now, who has no role, who is shut out."""
    everybody = len(office.seen)
    of = ngettext("of {n} account", "of {n} accounts", everybody).format(n=formats.number(everybody))
    here = sum(account.id in office.uses and office.uses[account.id].open > 0 for account in office.seen)
    never = sum(account.id not in office.uses and not account.disabled for account in office.seen)
    bare = sum(not account.grants and not account.disabled for account in office.seen)
    return [
        Tile(_("Logged in now"), formats.number(here), of),
        Tile(_("Never came in"), formats.number(never), of, state="pending" if never else ""),
        Tile(_("Without a role"), formats.number(bare), of, state="pending" if bare else ""),
        Tile(_("Disabled"), formats.number(sum(account.disabled for account in office.seen)), of),
    ]


def moment(value: dt.datetime | None) -> str:
    """A moment of the register, as the clock of this place shows it."""
    return formats.moment(value.astimezone() if value else None)


def role(grant: Grant, schools: Mapping[str, School], people: Mapping[tuple[str, str], Somebody]) -> str:
    """A role in somebody's hands: ``Klasės vadovas · Ąžuolyno progimnazija · Petraitis Jonas``."""
    name = roles()[grant.role].title if grant.role in roles() else grant.role
    school = schools.get(grant.school_id or "")
    parts = [name, school.name if school else grant.school_id or _("all schools")]
    if grant.grades:
        parts.append(_("grades {first}–{last}").format(first=grant.grades[0], last=grant.grades[1]))
    if grant.person_id:
        found = people.get((grant.school_id or "", grant.person_id))
        parts.append(found.name if found else grant.person_id)
    return " · ".join(parts)


def everybody(office: Office, people: Mapping[tuple[str, str], Somebody]) -> Table:
    """By account: name, login, roles, language, state, last log-in; a row opens to its roles, one a line."""
    columns = [
        Column(_("Name and surname")),
        Column(_("Login"), wide=True),
        Column(_("Roles")),
        Column(_("Language"), wide=True),
        Column(_("State")),
        Column(_("Last came in"), wide=True),
    ]
    return Table(_("Accounts"), columns, [_row(account, office, people) for account in office.seen])


def _row(account: Account, office: Office, people: Mapping[tuple[str, str], Somebody]) -> Row:
    use = office.uses.get(account.id)
    held = [role(grant, office.schools, people) for grant in account.grants]
    short = dict.fromkeys(roles()[grant.role].title for grant in account.grants if grant.role in roles())
    cells: list[Cell] = [
        account.name,
        account.login,
        ", ".join(short) or {"text": _("no role yet"), "state": "pending"},
        LANGUAGES[account.language],
        {"text": _("disabled"), "state": "unchecked"} if account.disabled else _("open"),
        moment(use.last) if use else _("never"),
    ]
    facts = [(_("Role"), line) for line in held] or [(_("Role"), _("no role yet"))]
    facts += [(_("Login"), account.login), (_("Last came in"), moment(use.last) if use else _("never"))]
    if use and use.open:
        told = ngettext("{n} browser", "{n} browsers", use.open).format(n=use.open)
        facts.append((_("Logged in now"), told))
    return Row(str(account.id), cells, [Block(facts=facts)], quiet=account.disabled)


def in_demonstration() -> tuple[str, list[str]]:
    """Why there is nothing here in a demonstration."""
    return _("In the demonstration there are no accounts"), [
        _("Whoever opens it chooses a role on the left; all persons are made up."),
        _("Started over your own data with: ediary app, the program asks for a login and a password;")
        + " "
        + _("here the administrator then adds people and gives them roles."),
    ]


def definitions() -> list[tuple[str, str]]:
    """What the words mean."""
    return [
        (_("Role"), _("what one may see and do, over which school; a person may hold several")),
        (_("Password link"), _("works once within three days; whoever opens it sets the password of that account")),
        (_("Disabled"), _("nobody comes in with it, and every browser in which it was open is out; nothing is lost")),
        (_("Access log"), _("keeps who changed what on this page")),
    ]
