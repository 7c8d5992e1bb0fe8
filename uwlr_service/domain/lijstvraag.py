"""What somebody asks of a list that can be long: what to look for, and which part of what is there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lijstvraag:
    """The rows in which ``zoek`` stands: so many from row ``vanaf`` on, or without ``aantal`` all of them."""

    zoek: str = ""
    vanaf: int = 0
    aantal: int | None = None


ALLES = Lijstvraag()
