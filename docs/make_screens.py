"""Make the pictures of the pages from sample_data: ``docs/screens/<page>-light.png``, ``-dark.png``, ``-phone.png``.

Every page as the first role that has it, or only the pages that are named: ``docs/make_screens.py pupil risk``.
"""

import datetime as dt
import io
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ediary_analytics import access
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support import browser as browsers  # noqa: E402
from support.pages import free_port, running  # noqa: E402


def _those_with(page: str) -> list[str]:
    roles = access.roles()
    theirs = [name for name in roles if page in roles[name].pages]
    usual = "guardian" if page == "pupil" else "deputy_director"  # she would be asked first which pupil
    return sorted(theirs, key=lambda name: (name != usual, roles[name].pages[0] != page))


#: Each page with the role that looks at it: the deputy director where she has it, else the one whose home it is.
PAGES = {page.stem: next(iter(_those_with(page.stem))) for page in sorted(shipped("pages").glob("*.py"))}
SCREEN = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {**SCREEN, "color_scheme": "light"},
    "dark": {**SCREEN, "color_scheme": "dark"},
    "phone": {**PHONE, "color_scheme": "light"},
}
#: The sample's last day: judged by any other moment, the pictures would change with the calendar.
AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)  # noqa: DTZ001


def picture(browser: Browser, address: str, file: Path, look: dict[str, Any]) -> None:
    """One page as one reader sees it, once everything has been drawn."""
    context = browser.new_context(locale="lt-LT", **look)
    page = context.new_page()
    page.goto(address)
    page.locator("h1.ed-title").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!document.querySelector('[data-test-script-state=running]')")
    page.wait_for_timeout(1500)  # the chart is drawn after the last request
    taken = Image.open(io.BytesIO(page.screenshot()))
    taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)  # a quarter of the size
    context.close()
    print(file.relative_to(ROOT))


def main() -> None:
    """All pages in all looks."""
    screens = ROOT / "docs" / "screens"
    screens.mkdir(exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ediary-screens-") as folder:
        data = Path(folder)
        refresh([shipped("sample_data")], data, as_of=AS_OF, validate=False)
        (data / "demo").touch()
        command = ("-m", "ediary_analytics.web.dashboard", str(port))
        with running(*command, port=port, EDIARY_DATA_DIR=str(data), EDIARY_DEMO="1"), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browsers.executable(), args=browsers.FLAGS)
            for page in sys.argv[1:] or PAGES:
                address = f"http://127.0.0.1:{port}/{page}?role={PAGES[page]}"
                for name, look in LOOKS.items():
                    picture(browser, address, screens / f"{page}-{name}.png", look)
            browser.close()


if __name__ == "__main__":
    main()
