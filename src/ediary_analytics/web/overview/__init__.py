"""The page overview: its parts, words, lists and pictures."""
