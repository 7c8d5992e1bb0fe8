"""How the questions of the application are asked, and what the use case found wrong in the answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from wtforms import Field, Form, RadioField, SelectChoice, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout
from uwlr_service.domain.koppeling.aanvraag.formulier import Antwoorden
from uwlr_service.paginas.velden import is_group
from uwlr_service.portaal.publiek.aanvragen import woorden


class Verplicht:
    """Marks a question that has to be answered; that it is, the use case judges."""

    field_flags: Mapping[str, object] = {"required": True}

    def __call__(self, _form: Form, _field: Field) -> None:
        """Nothing: so that every question is judged in the same words."""


class Langste:
    """Tells the browser how long an answer can be; that it is not longer, the use case judges."""

    def __init__(self, langste: int) -> None:
        self.field_flags: Mapping[str, object] = {"maxlength": langste}

    def __call__(self, _form: Form, _field: Field) -> None:
        """Nothing, as above."""


VERPLICHT = Verplicht()


class Vinkjes(SelectMultipleField):
    """Several ticks under one question."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: LazyString, keuzes: Mapping[str, LazyString], **options: Any) -> None:
        super().__init__(label, choices=_choices(keuzes), validate_choice=False, **options)


class Keuze(RadioField):
    """One of several dots under one question."""

    def __init__(self, label: LazyString, keuzes: Mapping[str, LazyString], **options: Any) -> None:
        super().__init__(label, choices=_choices(keuzes), validate_choice=False, **options)


def _choices(keuzes: Mapping[str, LazyString]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in keuzes.items()]


def antwoorden_of(form: Form) -> Antwoorden:
    """What was filled in, as it was typed."""
    return {
        field.name: _answer(field) for field in form if field.type not in ("CSRFTokenField", "SubmitField")
    }


def _answer(field: Field) -> Any:
    if isinstance(field, SelectMultipleField):
        return list(field.data or ())
    return field.data or ""


def show_faults(form: Form, faults: Iterable[Antwoordfout]) -> None:
    """Put what is wrong beside each question."""
    for fault in faults:
        form[fault.vraag].errors = [sentence(fault)]


def sentence(fault: Antwoordfout) -> str:
    """What is wrong, in the language of the visitor."""
    return str(woorden.FOUTEN[fault.soort]).format(getal=fault.getal)


def first_id(field: Field) -> str:
    """Where a link to a question leads: the first of several dots or ticks, or the field itself."""
    choices = list(field) if is_group(field) else []
    return str(choices[0].id if choices else field.id)
