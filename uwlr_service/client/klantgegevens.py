"""What a school hands to a client, besides the address of the service."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Klantgegevens:
    """What every message carries in its header (UWLR 2.2, autorisatie)."""

    klantnaam: str
    klantcode: str
    autorisatiesleutel: str = field(repr=False)
