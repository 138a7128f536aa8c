"""The HTML of the pages before the dashboard: forms on a quiet card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Form:
    """A form and its button; sent to the page's own address unless to another."""

    button: str
    fields: Sequence[Field] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""


def page(heading: str, forms: Sequence[Form], *, problem: str = "", told: str = "", lead: Sequence[str] = (),
         link: tuple[str, str] | None = None, others: Sequence[tuple[str, str]] = ()) -> str:  # fmt: skip
    """A page with forms; without any it only says something.

    Args:
        heading: what it is for.
        forms: shown one below the other.
        problem: why what was sent will not do.
        told: what was done.
        lead: lines that explain.
        link: an address of this server to go on to, and its label.
        others: further ones, each by address and label.
    """
    other, name = ("en", "English") if i18n.language() == "lt" else ("lt", "Lietuviškai")
    product = _("E-diary")
    hidden = {key: value for form in forms for key, value in form.hidden.items() if key != "do"}
    inner = "".join(f"<p>{escape(line)}</p>" for line in lead)
    inner += f'<p class="problem" role="alert">{escape(problem)}</p>' if problem else ""
    inner += f'<p class="told" role="status">{escape(told)}</p>' if told else ""
    inner += "".join(map(_form, forms))
    for address, label in [*([link] if link else []), *others]:
        inner += f'<a class="button" href="{escape(address)}">{escape(label)}</a>'
    return (
        f'<!doctype html><html lang="{i18n.language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(heading)}</title>'
        f"<style>{theme.login_style()}</style></head><body><main>"
        f'<p class="product">{escape(product)}</p><h1>{escape(heading)}</h1>{inner}'
        f'<p class="language"><a hreflang="{other}" lang="{other}" href="?lang={other}{_kept(hidden)}">'
        f"{name}</a></p></main></body></html>"
    )


def _form(form: Form) -> str:
    heading = f"<h2>{escape(form.heading)}</h2>" if form.heading else ""
    inner = _hidden(form.hidden) + "".join(map(_field, form.fields))
    return f'{heading}<form method="post">{inner}<button type="submit">{escape(form.button)}</button></form>'


def _hidden(values: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in values.items()
    )


def _kept(values: Mapping[str, str]) -> str:
    return "".join(f"&amp;{name}={quote(value, safe='')}" for name, value in values.items())


def _field(asked: Field) -> str:
    return (
        f'<label>{escape(asked.label)}<input name="{asked.name}" type="{asked.kind}" value="{escape(asked.value)}"'
        f' autocomplete="{asked.autocomplete}" required autocapitalize="none" spellcheck="false"></label>'
    )
