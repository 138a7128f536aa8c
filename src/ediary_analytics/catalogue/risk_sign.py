"""The signs of risk as ``sql/asked/risk_rules.sql`` states them beside their bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ediary_analytics import i18n
from ediary_analytics.catalogue import front_matter
from ediary_analytics.catalogue.metric import View
from ediary_analytics.errors import CatalogueError

UNITS = frozenset({"share", "step", "count", "points"})
_TEXTS = ("title", "told")


@dataclass(frozen=True, slots=True)
class RiskSign(front_matter.Worded):
    """One sign: its ``title``, how it is ``told`` of a pupil, the unit of its value and bound.

    ``needs`` is the evidence that it is seen in: without any of it the sign is silent, and its silence says nothing.
    ``bounds`` names the setting that the bound stands in, by the points it gives; ``sources`` say why, by language.
    """

    unit: str
    needs: tuple[str, ...]
    bounds: Mapping[int, str]
    sources: Mapping[str, Mapping[str, str]]

    def source(self, points: int) -> str:
        """Where the bound that gives so many points comes from, in the language in use."""
        return self.sources[i18n.language()][self.bounds[points]]


def parse(view: View) -> Mapping[str, RiskSign]:
    """The signs that a view of ``asked`` states, by name.

    Raises:
        CatalogueError: a word, the unit or the evidence is missing, or a bound is no setting of the view.
    """
    return MappingProxyType({name: _sign(name, view) for name in view.signs["en"]})


def _sign(name: str, view: View) -> RiskSign:
    said, lithuanian = view.signs["en"][name], view.signs["lt"].get(name, {})
    texts = front_matter.words(name, {**said, "lt": lithuanian}, _TEXTS)
    try:
        unit, needs = said["unit"], tuple(said["needs"])
        bounds = {int(points): setting for points, setting in said["bounds"].items()}
    except KeyError as error:
        raise CatalogueError(name, f"no {error} in the front matter", "Every sign states it") from None
    if unit not in UNITS or not view.settings.keys() >= set(bounds.values()):
        right = f"One of {sorted(UNITS)}, and settings of the view"
        raise CatalogueError(name, f"unit '{unit}', bounds {bounds}", right)
    return RiskSign(name, texts, unit, needs, MappingProxyType(bounds), view.sources)
