"""Refusals of the feed of results."""

from uwlr_service.domain.fouten.basis import Fout


class CursorOngeldig(Fout):
    """Deze cursor is niet van deze dienst, of niet voor dit LAS of deze school."""


class CursorVerlopen(Fout):
    """Wat achter deze cursor ligt, is niet meer allemaal te lezen.

    The text says what to do: nothing of ours can tell which results the LAS lacks.
    """

    def __init__(self) -> None:
        super().__init__(
            "Resultaten van na deze cursor zijn niet meer te lezen: de bewaartermijn is om. Vraag opnieuw"
            " zonder 'na', neem over wat u nog niet hebt, en ga verder met de cursor die u dan krijgt."
        )


class ToetsdefinitieOnbekend(Fout):
    """Deze toetsdefinitie is er niet."""
