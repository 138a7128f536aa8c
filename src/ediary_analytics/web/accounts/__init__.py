"""The page accounts: its parts, words and lists."""
