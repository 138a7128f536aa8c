"""The page administration: its parts, words and lists."""
