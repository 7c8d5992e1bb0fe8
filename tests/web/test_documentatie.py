"""The documentation at ``/documentatie/``: what is sent of it, what never is, and what without it."""

from pathlib import Path

import pytest
from lxml import html
from werkzeug.test import Client

from uwlr_service.paginas import documentatie
from uwlr_service.web.headers import HEADERS

SECRET = "a file beside the documentation"
OUTSIDE = (
    "../geheim.txt",
    "..%2fgeheim.txt",
    "%2e%2e/geheim.txt",
    "_static/../../geheim.txt",
    "_static/..%2f..%2fgeheim.txt",
    "..%5cgeheim.txt",
    "%2fetc/passwd",
    "/etc/passwd",
    "geheim.txt%00.html",
    "%00",
    "a" * 3000,
)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built documentation of one page, with a file beside it that nobody may see."""
    folder = tmp_path / "documentatie"
    (folder / "_static").mkdir(parents=True)
    (folder / "_bestanden").mkdir()
    (folder / "index.html").write_text("<h1>Documentatie</h1>")
    (folder / "_static" / "stijl.css").write_text("h1 { color: red; }")
    (folder / "_bestanden" / "LICENSE").write_text("<b>EUPL</b>")
    (tmp_path / "geheim.txt").write_text(SECRET)
    monkeypatch.setattr(documentatie, "PLACES", (tmp_path / "not built", folder))
    return folder


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout in which nobody made the documentation."""
    monkeypatch.setattr(documentatie, "PLACES", (tmp_path / "documentatie",))


@pytest.mark.usefixtures("built")
def test_it_is_sent_with_the_headers_of_every_page(client: Client) -> None:
    answer = client.get("/documentatie/")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "<h1>Documentatie</h1>" in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert client.get("/documentatie/index.html").text == answer.text
    assert client.get("/documentatie/_static/stijl.css").mimetype == "text/css"


def test_a_browser_that_has_it_gets_it_once(client: Client, built: Path) -> None:
    first = client.get("/documentatie/")
    assert first.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/documentatie/", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    (built / "index.html").write_text("<h1>Een nieuwe versie</h1>")
    assert client.get("/documentatie/", headers=known).status_code == 200


@pytest.mark.usefixtures("built")
def test_without_its_slash_it_is_elsewhere(client: Client) -> None:
    answer = client.get("/documentatie", headers={"Host": "kwaad.example"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/documentatie/")


@pytest.mark.usefixtures("built")
def test_a_file_of_no_known_kind_is_text(client: Client) -> None:
    answer = client.get("/documentatie/_bestanden/LICENSE")
    assert (answer.mimetype, answer.text) == ("text/plain", "<b>EUPL</b>")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", [*OUTSIDE, "_static", "_static/", "bestaat-niet.html"])
def test_nothing_else_is_sent(client: Client, path: str) -> None:
    answer = client.get(f"/documentatie/{path}", follow_redirects=True)  # two slashes become one
    assert answer.status_code == 404
    assert SECRET not in answer.text
    assert "root:" not in answer.text
    assert "Deze pagina bestaat niet" in answer.text


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_can_only_be_read(client: Client, method: str) -> None:
    assert client.open("/documentatie/", method=method).status_code == 405


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize("path", ["", "index.html", "scholen.html"])
def test_without_it_a_page_names_the_command(client: Client, path: str) -> None:
    answer = client.get(f"/documentatie/{path}")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    page = html.document_fromstring(answer.text)
    assert page.get("lang") == "nl"
    assert page.findtext(".//pre") == "make docs"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
