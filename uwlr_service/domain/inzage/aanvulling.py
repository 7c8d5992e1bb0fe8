"""A pupil whom a partner cannot have, because the school has to complete a field."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvulling:
    """What a pupil lacks for one partner; ``eerder_verstrekt``: the partner had them, and deletes them."""

    leerling: str
    naam: str
    groep: str
    veld: str
    klantnaam: str
    eerder_verstrekt: bool
