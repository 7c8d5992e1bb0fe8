"""What the macros of fields ask of a field: which kind it is, and what a screen reader is told."""

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
)
from wtforms.widgets import ListWidget


def kind(field: Field) -> str:
    """How a field is drawn."""
    if isinstance(field, HiddenField | SubmitField):
        return "verborgen"
    if is_group(field):
        return "groep"
    if isinstance(field, BooleanField):
        return "vinkje"
    if isinstance(field, SelectField | SelectMultipleField):
        return "keuze"
    return "invoer"


def is_group(field: Field) -> bool:
    """Whether a field is several ticks or dots under one question."""
    return isinstance(field, RadioField) or isinstance(field.widget, ListWidget)


def aria(field: Field) -> dict[str, str]:
    """The attributes that join a field with its hint and its error."""
    ids = []
    if field.description:
        ids.append(f"{field.id}-uitleg")
    if field.errors:
        ids.append(f"{field.id}-fout")
    attributes = {}
    if ids:
        attributes["aria-describedby"] = " ".join(ids)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


GLOBALS = {"field_kind": kind, "is_group": is_group, "aria": aria}
"""What the macros call, by the names that they use."""
