"""A day as people here write it.

The field is a text: the calendar that browsers draw has parts on which no focus can be seen.
"""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from wtforms import DateField, StringField
from wtforms.widgets import TextInput

from uwlr_service.paginas.formulier import EEN_DAG

FORMATS = ["%d-%m-%Y", "%Y-%m-%d"]
"""The first is how a day is shown; the second is what a program and an address have."""


class Dagveld(DateField):
    """A day in a text field."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=FORMATS, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a day; says how one is written where it is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(EEN_DAG) from None


class Dagtekst(StringField):
    """A day that is kept as a text, as 2026-12-31, and judged elsewhere; what is not a day stays as it is."""

    data: str | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a day as it is written here."""
        super().process_formdata(valuelist)
        with suppress(ValueError):
            day = datetime.strptime((self.data or "").strip(), FORMATS[0])
            self.data = day.date().isoformat()

    def _value(self) -> str:
        with suppress(ValueError):
            return date.fromisoformat(self.data or "").strftime(FORMATS[0])
        return self.data or ""
