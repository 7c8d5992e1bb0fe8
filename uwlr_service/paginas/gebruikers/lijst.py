"""Everybody who can sign in somewhere and whoever was invited, a page at a time."""

from flask import render_template, request, session
from flask_babel import lazy_gettext
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import Length, Optional

from uwlr_service.domain import tekst
from uwlr_service.paginas import bladeren
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.gebruikers.kring import ROLLEN, Kring
from uwlr_service.paginas.state import door

SEARCH = "gebruikers-zoek"
UITGENODIGD = "uitgenodigd"
"""The parameter of an address that says with which invitation its page begins."""


class Zoeken(Formulier):
    """A part of a name or an address; in a form, since an address of a page ends up in a history."""

    zoek = StringField(
        lazy_gettext("Naam of e-mailadres"),
        [Optional(), Length(max=254)],
        description=lazy_gettext("Een deel is genoeg. Laat het leeg om iedereen te zien."),
    )


def show(kring: Kring) -> Response | str:
    """The people here, and whoever was invited, a page at a time.

    What was searched stays in the session, so that a browser can go back to what was found.
    """
    form = Zoeken()
    if form.validate_on_submit():
        session[SEARCH] = [request.path, tekst.clean(form.zoek.data or "").strip()]
        return kring.to()
    path, zoek = session.get(SEARCH, ("", ""))
    if path != request.path:
        zoek = ""
    if request.method == "GET":
        form.zoek.data = zoek
    vraag = bladeren.asked(zoek)
    van_uitgenodigd = bladeren.asked(zoek, UITGENODIGD)
    return render_template(
        "paginas/gebruikers/lijst.html",
        kring=kring,
        rollen=ROLLEN,
        form=form,
        zoek=zoek,
        gebruikers=bladeren.page_of(kring.gebruikers(vraag), vraag),
        uitgenodigd=bladeren.page_of(kring.uitnodigingen(van_uitgenodigd), van_uitgenodigd, UITGENODIGD),
        groepsnamen=kring.groepen(),
        ik=door().inlog,
        form_zonder_velden=Formulier(formdata=None),
    )
