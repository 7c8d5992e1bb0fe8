"""The form of a proposal: the words of the partner, of the whole and of each field."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import GRONDSLAGEN
from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    MOST_SIGNS,
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen
from uwlr_service.paginas.formulier import Formulier, Nummerveld
from uwlr_service.portaal.partner import woorden

EVERY = "alle"
ONE = "een"
SHORT = Length(max=MOST_SIGNS)
WHOLE = ("doel", "hoe_vaak", "bewaartermijn", "overeenkomst")
"""What is said of the whole proposal."""
PARTS = ("gebruik", "doel", "grondslag", "bewaartermijn", "zonder")
"""What is asked of each field; the name of such an input has the number of the field behind it."""


class Terugneming(Formulier):
    """The proposal that a button is about."""

    voorstel = Nummerveld()


class Voorstelformulier(Formulier):
    """What holds for the whole proposal."""

    aan = RadioField(
        lazy_gettext("Aan wie vraagt u het?"),
        [DataRequired()],
        choices=[
            SelectChoice(ONE, lazy_gettext("Aan één school")),
            SelectChoice(EVERY, lazy_gettext("Aan alle scholen die nu meedoen")),
        ],
        default=ONE,
    )
    school = StringField(
        lazy_gettext("Welke school?"),
        [Optional()],
        description=lazy_gettext("Alleen bij één school. Het BRIN met de vestiging, zoals 99XX/00."),
    )
    doel = TextAreaField(
        lazy_gettext("Waarvoor hebt u de gegevens nodig?"),
        [DataRequired(), SHORT],
        description=lazy_gettext("De school leest dit zoals u het schrijft. Ten hoogste 300 tekens."),
    )
    hoe_vaak = StringField(lazy_gettext("Hoe vaak haalt u ze op?"), [Optional(), SHORT])
    bewaartermijn = StringField(lazy_gettext("Hoe lang bewaart u ze?"), [DataRequired(), SHORT])
    overeenkomst = StringField(
        lazy_gettext("Welke verwerkersovereenkomst geldt?"),
        [DataRequired(), SHORT],
        description=lazy_gettext("Noem de naam en de datum."),
    )

    @property
    def is_broad(self) -> bool:
        """Whether all schools that take part are asked."""
        return bool(self.aan.data == EVERY)

    def validate_school(self, field: Field) -> None:
        """One school is named as one."""
        if self.is_broad:
            return
        try:
            Schoolcode.parse(str(field.data or "").strip().upper())
        except ValueError as error:
            raise ValidationError(gettext("Noem een school, zoals 99XX/00.")) from error

    def of_veld(self, number: int) -> dict[str, Field]:
        """The inputs of one field."""
        return {part: self[f"{part}_{number}"] for part in PARTS}

    def inhoud(
        self, gegevensset: str, velden: Sequence[str], always: Sequence[Voorstelveld] = ()
    ) -> Voorstelinhoud:
        """What is proposed; ``always`` are fields that go along whatever is chosen."""
        asked = [*always]
        for number, veld in enumerate(velden):
            said = {part: str(field.data or "") for part, field in self.of_veld(number).items()}
            asked.append(
                Voorstelveld(
                    veld=veld,
                    gebruik=Veldgebruik(said["gebruik"]),
                    doel=said["doel"],
                    grondslag=said["grondslag"],
                    bewaartermijn=said["bewaartermijn"],
                    zonder=said["zonder"],
                )
            )
        return Voorstelinhoud(
            gegevensset=gegevensset,
            doel=str(self.doel.data),
            hoe_vaak=str(self.hoe_vaak.data or ""),
            bewaartermijn=str(self.bewaartermijn.data),
            overeenkomst=str(self.overeenkomst.data),
            velden=tuple(asked),
        )


def answers_of(inhoud: Voorstelinhoud | None, velden: Sequence[str]) -> dict[str, str]:
    """What the form begins with: the words of a content, for the fields that it speaks of too."""
    if inhoud is None:
        return {}
    answers: dict[str, str] = {part: getattr(inhoud, part) for part in WHOLE}
    known = inhoud.by_veld()
    for number, veld in enumerate(velden):
        if veld in known:
            answers |= {f"{part}_{number}": getattr(known[veld], part) for part in PARTS}
    return answers


def with_fields(velden: Sequence[str]) -> type[Voorstelformulier]:
    """The form with inputs for so many fields; which ones, the address says."""
    inputs: dict[str, Any] = {}
    grounds = [SelectChoice("", gettext("Kies een grondslag"))]
    for code in GRONDSLAGEN:
        grounds.append(SelectChoice(code, words_of("grondslag", code, talen.chosen())))
    for number, _ in enumerate(velden):
        inputs[f"gebruik_{number}"] = RadioField(
            lazy_gettext("Hoe nodig is dit?"),
            [DataRequired()],
            choices=[SelectChoice(gebruik.value, words) for gebruik, words in woorden.GEBRUIK.items()],
            default=Veldgebruik.MAG.value,
        )
        inputs[f"doel_{number}"] = TextAreaField(
            lazy_gettext("Waarvoor?"), [DataRequired(), SHORT], render_kw={"rows": 2}
        )
        inputs[f"grondslag_{number}"] = SelectField(
            lazy_gettext("Grondslag"),
            [Optional()],
            choices=grounds,
            description=lazy_gettext("Uit de AVG, artikel 6."),
        )
        inputs[f"bewaartermijn_{number}"] = StringField(
            lazy_gettext("Bewaartermijn"),
            [Optional(), SHORT],
            description=lazy_gettext("Alleen als die voor dit gegeven anders is."),
        )
        inputs[f"zonder_{number}"] = StringField(
            lazy_gettext("Wat werkt er niet zonder dit gegeven?"), [Optional(), SHORT]
        )
    made: type[Voorstelformulier] = type("Voorstel", (Voorstelformulier,), inputs)
    return made
