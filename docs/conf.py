"""How Sphinx builds this folder: ``make docs``, and the build of the wheel.

The texts are written so that a forge shows them too. So there is no ``toctree``: the menu is made of the
links in index.rst, and links to ``.rst`` files become links to pages.
"""

import os
import posixpath
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

HERE = Path(__file__).parent
ROOT = HERE.parent
log = logging.getLogger(__name__)

project = "UWLR-dienst"
language = "nl"
version = release = re.findall(r'__version__ = "(.+)"', (ROOT / "uwlr_service/__init__.py").read_text())[0]

html_theme = "thema"
html_theme_path = ["."]
html_title = project
html_css_files = ["stijl.css", "documentatie.css"]
html_copy_source = False
html_show_sphinx = False
html_use_index = False
smartquotes = False  # quotes in these texts are meant as they are, and differ between English and Dutch
highlight_language = "none"
suppress_warnings = ["toc.not_included"]
exclude_patterns = ["thema"]

OUTSIDE = {
    "readme": "README.rst",
    "changelog": "CHANGELOG.rst",
    "contributing": "CONTRIBUTING.rst",
    "schemas": "xsd/README.rst",
    "measurements": "bench/README.rst",
}
"""Pages whose text lies elsewhere in the checkout. The file here is a link to it, for a forge."""
FILES = "_bestanden"
"""Where files of the checkout go that a text links to, and that are not pages."""
DOCUMENT = re.compile(r"(?P<path>[\w./-]+\.rst)(?P<anchor>#.*)?")
IMAGE = re.compile(r"(?P<before>\.\. (?:image|figure):: )(?P<path>\S+)")
ENGLISH = re.compile(r"\b(?:the|of|and|which|when|with)\b")
DUTCH = re.compile(r"\b(?:het|een|van|dat|niet|met)\b")


def source_of(docname: str) -> Path:
    """The file that holds the text of a page."""
    return ROOT / OUTSIDE.get(docname, f"docs/{docname}.rst")


PAGES = {path: path.stem for path in HERE.glob("*.rst")}
PAGES |= {source_of(docname): docname for docname in OUTSIDE}


def read_outside(app: Sphinx, docname: str, source: list[str]) -> None:
    """Read a text that lies elsewhere, with its images seen from here."""
    if docname not in OUTSIDE:
        return
    outside = source_of(docname)
    app.env.note_dependency(str(outside))

    def seen_from_here(image: re.Match[str]) -> str:
        return image["before"] + os.path.relpath(outside.parent / image["path"], HERE)

    source[0] = IMAGE.sub(seen_from_here, outside.read_text(encoding="utf-8"))


def without_style(app: Sphinx, doctree: nodes.document) -> None:
    """Leave widths to the style sheet: as attributes of style our Content-Security-Policy forbids them."""
    for table in doctree.findall(nodes.table):
        table["classes"] = [*(set(table["classes"]) - {"colwidths-given"}), "colwidths-auto"]
        table.attributes.pop("width", None)
    for image in doctree.findall(nodes.image):
        for size in ("width", "height", "scale"):
            image.attributes.pop(size, None)


def link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Turn links to files into links to their pages, or else to a copy of the file."""
    for reference in doctree.findall(nodes.reference):
        target = reference.get("refuri", "")
        if not target or re.match(r"[a-z]+:|#|/", target):
            continue
        named, hash_sign, fragment = target.partition("#")
        path = Path(os.path.normpath(source_of(docname).parent / named))
        if path in PAGES:
            uri = app.builder.get_relative_uri(docname, PAGES[path]) or "#"
            reference["refuri"] = uri + hash_sign + fragment
            if reference.astext() in (target, path.relative_to(ROOT).as_posix()):
                reference[:] = [nodes.Text(title_of(app, PAGES[path]))]  # a reader of pages knows no files
        elif path.is_file() and path.suffix != ".rst":
            copy = posixpath.join(FILES, path.relative_to(ROOT).as_posix())
            (Path(app.outdir) / copy).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, Path(app.outdir) / copy)
            reference["refuri"] = copy
        else:
            log.warning("no page for the link %s", target, location=reference)


def menu(app: Sphinx) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The sections of index.rst: (heading, the page that it starts with, the others with their titles)."""
    index = app.env.get_doctree("index")
    sections = []
    for section in index.findall(nodes.section):
        if section.parent is index:
            continue
        targets = [DOCUMENT.fullmatch(node.get("refuri", "")) for node in section.findall(nodes.reference)]
        start, *pages = [target["path"].removesuffix(".rst") for target in targets if target]
        sections.append((section[0].astext(), start, [(page, title_of(app, page)) for page in pages]))
    return sections


def title_of(app: Sphinx, docname: str) -> str:
    """The title of a page."""
    return str(app.env.titles[docname].astext())


def dress(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give a page its menu, and the language that it is written in."""
    context["menu"] = menu(app)
    text = doctree.astext() if doctree else ""
    is_english = len(ENGLISH.findall(text)) > len(DUTCH.findall(text))
    context["page_language"] = "en" if is_english else "nl"


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect all of this to Sphinx."""
    app.connect("source-read", read_outside)
    app.connect("doctree-read", without_style)
    app.connect("doctree-resolved", link)
    app.connect("html-page-context", dress)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
