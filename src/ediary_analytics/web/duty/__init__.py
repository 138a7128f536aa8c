"""One judged duty in full: shown by every page that leads to it."""
