"""The user's language: Lithuanian unless something else is asked for.

The language belongs to the running context (a command, a web session's thread), never to the process,
so that two people may use the dashboard in different languages at once.
"""

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("lt", "en")
_LOCALE = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default="lt")


def use(language: str) -> None:
    """Speak ``lt`` or ``en`` from here on in this context; anything else is Lithuanian."""
    _language.set(language if language in LANGUAGES else "lt")


def language() -> str:
    """The code of the language in use, ``lt`` or ``en``."""
    return _language.get()


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # English is the language of the sources: its catalogue may lack a message, the Lithuanian one may not (tests).
    return gettext.translation("ediary", _LOCALE, [language], fallback=language == "en")


def _(message: str) -> str:
    """``message`` in the language in use."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form for ``n`` things (Lithuanian has three: 1 pamoka, 2 pamokos, 10 pamokų)."""
    return _catalogue(language()).ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for a constant to be translated later)
    """Mark a constant for extraction; translate it with :func:`_` where it is shown."""
    return message
