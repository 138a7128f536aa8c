"""A tab of a browser, as a reader has it: what it asked for, what stands on it, and whether it fits."""

import re
from typing import Any, Final

from playwright.sync_api import Page

ANSWER: Final = "h1.ed-title"
PHONE: Final[dict[str, Any]] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36",
}


class Tab:
    """One tab of a browser of its own, and every request it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.locator(f"{ANSWER}, .ed-note").first.wait_for()

    @property
    def outside(self) -> list[str]:
        """Requests that left the host."""
        own = re.compile(r"(https?|wss?)://127\.0\.0\.1:\d+/|data:|blob:")
        return [url for url in self.requests if not own.match(url)]

    def colour(self, selector: str, of: str) -> str:
        script = "(node, of) => getComputedStyle(node)[of]"
        return str(self.page.locator(selector).first.evaluate(script, of))

    def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
