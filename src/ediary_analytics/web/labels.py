"""Labels of select boxes and pictures, where two alike would be one.

Streamlit knows an option again by its label: of two alike the last is chosen, whichever was. A chart draws rows of one
label over each other. So namesakes, two years' class 5a, or two records of one day never stand under one label.
"""

from collections import Counter
from collections.abc import Callable, Iterable


def apart(options: Iterable[str], show: Callable[[str], str], tell: Callable[[str], str] = str) -> dict[str, str]:
    """Each option with its label; those that would share one say in brackets what tells them apart (their own key)."""
    labels = {option: show(option) for option in options}
    times = Counter(labels.values())
    return {key: f"{label} ({tell(key)})" if times[label] > 1 else label for key, label in labels.items()}
