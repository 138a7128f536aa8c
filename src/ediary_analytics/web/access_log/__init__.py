"""The page access_log: its parts, words and lists."""
