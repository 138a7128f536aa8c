"""Nobody sees a page without the key, the role and the school; however the page is reached."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ediary_analytics import access
from ediary_analytics.access import Viewer
from ediary_analytics.errors import CallError
from ediary_analytics.paths import shipped
from ediary_analytics.web import cast, gate, keys, server, session
from support.pages import Shown, free_port

KEY = "a-key-of-the-tests"
PAGES = sorted(path.stem for path in shipped("pages").glob("*.py"))
SCRIPTS = ["app.py", *(f"pages/{name}.py" for name in PAGES)]
Visit = Callable[..., AppTest]


def refused(page: AppTest, why: str) -> bool:
    """Whether the page shows the refusal and nothing besides it: no table, no number, no choice but the demo's cast."""
    shown = Shown(page)
    choices = [box for box in page.selectbox if box.key not in {cast.ROLE, cast.PERSON}]
    widgets = [*choices, *page.get("bidi_component"), *page.get("vega_lite_chart"), *page.get("download_button")]
    return why in shown.text and not widgets and "<h1" not in shown.text


def test_every_page_belongs_to_a_role() -> None:
    assert {page for role in access.roles().values() for page in role.pages} >= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_the_guard_is_the_first_thing_a_page_does(name: str) -> None:
    body = ast.parse((shipped("pages") / f"{name}.py").read_text("utf-8")).body
    first = next(node for node in body[1:] if not isinstance(node, ast.Import | ast.ImportFrom))
    assert ast.unparse(first) == f"viewer = guard.require('{name}')"


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_the_key_nothing_is_shown(visit: Visit, demo_data: Path, script: str) -> None:
    assert refused(visit(demo_data, script=script, demo=False), "tik su raktu")


@pytest.mark.parametrize(("script", "given"), [("app.py", ""), ("app.py", f"{KEY}x"), (SCRIPTS[-1], KEY.upper())])
def test_a_wrong_key_is_none(
    visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch, script: str, given: str
) -> None:
    monkeypatch.setenv(keys.KEY_VARIABLE, KEY)
    assert refused(visit(demo_data, script=script, demo=False, key=given), "tik su raktu")


def test_no_key_in_the_environment_opens_nothing(
    visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_VARIABLE, "")
    assert refused(visit(demo_data, demo=False, key=""), "tik su raktu")


def test_the_key_opens_and_leaves_the_address(visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.KEY_VARIABLE, KEY)
    page = visit(demo_data, demo=False, key=KEY)
    assert Shown(page).title.startswith("Lapkritis")
    assert "Demonstracija" not in Shown(page).text
    assert "key" not in page.query_params
    assert Shown(page.run()).title.startswith("Lapkritis"), "the session remembers"


def test_the_demonstration_refuses_what_is_not_marked_as_made_up(visit: Visit, demo_data: Path, tmp_path: Path) -> None:
    (tmp_path / "current").write_text(str(demo_data / (demo_data / "current").read_text("utf-8").strip()), "utf-8")
    assert refused(visit(tmp_path), "tik su išgalvotais duomenimis")


REFUSED = [
    *((role, name) for role, rights in access.roles().items() for name in PAGES if name not in rights.pages),
    *(("no-such-role", name) for name in PAGES),
]


@pytest.mark.parametrize(("role", "name"), REFUSED)
def test_a_role_without_the_page_is_refused(
    visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch, role: str, name: str
) -> None:
    monkeypatch.setattr(session, "viewer", lambda: Viewer("", role, access.of_schools(["azuolyno-progimnazija"])))
    assert refused(visit(demo_data, script=f"pages/{name}.py"), "šis puslapis neskirtas")


def test_a_role_without_any_page_is_refused(visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        session, "viewer", lambda: Viewer("", "no-such-role", access.of_schools(["azuolyno-progimnazija"]))
    )
    assert refused(visit(demo_data), "šis puslapis neskirtas")


def test_a_viewer_without_a_school_sees_none(visit: Visit, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "viewer", lambda: Viewer("", "deputy_director", access.of_schools([])))
    shown = Shown(visit(demo_data, school="azuolyno-progimnazija"))
    assert shown.title == "Dar nieko neimportuota"
    assert "zuolyno" not in shown.text


def test_proof_of_the_key_is_not_the_key() -> None:
    assert keys.is_token(keys.token(KEY), KEY)
    assert not keys.is_token(KEY, KEY)
    assert not keys.is_token(keys.token(""), "")
    assert not keys.is_key("", "")
    assert not keys.is_key("ąžuolas", KEY)


def request(query: str, method: str = "GET") -> dict[str, Any]:
    """One request through the gate: status, headers and whether Streamlit got it."""
    answer: dict[str, Any] = {"passed": False}

    async def streamlit(_scope: Any, _receive: Any, send: Any) -> None:
        answer["passed"] = True
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = {name.decode(): value.decode() for name, value in message["headers"]}

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http",
        "method": method,
        "path": "/fill_check",
        "query_string": query.encode(),
        "headers": [],
    }
    with pytest.raises(StopIteration):  # nothing in it waits, so it needs no event loop
        gate.Gate(streamlit)(scope, receive, send).send(None)
    return answer


def test_the_gate_takes_the_key_out_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.KEY_VARIABLE, KEY)
    answer = request(f"month=2026-10&key={KEY}")
    assert (answer["status"], answer["passed"]) == (303, False)
    assert answer["headers"]["location"] == "/fill_check?month=2026-10"
    cookie = answer["headers"]["set-cookie"]
    assert cookie.startswith(f"{keys.COOKIE}={keys.token(KEY)};")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert KEY not in cookie


def test_the_gate_gives_no_cookie_for_a_wrong_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.KEY_VARIABLE, KEY)
    answer = request("key=wrong")
    assert (answer["status"], answer["headers"]["location"]) == (303, "/fill_check")
    assert "set-cookie" not in answer["headers"]


def test_a_page_may_load_from_its_own_host_only() -> None:
    answer = request("month=2026-10")
    assert answer["passed"]
    policy = answer["headers"]["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert answer["headers"]["referrer-policy"] == "no-referrer"


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    port = free_port()
    code = (
        f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        with pytest.raises(CallError, match=str(port)):
            server.serve(tmp_path, port)
        other.kill()
