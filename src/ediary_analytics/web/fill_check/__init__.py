"""The page fill_check: its parts, words and lists."""
