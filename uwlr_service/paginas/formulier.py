"""What every form of a page extends: its messages are in the language of the visitor."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from flask import request
from flask_babel import get_locale, lazy_gettext
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug import Response
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.i18n import get_translations
from wtforms.widgets import HiddenInput

from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig, VersBewijsNodig
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.paginas import bewaard, verder

UNPROCESSABLE = 422
"""The status of a page whose form was not taken."""
ELSEWHERE = (NietToegestaan, OvergangOngeldig, VersBewijsNodig)
"""What has a page of its own; what else is refused is said beside the form."""
ABOVE = "*"
"""Where the name of a field stands, for what is wrong with a form as a whole."""
NUL = "\0"
NUMMER = re.compile("[0-9]{1,10}")


def read_number(text: str) -> int | None:
    """A number that a row can have; None for any other text."""
    number = int(text) if NUMMER.fullmatch(text) else None
    return None if number is None or number > LARGEST_NUMBER else number


HIDDEN = Markup('<input id="%s" name="%s" type="hidden" value="%s">')
EEN_DAG = lazy_gettext("Vul een dag in zoals 31-12-2026.")
"""What is said of a text that is not a day."""


class Nummerveld(HiddenField):
    """A number of ours that stands in the page, and that nobody types; None for whatever else is sent."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was sent, if a row can have it."""
        self.data = read_number(valuelist[0]) if valuelist else None

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class Formulier(FlaskForm):
    """A form of a page. A field has a ``label``, and a ``description`` that stands below it as a hint.

    A GET shows what was chosen before signing in or sent in vain, when there is such; otherwise what the view
    gives as ``data``.
    """

    kept: bewaard.Bewaard | None = None
    """What was chosen before, if this form shows that."""

    class Meta(FlaskForm.Meta):
        """How its fields are read and told."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent, or kept from before."""
            given = super().wrap_formdata(form, formdata)
            if given is not None:
                return _storable(given)
            if request.method != "GET":
                return None
            form.kept = bewaard.given({field.name for field in form})
            return None if form.kept is None else form.kept.velden

        def render_field(self, field: Any, render_kw: Any) -> Any:
            """A field as it is drawn; what nobody sees in one go, where WTForms writes each attribute apart.

            Every form has its token, and so a page has several of these.
            """
            if render_kw or field.render_kw or type(field.widget) is not HiddenInput:
                return super().render_field(field, render_kw)
            return HIDDEN % (field.id, field.name, field._value())

        def get_translations(self, _form: Any) -> Any:
            """The messages of WTForms; read once per language, where Flask-WTF reads a file per call."""
            return _messages(str(get_locale()))

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Fill the fields; of a form that was sent in vain with what was wrong."""
        super().process(*args, **kwargs)
        if self.kept is None:
            return
        self.form_errors = self.kept.fouten.get(self.above, [])
        for field in self:
            field.errors = self.kept.fouten.get(field.name, [])

    def again(self, path: str | None = None) -> Response:
        """Lead to the page of this form, which says there what is wrong (RFC 9110, 15.4.4).

        A browser cannot go back to a page that answered a form, and would ask to send the form once more.
        ``path`` is that page; by default the address of this call, or where the form was sent from.
        """
        fouten = {field.name: [str(fout) for fout in field.errors] for field in self}
        fouten[self.above] = [str(fout) for fout in self.form_errors]
        path = path or bewaard.page_of_form()
        bewaard.keep(path, fouten)
        query = bewaard.query_of(path)
        return verder.see(f"{path}?{query}" if query else path)

    @property
    def above(self) -> str:
        """The name by which what is wrong with the form as a whole is kept."""
        return f"{self._prefix}{ABOVE}"

    def refuse(self, error: Geweigerd) -> None:
        """Say above the fields why what was asked was not done."""
        self.form_errors = [error.tekst]


def _storable(given: Any) -> Any:
    """What was sent, without NUL: nobody types it, and PostgreSQL has no text that holds it."""
    pairs = list(given.items(multi=True))
    if not any(isinstance(value, str) and NUL in value for _, value in pairs):
        return given
    return MultiDict(
        (name, value.replace(NUL, "") if isinstance(value, str) else value) for name, value in pairs
    )


@cache
def _messages(taal: str) -> Any:
    return get_translations([taal])
