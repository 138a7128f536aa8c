"""The page reports: its choices, its preview, its files."""
