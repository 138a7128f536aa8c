"""The page archive: its parts, words and lists."""
