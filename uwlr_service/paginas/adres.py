"""One address of a page: its rule, its view, and what a person must be allowed to do to see it."""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from flask_babel import LazyString

from uwlr_service.domain.account.rollen import Actie

PREFIX = "/portaal"
"""Below which the portal lies, and the files of all pages."""
LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""The names of the machine itself, at which the pages answer over http too."""
MAX_FORM = 64 * 1024
"""The bytes that a page takes in one form, unless its address says otherwise."""
NAME = "uwlr-adressen"
"""Where the addresses lie among the extensions of Flask."""
NAME_OF_PREFIX = "uwlr-prefix"
"""Where the first part of every address lies there."""


class Toegang(enum.Enum):
    """Who may see a page that asks for no action of a role."""

    OPENBAAR = "openbaar"
    """Anybody, signed in or not."""
    OP_LINK = "op-link"
    """Whoever followed a link to what the path names, or owns it: the view looks, and others get 404."""
    VAN_BUITEN = "van-buiten"
    """Anybody, and a page of another site may send a form here: the view itself judges what it holds."""


OPENBAAR = Toegang.OPENBAAR
OP_LINK = Toegang.OP_LINK
VAN_BUITEN = Toegang.VAN_BUITEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Adres:
    """A rule below the prefix of an application, such as ``/portaal``, and its view, a plain function.

    ``<school:school>`` in a rule is a school, ``<int:koppelpartner>`` a partner: both are held against the
    accounts of the person before the view runs. ``actie`` is OPENBAAR for a page that anybody may see.
    ``limit`` is how many bytes a form may have. ``menu`` is the word in the menu of its visitor.
    """

    rule: str
    endpoint: str
    view: Callable[..., Any]
    actie: Actie | Toegang
    methods: tuple[str, ...] = ("GET",)
    limit: int = MAX_FORM
    menu: LazyString | None = None


def page(
    rule: str,
    endpoint: str,
    view: Callable[..., Any],
    actie: Actie | Toegang,
    *,
    menu: LazyString | None = None,
) -> Adres:
    """A page to look at."""
    return Adres(rule=rule, endpoint=endpoint, view=view, actie=actie, menu=menu)


def form(
    rule: str,
    endpoint: str,
    view: Callable[..., Any],
    actie: Actie | Toegang,
    *,
    limit: int = MAX_FORM,
    menu: LazyString | None = None,
) -> Adres:
    """A page with a form that is sent to itself."""
    methods = ("GET", "POST")
    return Adres(
        rule=rule, endpoint=endpoint, view=view, actie=actie, methods=methods, limit=limit, menu=menu
    )


def button(
    rule: str,
    endpoint: str,
    view: Callable[..., Any],
    actie: Actie | Toegang,
    *,
    limit: int = MAX_FORM,
) -> Adres:
    """Where a form on another page is sent; there is nothing to look at."""
    return Adres(rule=rule, endpoint=endpoint, view=view, actie=actie, methods=("POST",), limit=limit)


def install(web: Flask, adressen: Iterable[Adres], prefix: str = PREFIX) -> None:
    """Give an application its addresses, below a prefix."""
    listed: dict[str, Adres] = {}
    web.extensions[NAME] = listed
    web.extensions[NAME_OF_PREFIX] = prefix
    for adres in adressen:
        web.add_url_rule(
            prefix + adres.rule,
            endpoint=adres.endpoint,
            view_func=adres.view,
            methods=list(adres.methods),
        )
        listed[adres.endpoint] = adres


def listed(web: Flask) -> dict[str, Adres]:
    """The addresses of an application by their endpoint, in the order of the lists."""
    adressen: dict[str, Adres] = web.extensions[NAME]
    return adressen


def prefix() -> str:
    """The first part of every address of the application that answers this call."""
    below: str = current_app.extensions[NAME_OF_PREFIX]
    return below
