"""RESULTS.md: every command writes the part under its own heading and leaves the others as they are."""

import re
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def write(title: str, text: str) -> None:
    """Put ``text`` under the heading ``# title``, in the place of what stood there, else at the end."""
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    parts = {part.partition("\n")[0]: part.strip() for part in re.split(r"^(?=# )", old, flags=re.MULTILINE) if part}
    parts[f"# {title}"] = f"# {title}\n\n{text.strip()}"
    RESULTS.write_text("\n\n".join(parts.values()) + "\n", "utf-8")
    print(parts[f"# {title}"])
