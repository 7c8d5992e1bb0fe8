"""The base of every page, and lending it to the application of the other pages of the service."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import flask_bootstrap
from flask import Flask, request
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, Template
from jinja2.loaders import BaseLoader

from uwlr_service import tracing, versie
from uwlr_service.paginas import talen
from uwlr_service.paginas.adres import PREFIX

HERE = Path(__file__).parent
NAME = "paginas"
"""What stands before the slash in the name of a template of ours."""
STATIC = f"{PREFIX}/static"
SHORT = 12
"""As many signs of the digest of a file as tell it from the one before."""
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
SHEET = "stijl.css"
UNKNOWN = "onbekend"


def lend(web: Flask) -> None:
    """Let an application without visitors extend the base: nobody is signed in there, and all is in Dutch."""
    loaders: list[BaseLoader] = [PrefixLoader({NAME: templates(HERE)})]
    if web.jinja_loader is not None:
        loaders.append(web.jinja_loader)
    web.jinja_loader = ChoiceLoader(loaders)
    trace(web)
    talen.install(web, [])
    web.context_processor(
        lambda: shared() | {"handelende": None, "menu": [], "talen": {}, "is_portaal": True}
    )


def trace(web: Flask) -> None:
    """Name the calls of an application in their traces, and show there how long its pages are written."""
    web.before_request(_name)
    web.jinja_env.template_class = _Traced


def _name() -> None:
    """By the name of the view: the address itself may name somebody."""
    tracing.describe({"operation": request.endpoint or UNKNOWN})


class _Traced(Template):
    """A template that says when it is written."""

    @tracing.traced("paginas")
    def render(self, *args: Any, **kwargs: Any) -> str:
        """Write a page."""
        return super().render(*args, **kwargs)


def templates(package: Path) -> FileSystemLoader:
    """The templates of a package."""
    return FileSystemLoader(package / "templates")


def shared() -> dict[str, Any]:
    """What the base asks for."""
    return {"bestand": file, "taal": talen.chosen(), "talen": talen.TALEN, "versie": versie.shown()}


@cache
def sheet() -> bytes:
    """Bootstrap's style sheet with ours after it.

    They are one file, since a browser that had Bootstrap's alone for a moment would ask for its data: images,
    which our policy refuses.
    """
    return BOOTSTRAP.read_bytes() + b"\n" + (HERE / "static" / SHEET).read_bytes()


@cache
def file(name: str) -> str:
    """The address of a file of ours; with another content it has another address, so browsers may keep it."""
    content = sheet() if name == SHEET else (HERE / "static" / name).read_bytes()
    return f"{STATIC}/{name}?v={hashlib.sha256(content).hexdigest()[:SHORT]}"
