"""The page risk: its parts, words and lists."""
