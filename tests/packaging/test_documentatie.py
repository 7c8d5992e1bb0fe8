"""The documentation in the wheel: whole, without what our policy forbids, and searchable in a browser."""

import itertools
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.support.browser import Browser, browsing
from tests.support.places import ROOT
from tests.support.servers.uwlr import Server, serving

PLACE = "uwlr_service/documentatie/"
PHONE = 360
DESKTOP = 1280
SEEN = ("index.html", "scholen.html", "operate.html", "gkv-1.html", "search.html")


@pytest.fixture(scope="session")
def files(contents: dict[str, bytes]) -> dict[str, bytes]:
    """The files of the documentation by their path in it."""
    return {name.removeprefix(PLACE): data for name, data in contents.items() if name.startswith(PLACE)}


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes]) -> dict[str, html.HtmlElement]:
    """Every page, read."""
    return {name: html.document_fromstring(data) for name, data in files.items() if name.endswith(".html")}


def test_every_document_is_a_page(pages: dict[str, html.HtmlElement]) -> None:
    documents = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.rst")}
    assert pages.keys() == documents | {"search.html"}


@pytest.mark.parametrize(
    ("page", "words"),
    [("changelog", "0.2.0 (2026-11-26)"), ("readme", "First steps"), ("schemas", "contract of the service")],
)
def test_texts_beside_the_folder_are_pages_too(
    pages: dict[str, html.HtmlElement], page: str, words: str
) -> None:
    assert words in pages[f"{page}.html"].text_content()


def test_the_menu_leads_to_every_page(pages: dict[str, html.HtmlElement]) -> None:
    linked = {link.get("href") for link in pages["search.html"].xpath("//nav[@id='menu']//a")}
    assert linked - {"/", "#"} == pages.keys() - {"search.html"}


def test_nothing_in_a_page_needs_more_than_our_policy_allows(pages: dict[str, html.HtmlElement]) -> None:
    for name, page in pages.items():
        assert page.xpath("//@style | //style | //script[not(@src)] | //iframe") == [], name
        assert not [value for value in page.xpath("//@*") if str(value).startswith("javascript:")], name
        assert not [
            attribute for node in page.iter() for attribute in node.attrib if attribute.startswith("on")
        ]
        sources = page.xpath("//script/@src | //link/@href | //img/@src")
        assert not [source for source in sources if urlsplit(source).netloc], name


def test_every_link_leads_to_a_page_and_a_place_in_it(
    files: dict[str, bytes], pages: dict[str, html.HtmlElement]
) -> None:
    targets = "//a/@href | //img/@src | //link/@href | //script/@src | //form/@action"
    wrong = []
    for name, page in pages.items():
        for target in page.xpath(targets):
            parts = urlsplit(target)
            if parts.scheme or target.startswith("/"):
                continue
            path = posixpath.normpath(unquote(parts.path)) if parts.path else name
            is_there = path in files
            if is_there and parts.fragment:
                is_there = bool(pages[path].xpath("//*[@id=$id]", id=unquote(parts.fragment)))
            if not is_there:
                wrong.append((name, target))
    assert wrong == []


def test_a_page_says_in_which_language_it_is(pages: dict[str, html.HtmlElement]) -> None:
    assert pages["scholen.html"].get("lang") == pages["gkv-1.html"].get("lang") == "nl"
    assert pages["architecture.html"].get("lang") == "en"


@pytest.fixture(scope="module")
def server(
    installed: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of the installed package."""
    url = f"sqlite:///{migrated_sqlite}"
    folder = tmp_path_factory.mktemp("server")
    with serving(url, folder, source=str(installed), UWLR_WORKERS="1") as running:
        yield running


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """Chromium."""
    with browsing(tmp_path / "profile") as opened:
        yield opened


@pytest.mark.e2e
def test_a_word_is_found_without_a_complaint_of_the_browser(server: Server, browser: Browser) -> None:
    browser.open(f"{server.url}/documentatie/search.html?q=ouderapp")
    browser.wait("document.querySelector('#search-results h2').innerText.startsWith('Gevonden')")
    browser.wait("document.querySelectorAll('#search-results li p.context').length > 0")
    linked = browser.evaluate("[...document.querySelectorAll('#search-results a')].map(a => a.href).join()")
    assert "scholen.html" in linked
    summary = browser.evaluate("document.querySelector('.search-summary').innerText")
    assert re.fullmatch(r"\d+ pagina's hebben deze woorden\.", summary)
    assert browser.complaints == []


@pytest.mark.e2e
def test_a_word_that_is_nowhere_gets_a_dutch_sentence(server: Server, browser: Browser) -> None:
    browser.open(f"{server.url}/documentatie/search.html?q=xyzzy")
    browser.wait("document.querySelector('.search-summary')?.innerText.startsWith('Geen pagina')")
    assert browser.complaints == []


@pytest.mark.e2e
def test_pages_fit_a_phone_and_a_desk(server: Server, browser: Browser) -> None:
    for page, width in itertools.product(SEEN, (PHONE, DESKTOP)):
        browser.open(f"{server.url}/documentatie/{page}", width)
        assert browser.evaluate("document.documentElement.scrollWidth") <= width, page
    assert browser.complaints == []


@pytest.mark.e2e
def test_the_browser_would_have_complained(server: Server, browser: Browser) -> None:
    browser.open(f"{server.url}/documentatie/")
    browser.evaluate("document.body.setAttribute('style', 'color: red')")
    browser.evaluate("document.body.innerHTML = '<p style=\"color: red\">x</p>'")
    browser.wait("document.readyState == 'complete'")
    assert any("Content Security Policy" in complaint for complaint in browser.complaints)
