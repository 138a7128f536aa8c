"""``ediary user``: the accounts of the dashboard, for whoever runs the server."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ediary_analytics.cli import options, words
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _

if TYPE_CHECKING:
    from ediary_analytics.register.accounts import Account
    from ediary_analytics.register.grants import Grant
    from ediary_analytics.register.store import Register

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _role_options(command: _Command) -> _Command:
    for option in (
        click.option("--grades", metavar="N-M", help=N_("Only these grades (a deputy's area).")),
        click.option("--person", metavar="ID", help=N_("As whom of the school's data: staff, guardian or pupil id.")),
        click.option("--school", metavar="ID", help=N_("Of which school (else all).")),
    ):
        command = option(command)
    return command


def _secret_options(command: _Command) -> _Command:
    for option in (
        click.option("--password-stdin", "from_stdin", is_flag=True, help=N_("Read the password from standard input.")),
        click.option("--link", is_flag=True, help=N_("Print a link by which the person sets the password.")),
    ):
        command = option(command)
    return command


@click.group(cls=words.Group, help=N_("Accounts: who may open the dashboard, in which roles."))
def user() -> None:
    """Accounts: who may open the dashboard, in which roles."""


@user.command(help=N_("Add an account, with its first role and a password or a link to set one."))
@click.argument("login")
@click.option("--name", required=True, help=N_("Name and surname."))
@click.option("--role", help=N_("The first role, as in roles.toml (see: ediary user roles)."))
@_role_options
@click.option("--language", type=click.Choice(["lt", "en"]), default="lt", help=N_("The language of the pages."))
@_secret_options
@options.data
def add(
    login: str,
    name: str,
    role: str | None,
    school: str | None,
    person: str | None,
    grades: str | None,
    language: str,
    data_dir: Path | None,
    *,
    link: bool,
    from_stdin: bool,
) -> None:
    from ediary_analytics import access
    from ediary_analytics.register import accounts, grants, passwords

    _must_choose(link=link, from_stdin=from_stdin)
    grant = _grant(role, school, person, grades) if role else None
    unchecked = access.must_be_there(grant, options.folder(data_dir)) if grant else ""
    register = _register(data_dir)
    password = None if link else _ask_password(from_stdin=from_stdin)
    if password is not None:
        passwords.hash_of(password, login)  # one that will not do is told before anything is kept
    account = accounts.add(register, login, name, _now(), by=None, language=language)
    if grant:
        grants.give(register, account.id, grant, _now(), by=None)
    click.echo(_("The account {login} was added.").format(login=account.login))
    _warn(unchecked)
    _set(register, account, password)


@user.command(help=N_("Set a password, or print a link by which the person does. Ends the person's sessions."))
@click.argument("login")
@_secret_options
@options.data
def password(login: str, data_dir: Path | None, *, link: bool, from_stdin: bool) -> None:
    from ediary_analytics.register import accounts

    _must_choose(link=link, from_stdin=from_stdin)
    register = _register(data_dir)
    account = accounts.by_login(register, login)
    _set(register, account, None if link else _ask_password(from_stdin=from_stdin))


@user.command(help=N_("Give a role, or take it away."))
@click.argument("login")
@click.argument("name", metavar="ROLE")
@_role_options
@click.option("--withdraw", is_flag=True, help=N_("Take the role away."))
@options.data
def role(
    login: str,
    name: str,
    school: str | None,
    person: str | None,
    grades: str | None,
    data_dir: Path | None,
    *,
    withdraw: bool,
) -> None:
    from ediary_analytics import access
    from ediary_analytics.register import accounts, grants

    register = _register(data_dir)
    account = accounts.by_login(register, login)
    grant = _grant(name, school, person, grades)
    if not withdraw:
        unchecked = access.must_be_there(grant, options.folder(data_dir))
        grants.give(register, account.id, grant, _now(), by=None)
        click.echo(_("{login} now has the role {role}.").format(login=account.login, role=name))
        _warn(unchecked)
        return
    same = [held for held in account.grants if _fits(held, grant)]
    if not same:
        raise CallError("--withdraw", _("the account does not hold this role"), _("See the list: ediary user list"))
    for held in same:
        grants.withdraw(register, account.id, held.id, _now(), by=None)
    click.echo(_("{login} no longer has the role {role}.").format(login=account.login, role=name))


@user.command(name="list", help=N_("Every account with its roles."))
@options.data
def list_(data_dir: Path | None) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from ediary_analytics.register import accounts, identities

    register = _register(data_dir)
    table = Table(box=box.SIMPLE, header_style="bold")
    for heading in (_("Login"), _("Name and surname"), _("Roles"), _("State")):
        table.add_column(heading)
    for account in accounts.everyone(register):
        state = _("disabled") if account.disabled else _("open")
        table.add_row(*map(escape, (account.login, account.name, "\n".join(map(_held, account.grants)), state)))
    console = Console()
    console.print(table)
    for claim in identities.claims(register):
        told = _("{claim} waits for an account: {shown} of {issuer}, since {day}")
        console.print(
            told.format(claim=claim.id, shown=claim.shown, issuer=claim.issuer, day=claim.first_seen_at.date()),
            markup=False,
        )


@user.command(help=N_("The roles there are."))
def roles() -> None:
    """The roles there are."""
    from ediary_analytics import access

    for name, role in access.roles().items():
        click.echo(f"{name:24} {role.title}")


@user.command(help=N_("Shut an account and every browser that it is open in, at once."))
@click.argument("login")
@options.data
def disable(login: str, data_dir: Path | None) -> None:
    from ediary_analytics.register import accounts

    register = _register(data_dir)
    account = accounts.by_login(register, login)
    accounts.disable(register, account.id, _now(), by=None)
    click.echo(_("The account {login} is disabled.").format(login=account.login))


@user.command(help=N_("Open a disabled account again."))
@click.argument("login")
@options.data
def enable(login: str, data_dir: Path | None) -> None:
    from ediary_analytics.register import accounts

    register = _register(data_dir)
    account = accounts.by_login(register, login)
    accounts.enable(register, account.id, _now(), by=None)
    click.echo(_("The account {login} is open again.").format(login=account.login))


@user.command(help=N_("Tie somebody who came from an identity provider (see the list) to an account."))
@click.argument("claim", type=int)
@click.argument("login")
@options.data
def tie(claim: int, login: str, data_dir: Path | None) -> None:
    from ediary_analytics.register import accounts, identities

    register = _register(data_dir)
    account = accounts.by_login(register, login)
    if claim not in {waiting.id for waiting in identities.claims(register)}:
        raise CallError("CLAIM", _("nobody waits under this number"), _("See the list: ediary user list"))
    identities.tie(register, claim, account.id, _now(), by=None)
    click.echo(_("From now on this identity opens the account {login}.").format(login=account.login))


def _register(data_dir: Path | None) -> "Register":
    from ediary_analytics.register.store import open_register

    return open_register(options.folder(data_dir))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _grant(role: str, school: str | None, person: str | None, grades: str | None) -> "Grant":
    from ediary_analytics import access
    from ediary_analytics.register.grants import Grant

    grant = Grant(role, school, person, _grades(grades) if grades else None)
    access.must_hold(grant)
    return grant


def _warn(told: str) -> None:
    if told:
        click.echo(told, err=True)


def _must_choose(*, link: bool, from_stdin: bool) -> None:
    if link and from_stdin:
        raise CallError("--link", _("it does not go together with --password-stdin"), _("Give one of the two"))


def _grades(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if first.isdecimal() and (last.isdecimal() or not dash) and int(first) <= int(last or first):
        return int(first), int(last or first)
    raise CallError("--grades", _("'{text}' is no span of grades").format(text=text), _("Write it as 1-4"))


def _fits(held: "Grant", asked: "Grant") -> bool:
    return held.role == asked.role and all(
        wanted is None or kept == wanted
        for kept, wanted in (
            (held.school_id, asked.school_id),
            (held.person_id, asked.person_id),
            (held.grades, asked.grades),
        )
    )


def _held(grant: "Grant") -> str:
    grades = "{}–{}".format(*grant.grades) if grant.grades else None
    return " ".join(filter(None, (grant.role, grant.school_id, grant.person_id, grades)))


def _ask_password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise CallError("--link", _("nobody is there to type a password"), _("Add --link or --password-stdin"))
    answer: str = click.prompt(_("Password"), hide_input=True, confirmation_prompt=_("The password once more"))
    return answer


def _set(register: "Register", account: "Account", password: str | None) -> None:
    from ediary_analytics.register import links, passwords

    if password is None:
        token = links.make(register, "password", _now(), account.id)
        told = _("The person sets the password within {n} days at the dashboard's address followed by: {path}")
        click.echo(told.format(n=links.LASTS["password"].days, path=f"/password?token={token}"))
        return
    passwords.set_password(register, account.id, password, _now(), by=None)
    click.echo(_("The password is set."))
