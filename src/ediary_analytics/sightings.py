"""Entry times seen between imports."""


def unseen(column: str) -> str:
    """The SQL of an entry time as the export had it: null where it was only seen between imports."""
    return f"case when epoch_us({column}) % 1000000 = 0 then {column} end"
