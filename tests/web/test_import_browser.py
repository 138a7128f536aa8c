"""From an empty server to a filled month, as the first administrator does it in a browser."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ediary_analytics.register import links
from ediary_analytics.register.store import open_register
from ediary_analytics.web.front.answers import now
from support.pages import free_port, running
from support.register import PASSWORD
from web.conftest import RULES, TINY


@pytest.mark.browser
def test_upload_check_import_and_the_month_is_there(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDIARY_REGISTER_URL", raising=False)
    data = tmp_path / "data"
    (tmp_path / "mazosios.toml").write_text(RULES, "utf-8")
    with zipfile.ZipFile(tmp_path / "maza.zip", "w") as archive:
        for name, text in TINY.items():
            archive.writestr(f"{name}.csv", text.replace("{rules}", str(tmp_path / "mazosios.toml")) + "\n")
    token = links.make(open_register(data), "first", now())
    port = free_port()
    with running("-m", "ediary_analytics.web.dashboard", str(port), port=port, EDIARY_DATA_DIR=str(data)):
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{port}/setup?token={token}")
        for field, value in (("name", "Rasa Rasaitė"), ("login", "rasa"), ("password", PASSWORD), ("again", PASSWORD)):
            page.fill(f"[name={field}]", value)
        page.get_by_role("button", name="Sukurti paskyrą").click()

        # nothing is there yet: the administrator's page teaches
        expect(page.get_by_text("Kur dienyne rasti eksportą")).to_be_visible(timeout=60_000)
        page.locator("input[type=file]").set_input_files(tmp_path / "maza.zip")
        page.get_by_role("button", name="Patikrinti").click()
        ready = page.get_by_role("button", name="Importuoti", exact=True)
        expect(ready).to_be_enabled(timeout=120_000)
        assert not (data / "current").exists(), "a check publishes nothing"
        ready.click()
        expect(page.locator("h1.ed-title")).to_contain_text("Paskutinis importas", timeout=120_000)

        page.get_by_role("link", name="Pildymo patikra").click()
        expect(page.locator("h1.ed-title")).to_contain_text("Rugsėjį pareigų nebuvo", timeout=60_000)
        page.goto(f"http://127.0.0.1:{port}/fill_check?month=2026-10")
        expect(page.locator("h1.ed-title")).to_contain_text("Spalis užpildytas", timeout=60_000)
        page.close()
