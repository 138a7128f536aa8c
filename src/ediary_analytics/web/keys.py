"""The key that opens the dashboard until there are accounts: its names, and how it is told from a wrong one."""

import hashlib
import hmac
from typing import Final

#: How the key reaches the server, and how the server is told that it is a demonstration.
KEY_VARIABLE: Final = "EDIARY_ACCESS_KEY"
DEMO_VARIABLE: Final = "EDIARY_DEMO"
#: The part of the address that carries the key, and the cookie that remembers it for this browser.
PARAMETER: Final = "key"
COOKIE: Final = "ediary_access"


def is_key(given: str, key: str) -> bool:
    """Whether that is the key, in a time that does not tell how much of it is right; no key opens nothing."""
    return bool(key) and hmac.compare_digest(given.encode(), key.encode())


def token(key: str) -> str:
    """What the cookie holds: proof of the key, not the key."""
    return hmac.new(key.encode(), b"ediary session", hashlib.sha256).hexdigest()


def is_token(given: str, key: str) -> bool:
    """Whether that is the proof of the key."""
    return bool(key) and hmac.compare_digest(given.encode(), token(key).encode())
