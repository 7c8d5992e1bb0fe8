"""The kinds of answer to a request, under the names that an answer and the log give them."""

import enum


class Antwoordsoort(enum.StrEnum):
    """The three answers to a pull (UWLR 2.2, leerlinggegevens_antwoord)."""

    GEGEVENS = "gegevens"
    GEENWIJZIGINGEN = "geenwijzigingen"
    GEENGEGEVENS = "geengegevens"


class Bevestigingsoort(enum.StrEnum):
    """The ways in which a message with results is accepted; the sender gets the same answer for both."""

    BEVESTIGD = "bevestigd"
    HERHAALD = "herhaald"
    """The message was stored before, and nothing was added."""
