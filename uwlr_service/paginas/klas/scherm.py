"""The screen of a class: the names as tiles, and three pictures in order. A tap sends a form."""

import json

from flask import flash, render_template, session
from flask_babel import lazy_gettext
from werkzeug import Response
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from uwlr_service.domain.account.klas.codes import LONGEST
from uwlr_service.domain.account.klas.plaatjes import LENGTH, Plaatje, read
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.fouten.klas import KlascodeOngeldig, KlasWacht, LeerlingWacht, PlaatjesOnjuist
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.klas import apparaat, namen
from uwlr_service.paginas.klas.begin import entered, onward
from uwlr_service.paginas.klas.zinnen import in_words
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang.bezoeker import bezoeker
from uwlr_service.uitwisseling.account.klas.klasscherm import Klasscherm, Scherm

GEKOZEN = "klas-plaatjes"
"""Where the pictures that were tapped wait for the others, encrypted, with whose they are."""


class Klascodeformulier(Formulier):
    """The code of a class that was opened."""

    code = StringField(
        lazy_gettext("Code van je juf of meester"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class Plaatjesformulier(Formulier):
    """One picture; each is a button."""

    plaatje = HiddenField(validators=[AnyOf([plaatje.value for plaatje in Plaatje])])


def show() -> Response | str:
    """The names of the class; on a device of no class, where its code is typed."""
    scherm = _shown()
    if scherm is not None:
        return render_template("paginas/klas/scherm.html", scherm=scherm, onward=onward())
    form = Klascodeformulier()
    if form.validate_on_submit():
        try:
            value = _klasscherm().enter_class(bezoeker(), form.code.data or "")
        except (KlascodeOngeldig, KlasWacht) as fout:
            form.code.errors = [in_words(fout)]
        else:
            return apparaat.keep(verder.to("klas", **onward()), value)
    if form.is_submitted():
        return form.again()
    return render_template("paginas/klas/code.html", form=form, onward=onward())


def pictures(account: int) -> Response | str:
    """The pictures of one pupil, tapped one after the other."""
    scherm = _shown()
    tegel = None if scherm is None else scherm.tegel(account)
    if scherm is None or tegel is None:
        return verder.to("klas", **onward())
    if account in scherm.wachten:
        return render_template("paginas/klas/wacht.html", tegel=tegel, dieren=namen.DIEREN, onward=onward())
    form = Plaatjesformulier()
    if form.validate_on_submit():
        return _picked(account, Plaatje(form.plaatje.data))
    return render_template(
        "paginas/klas/plaatjes.html",
        tegel=tegel,
        plaatjes=list(Plaatje),
        namen=namen.PLAATJES,
        dieren=namen.DIEREN,
        gekozen=len(_chosen(account)),
        lengte=LENGTH,
        form=Plaatjesformulier(formdata=None),
        onward=onward(),
    )


def begin_anew(account: int) -> Response:
    """Forget what was tapped."""
    session.pop(GEKOZEN, None)
    return verder.to("klas.plaatjes", account=account, **onward())


def _picked(account: int, plaatje: Plaatje) -> Response:
    """One picture more; the last one is judged with those before it."""
    names = [*_chosen(account), plaatje.value]
    plaatjes = read(names)
    if plaatjes is None:
        session[GEKOZEN] = diensten().mensen.toonkluis.wrap(json.dumps([account, *names]))
        return verder.to("klas.plaatjes", account=account, **onward())
    session.pop(GEKOZEN, None)
    try:
        waarde = _klasscherm().sign_in(bezoeker(), apparaat.value(), account, plaatjes)
    except (PlaatjesOnjuist, KlasWacht) as fout:
        flash(in_words(fout), "let-op")
    except (LeerlingWacht, NietToegestaan):
        pass  # the page says so: that somebody waits, or that this device shows no class any more
    else:
        return entered(waarde)
    return verder.to("klas.plaatjes", account=account, **onward())


def _chosen(account: int) -> list[str]:
    """The pictures that were tapped for a pupil; those of somebody else count for nobody."""
    wrapped = session.get(GEKOZEN)
    content = None if wrapped is None else diensten().mensen.toonkluis.unwrap(wrapped)
    if content is None:
        return []
    whose, *names = json.loads(content)
    return names if whose == account and len(names) < LENGTH else []


def _shown() -> Scherm | None:
    return _klasscherm().of_device(apparaat.value())


def _klasscherm() -> Klasscherm:
    return diensten().mensen.klas.scherm
