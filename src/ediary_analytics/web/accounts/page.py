"""The parts of the page of accounts. What takes something away, or lets somebody in, is asked once more."""

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from ediary_analytics import access
from ediary_analytics.access import Somebody, Viewer
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import LANGUAGES, _
from ediary_analytics.register import accounts, grants, identities, sessions
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.web import components, data, session, table
from ediary_analytics.web.accounts import doing
from ediary_analytics.web.accounts import fields as role_fields
from ediary_analytics.web.accounts import words as accounts_words
from ediary_analytics.web.accounts.words import Office
from ediary_analytics.web.front import answers

_ADDED: Final = "accounts added"


def enter(viewer: Viewer) -> Office:
    """What whoever looks may see and change; the script ends where that is nothing."""
    mine = session.account()
    steward = access.steward(mine, viewer.schools) if mine else None
    if steward is None:
        st.stop()
    register = answers.register()
    try:
        file, schools = data.served(viewer)
    except InputError:
        file, schools = "", []
    seen = [account for account in accounts.everyone(register) if steward.sees(account)]
    return Office(
        steward,
        register,
        file,
        {school.school_id: school for school in schools},
        sorted(seen, key=lambda account: (account.disabled, account.name.casefold())),
        identities.claims(register),
        sessions.uses(register, answers.now()),
    )


def waiting(office: Office) -> None:
    """People of a provider who logged in there and wait for an account here."""
    if not office.claims:
        return
    lead = _("They logged in with Google or Microsoft. Ask the person before you tie: a name alone proves nothing.")
    components.section(_("Waiting for an account"), lead)
    options = [account.id for account in office.seen if office.steward.may_change(account) and not account.disabled]
    names = {account.id: _called(account) for account in office.seen}
    for claim in office.claims:
        since = accounts_words.moment(claim.first_seen_at)
        what = _("{shown}, of {issuer}, since {day}").format(shown=claim.shown, issuer=claim.issuer, day=since)
        key = f"claim {claim.id}"
        st.html(f"<p>{escape(what)}</p>")  # a provider's words: a label would read them as markup
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = st.selectbox(
                _("Account"), options, None, names.__getitem__, key=key, placeholder=_("Choose an account"),
                label_visibility="collapsed",
            )  # fmt: skip
            pressed = st.button(_("Tie"), key=f"tie {claim.id}", disabled=chosen is None)
        if chosen is not None and doing.sure(
            f"{key} {chosen}",
            pressed=pressed,
            what=_("From then on this log-in opens the account of {name}.").format(name=names[chosen]),
            yes=_("Yes, tie it"),
        ):
            doing.change(office, chosen, partial(_tie, office, claim.id), _("It is tied."))


def _tie(office: Office, claim: int, whose: Account) -> None:
    identities.tie(office.register, claim, whose.id, answers.now(), by=office.steward.account)


def everybody(office: Office) -> None:
    """All accounts."""
    components.section(_("Accounts"), _("A row opens to the roles."))
    table.show(accounts_words.everybody(office, _people(office)), key="accounts")


def _people(office: Office) -> dict[tuple[str, str], Somebody]:
    if not office.file:
        return {}
    return {
        (school, somebody.person_id): somebody
        for school in office.schools
        for somebody in data.people(office.file, school)
    }


def add(office: Office) -> None:
    """A new account with its first role; a link to set the password follows."""
    components.section(_("Add a person"), _("You get a link by which the person sets a password."))
    turn = st.session_state.get(_ADDED, 0)
    name = st.text_input(_("Name and surname"), key=f"add name {turn}")
    login = st.text_input(_("Login"), key=f"add login {turn}", help=_("A short name or the e-mail address at school"))
    language = st.selectbox(
        _("Language"), LANGUAGES, format_func=accounts_words.LANGUAGES.__getitem__, key=f"add language {turn}"
    )
    grant = role_fields.ask(office, f"add {turn}")
    if not st.button(_("Add"), type="primary", key="add", disabled=not (name.strip() and login.strip() and grant)):
        return

    def make() -> None:
        assert grant is not None  # noqa: S101  (the button is shut without)
        office.steward.must_reach(grant)
        by, now = office.steward.account, answers.now()
        with office.register.writing() as con:
            number = accounts.keep(con, login, name, now, by=by, language=language)
            grants.keep(con, number, grant, now, by=by)
        doing.make_link(office, number)
        st.session_state[_ADDED] = turn + 1

    doing.do(make, _("{name} was added. Below is the link to set a password.").format(name=name.strip()))


