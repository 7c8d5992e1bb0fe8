"""What was handed out by the one that is judged, and what a run may do with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uwlr_service.conformiteit.verhulling import Verhulling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


@dataclass(frozen=True, slots=True, kw_only=True)
class PullApi:
    """A pull API and a partner of it; the first school with a delivery is judged unless one is named."""

    url: str
    koppeling: int
    key: Mapping[str, Any] = field(repr=False)
    school: Schoolcode | None = None
    andere_school: Schoolcode | None = None
    mag_schrijven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIn:
    """A server of ``getLeerlingen`` and ``getMedewerkers``, and a supplier of it."""

    url: str
    leveranciernaam: str
    sleutel: str = field(repr=False)
    school: Schoolcode
    schooljaar: Schooljaar


@dataclass(frozen=True, slots=True, kw_only=True)
class Gkvdoel:
    """All that one run judges; packages that lie in files have the keys of their sender, if there are any."""

    pull: PullApi | None = None
    drop_in: DropIn | None = None
    pakketten: tuple[Path, ...] = ()
    sleutels: Sequence[Mapping[str, Any]] = ()

    @property
    def verhulling(self) -> Verhulling:
        """What takes the secrets out of a report."""
        if self.drop_in is None:
            return Verhulling(())
        return Verhulling((self.drop_in.sleutel, self.drop_in.leveranciernaam))
