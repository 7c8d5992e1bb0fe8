"""A day as people here write it.

The field is a text: the calendar that browsers draw has parts on which no focus can be seen.
"""

from typing import Any

from wtforms import DateField
from wtforms.widgets import TextInput

FORMATS = ["%d-%m-%Y", "%Y-%m-%d"]
"""The first is how a day is shown; the second is what a program and an address have."""


class Dagveld(DateField):
    """A day in a text field."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=FORMATS, **kwargs)
