"""Who may change whose account: an administrator of all schools everybody's, one of a school only its own people's."""

from collections.abc import Collection
from dataclasses import dataclass

from ediary_analytics.access.held import must_hold
from ediary_analytics.access.roles import roles
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant


@dataclass(frozen=True, slots=True)
class Steward:
    """Whoever may make and change accounts.

    Args:
        account: the number of their own.
        schools: of which schools; None for all, those still to come too.
    """

    account: int
    schools: frozenset[str] | None

    def reaches(self, grant: Grant) -> bool:
        """Whether a role is theirs to give and to withdraw."""
        return self.schools is None or grant.school_id in self.schools

    def sees(self, account: Account) -> bool:
        """Whether an account is shown: somebody of their schools, or of none yet."""
        return not account.grants or any(map(self.reaches, account.grants))

    def may_change(self, account: Account) -> bool:
        """Whether the account as a whole is theirs: somebody who works elsewhere too is not."""
        return all(map(self.reaches, account.grants))

    def must_change(self, account: Account) -> None:
        """Raise AccessError unless the account as a whole is theirs."""
        if not self.may_change(account):
            wrong = _("this person has a role beyond your schools")
            raise AccessError(account.login, wrong, _("An administrator of all schools can do it"))

    def must_reach(self, grant: Grant) -> None:
        """Raise unless the role can be somebody's (CallError) and is theirs to give and to withdraw (AccessError)."""
        must_hold(grant)
        if not self.reaches(grant):
            wrong = _("this role reaches beyond your schools")
            raise AccessError(grant.role, wrong, _("An administrator of all schools can do it"))


def steward(account: Account, schools: Collection[str]) -> Steward | None:
    """What an account may do with accounts; None where nothing.

    Args:
        account: whose.
        schools: those in scope of the role in which they are looking: what another role holds does not count here.
    """
    held = [grant for grant in account.grants if grant.role in roles() and "accounts" in roles()[grant.role].may_write]
    if not held or account.disabled:
        return None
    if any(grant.school_id is None and grant.grades is None for grant in held):
        return Steward(account.id, None)
    return Steward(account.id, frozenset(schools))
