"""How much an import touched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Importtelling:
    """How many objects of a kind an import added, changed, left as they were, and did not find any more."""

    toegevoegd: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    verdwenen: int = 0

    def __add__(self, other: "Importtelling") -> "Importtelling":
        return Importtelling(
            toegevoegd=self.toegevoegd + other.toegevoegd,
            gewijzigd=self.gewijzigd + other.gewijzigd,
            ongewijzigd=self.ongewijzigd + other.ongewijzigd,
            verdwenen=self.verdwenen + other.verdwenen,
        )

    @property
    def before(self) -> int:
        """How many there were."""
        return self.gewijzigd + self.ongewijzigd + self.verdwenen

    @property
    def after(self) -> int:
        """How many there are now."""
        return self.toegevoegd + self.gewijzigd + self.ongewijzigd

    @property
    def is_changed(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.toegevoegd or self.gewijzigd or self.verdwenen)
