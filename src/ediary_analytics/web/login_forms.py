"""The HTML of the pages before the dashboard: one form on a quiet card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from ediary_analytics import i18n
from ediary_analytics.i18n import _
from ediary_analytics.web import theme


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its label, and how browsers fill it in."""

    name: str
    label: str
    kind: str = "text"
    autocomplete: str = "off"
    value: str = ""


def page(
    heading: str,
    button: str,
    fields: Sequence[Field],
    problem: str,
    *,
    hidden: Mapping[str, str] | None = None,
    lead: str = "",
    below: str = "",
) -> str:
    """A page with a form that is sent to its own address; without a button it only says something.

    ``below`` is HTML of our own, everything else is text.
    """
    other, name = ("en", "English") if i18n.language() == "lt" else ("lt", "Lietuviškai")
    product = _("E-diary")
    told = f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    inner = f'<form method="post">{_hidden(hidden or {})}{"".join(map(_field, fields))}' if button else ""
    if button:
        inner += f'<button type="submit">{escape(button)}</button></form>'
    return (
        f'<!doctype html><html lang="{i18n.language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(heading)}</title>'
        f"<style>{theme.login_style()}</style></head><body><main>"
        f'<p class="product">{escape(product)}</p><h1>{escape(heading)}</h1>'
        f"{f'<p>{escape(lead)}</p>' if lead else ''}{told}{inner}{below}"
        f'<p class="language"><a hreflang="{other}" lang="{other}" href="?lang={other}{_kept(hidden or {})}">'
        f"{name}</a></p></main></body></html>"
    )


def _hidden(values: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in values.items()
    )


def _kept(values: Mapping[str, str]) -> str:
    return "".join(f"&amp;{name}={quote(value, safe='')}" for name, value in values.items())


def _field(field: Field) -> str:
    return (
        f'<label>{escape(field.label)}<input name="{field.name}" type="{field.kind}" value="{escape(field.value)}"'
        f' autocomplete="{field.autocomplete}" required autocapitalize="none" spellcheck="false"></label>'
    )
