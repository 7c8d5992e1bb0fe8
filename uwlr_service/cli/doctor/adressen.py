"""The addresses that partners and people call: whether this service answers there, behind a proxy."""

from collections.abc import Collection, Iterator

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.installatie.buitenkant import Buitenkant, Sleutelblad
from uwlr_service.client.trust import Trust
from uwlr_service.config import Settings

PAGES = "/portaal/"
INSIDE = ("/metrics", "/health/ready")
"""What a proxy must keep inside."""
WHERE = "Kijk waar de proxy heen gaat."
ANSWERED = 200
REFUSED = 400
"""What the pages answer to a call that came by plain http, as far as the server knows."""


def addresses(settings: Settings) -> dict[str, str]:
    """The addresses of the settings, each with the names of those; none twice."""
    named: dict[str, str] = {}
    for name, address in (("UWLR_BASE_URL", settings.base_url), ("UWLR_PORTAAL_URL", settings.portaal_url)):
        if address is not None:
            named[address] = f"{named[address]} en {name}" if address in named else name
    return named


class Adreskeuring:
    """Calls each address, and keeps what was answered for those who look at clocks."""

    def __init__(self, settings: Settings, trust: Trust) -> None:
        self._settings = settings
        self._trust = trust
        self.bladen: dict[str, Sleutelblad] = {}
        """What each address showed that could be reached."""

    def call(self) -> Iterator[Bevinding]:
        """What cannot be reached, or shows what it should not."""
        named = addresses(self._settings)
        if not named:
            yield onbekend("Er is geen adres om te bellen: UWLR_BASE_URL is niet gezet.")
        for address, name in named.items():
            buitenkant = Buitenkant(address, self._trust)
            try:
                self.bladen[address] = buitenkant.keys()
                yield from _behind(buitenkant, address, self.bladen[address])
            except Onbereikbaar as error:
                yield herstel(f"{name}: {error.tekst}")
            finally:
                buitenkant.close()

    def compare(self, own: Collection[str] | None) -> Iterator[Bevinding]:
        """Whether the keys that were shown are those of this database; None stands for one that is away."""
        for address, blad in self.bladen.items():
            if own is None:
                yield onbekend(f"Of op {address} deze dienst antwoordt, zegt alleen de database.")
            elif blad.kids is None:
                yield herstel(f"Op {address} antwoordt iets anders dan deze dienst.", WHERE)
            elif blad.kids.isdisjoint(own):
                yield herstel(
                    f"Op {address} antwoordt een andere dienst, of deze op een andere database.",
                    f"{WHERE} Vergelijk ook UWLR_DATABASE_URL.",
                )
            else:
                yield goed(f"Op {address} antwoordt deze dienst.")


def _behind(buitenkant: Buitenkant, address: str, blad: Sleutelblad) -> Iterator[Bevinding]:
    """What only a proxy with TLS can do wrong."""
    if not address.startswith("https://"):
        return
    if not blad.has_hsts:
        yield let_op(
            f"{address} zegt browsers niet om altijd https te nemen.",
            "Laat de proxy Strict-Transport-Security sturen.",
        )
    if buitenkant.status(PAGES) == REFUSED:
        yield herstel(
            f"De server gelooft niet dat {address} met https is gebeld.",
            "Noem het adres van de proxy in UWLR_PROXIES, en laat hem X-Forwarded-Proto zetten.",
        )
    shown = [path for path in INSIDE if buitenkant.status(path) == ANSWERED]
    if shown:
        yield herstel(
            f"{address} laat {' en '.join(shown)} aan iedereen zien.", "Laat de proxy die niet doorgeven."
        )
