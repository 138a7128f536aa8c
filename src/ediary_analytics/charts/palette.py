"""The colours, as charts know them: see :mod:`ediary_analytics.palette`."""

from ediary_analytics.palette import DARK, LIGHT, Palette, palette

__all__ = ["DARK", "LIGHT", "Palette", "palette"]