def change(office: Office) -> None:
    """One account: its roles, password, browsers, and whether it is open."""
    components.section(_("Change an account"), _("What you do here is written to the access log with your name."))
    by_id = {account.id: account for account in office.seen}
    number = st.selectbox(
        _("Whose"), list(by_id), None, lambda key: _called(by_id[key]), key="whose", placeholder=_("Choose an account")
    )
    if number is None or number not in by_id:
        return
    whose = by_id[number]
    _roles(office, whose)
    if office.steward.may_change(whose):
        _whole(office, whose)
    else:
        components.note(
            _("This person has a role beyond your schools"), [_("An administrator of all schools can do the rest.")]
        )


def _roles(office: Office, whose: Account) -> None:
    people = _people(office)
    for grant in whose.grants:
        line = accounts_words.role(grant, office.schools, people)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f"<p>{escape(line)}</p>")
            pressed = st.button(_("Withdraw"), key=f"withdraw {grant.id}", disabled=not office.steward.reaches(grant))
        if doing.sure(
            f"withdraw {whose.id} {grant.id}",
            pressed=pressed,
            what=_("{name} will no longer have: {role}.").format(name=whose.name, role=line),
            yes=_("Yes, withdraw it"),
        ):
            doing.do(partial(_withdraw, office, whose, grant), _("The role is withdrawn."))
    with st.expander(_("Give another role")):
        wanted = role_fields.ask(office, f"give {whose.id} {len(whose.grants)}")
        if st.button(_("Give"), key=f"give {whose.id}", disabled=wanted is None) and wanted is not None:
            doing.do(partial(_give, office, whose, wanted), _("The role is given."))


def _withdraw(office: Office, whose: Account, grant: Grant) -> None:
    if not office.steward.reaches(grant):
        office.steward.must_reach(grant)
    grants.withdraw(office.register, whose.id, grant.id, answers.now(), by=office.steward.account)


def _give(office: Office, whose: Account, grant: Grant) -> None:
    office.steward.must_reach(grant)
    grants.give(office.register, whose.id, grant, answers.now(), by=office.steward.account)


def _whole(office: Office, whose: Account) -> None:
    register, by = office.register, office.steward.account
    with st.container(horizontal=True, gap="small"):
        link = st.button(_("Password link"), key=f"link {whose.id}", disabled=whose.disabled)
        out = st.button(_("End sessions"), key=f"out {whose.id}")
        shut = not whose.disabled and st.button(_("Disable"), key=f"disable {whose.id}", disabled=whose.id == by)
        opened = whose.disabled and st.button(_("Enable"), key=f"enable {whose.id}", type="primary")
    name = whose.name
    if link:
        told = _("A link for {name} is below. Earlier links of theirs no longer work.").format(name=name)
        doing.change(office, whose.id, lambda whose: doing.make_link(office, whose.id), told)
    if opened:
        told = _("{name} can log in again.").format(name=name)
        doing.change(office, whose.id, lambda whose: accounts.enable(register, whose.id, answers.now(), by=by), told)
    what = _("{name} will have to log in anew in every browser.").format(name=name)
    if doing.sure(f"out {whose.id}", pressed=out, what=what, yes=_("Yes, end them")):
        told = _("The sessions of {name} are ended.").format(name=name)
        doing.change(office, whose.id, lambda whose: sessions.end_all(register, whose.id, answers.now(), by=by), told)
    what = _("{name} will be out at once, in every browser, until you enable the account again.").format(name=name)
    if doing.sure(f"disable {whose.id}", pressed=bool(shut), what=what, yes=_("Yes, disable it")):
        told = _("The account of {name} is disabled.").format(name=name)
        doing.change(office, whose.id, lambda whose: accounts.disable(register, whose.id, answers.now(), by=by), told)


def _called(account: Account) -> str:
    return f"{account.name} ({account.login})"
