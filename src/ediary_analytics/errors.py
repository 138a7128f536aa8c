"""What can go wrong for a user, as a small tree; everything else is our fault and keeps its traceback.

Every message follows one grammar, in the user's language:
``<where>: <what is wrong>. <what would be right>.``
"""


class EdiaryError(Exception):
    """A fault that its reader can mend.

    Args:
        where: the place as the reader knows it: a file, ``file:line``, an option, a setting's key.
        wrong: what is wrong there, without a full stop.
        right: what would be right, without a full stop.
    """

    def __init__(self, where: object, wrong: str, right: str) -> None:
        super().__init__(where, wrong, right)
        self.where = str(where)
        self.wrong = wrong
        self.right = right

    def __str__(self) -> str:
        return f"{self.where}: {self.wrong}. {self.right}."


class InputError(EdiaryError):
    """An export, a file or a folder cannot be read as what it should be."""


class CallError(EdiaryError):
    """A command, option, month, date or name that does not exist or does not fit."""


class PolicyError(EdiaryError):
    """A school's rules file is wrong: an unknown duty, a setting that the duty does not declare."""


class CatalogueError(EdiaryError):
    """A packaged ``.sql`` file breaks the rules of the catalogue (found by tests, never by users)."""


class QualityError(EdiaryError):
    """Great Expectations did not run what the suite's file lists."""


class AccessError(EdiaryError):
    """Rows were asked for without a scope, or outside it."""
