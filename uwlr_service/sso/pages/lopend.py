"""The waiting request that a page belongs to: by a handle in its address, or in that of the page after it."""

from flask import request

from uwlr_service.paginas import headers, talen
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang import verwacht
from uwlr_service.paginas.toegang.verwacht import Verwacht
from uwlr_service.paginas.verder import PARAMETER
from uwlr_service.sso.pages.antwoord import origin_of

VERDER = "/sso/verder/"
"""The page where people go on after they signed in, before the handle."""


def expect() -> None:
    """Let the page of this call know where its visitor is going, and allow its forms to end there."""
    handvat = _handle()
    gevraagd = None if handvat is None else diensten().autorisaties.waiting(handvat)
    if gevraagd is None:
        return
    headers.allow_forms_to(origin_of(gevraagd.terugadres))
    talen.ask(gevraagd.talen)
    verwacht.expect(
        Verwacht(
            toepassing=gevraagd.toepassing,
            inlognaam=gevraagd.login_hint,
            school=gevraagd.school_hint,
            is_opnieuw=gevraagd.is_opnieuw,
            is_bewijs=gevraagd.is_bewijs,
            max_age=gevraagd.max_age,
        )
    )


def _handle() -> str | None:
    """The handle of the request, of pages that show something: ``verder`` only leads to the next one."""
    if request.endpoint == "verder":
        return None
    handvat: str | None = (request.view_args or {}).get("handvat")
    if handvat is not None:
        return handvat
    path = request.args.get(PARAMETER, "")
    return path.removeprefix(VERDER) if path.startswith(VERDER) else None
