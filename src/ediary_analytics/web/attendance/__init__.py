"""The page attendance: its parts, words and lists."""
