"""The packages of the double, and how a defect puts others in their place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import update

from tests.support.gkv.forging import Change, Forger, Pack
from tests.support.keur.gebrek import Gebrek
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.gkv import levering as tabel

Sleutel = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vervalsing:
    """What is wrong with one package, whose signatures and digests are right after it.

    ``na`` spoils the finished package; ``sleutel`` gives the key that signs for the right one.
    """

    bestanden: Mapping[str, Change] = field(default_factory=dict)
    manifest: Change | None = None
    records: int | None = None
    pack: Pack | None = None
    na: Change | None = None
    sleutel: Callable[[Sleutel], Sleutel] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pakketgebrek(Gebrek):
    """A defect of packages, by the numbers of their deliveries."""

    vervalsingen: Mapping[int, Vervalsing]


def pakket(naam: str, zin: str, gevallen: str, *nummers: int, **hoe: Any) -> Pakketgebrek:
    """The same thing is wrong with the packages by these numbers."""
    vervalsing = Vervalsing(**hoe)
    return Pakketgebrek(
        naam=naam,
        zin=zin,
        gevallen=frozenset(gevallen.split()),
        vervalsingen=dict.fromkeys(nummers, vervalsing),
    )


@dataclass
class Pakketten:
    """The deliveries of the double, in their order, each with the key that signed it."""

    database: Database
    opslag: Path
    leveringen: list[tuple[Levering, Sleutel]]
    _right: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._right = {levering.id: self._path(levering).read_bytes() for levering, _ in self.leveringen}

    def put(self, vervalsingen: Mapping[int, Vervalsing]) -> None:
        """Spoil these packages, and put the right ones back in all other places.

        Those that follow a spoiled one name its digest, as they would if it had been made like that.
        """
        vorige: str | None = None
        for levering, sleutel in self.leveringen:
            path = self._path(levering)
            path.write_bytes(self._right[levering.id])
            vervalsing = vervalsingen.get(levering.volgnummer)
            if vervalsing is not None or vorige != levering.vorigsha256:
                _forge(path, vervalsing or Vervalsing(), sleutel, vorige)
            content = path.read_bytes()
            digest = sha256(content).hexdigest()
            with self.database.write() as connection:
                connection.execute(
                    update(tabel)
                    .where(tabel.c.id == levering.id)
                    .values(bytes=len(content), sha256=digest, vorigsha256=vorige)
                )
            vorige = digest

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the packages lie."""
        return tuple(self._path(levering) for levering, _ in self.leveringen)

    def _path(self, levering: Levering) -> Path:
        return self.opslag / str(levering.pad)


def _forge(path: Path, vervalsing: Vervalsing, sleutel: Sleutel, vorige: str | None) -> None:
    def manifest(content: bytes) -> bytes:
        if vorige is not None:
            content = re.sub(rb' vorigsha256="[^"]*"', f' vorigsha256="{vorige}"'.encode(), content)
        return content if vervalsing.manifest is None else vervalsing.manifest(content)

    signer = sleutel if vervalsing.sleutel is None else vervalsing.sleutel(sleutel)
    Forger(path, signer).write(
        path,
        files=vervalsing.bestanden,
        records=vervalsing.records,
        manifest=manifest,
        pack=vervalsing.pack,
    )
    if vervalsing.na is not None:
        path.write_bytes(vervalsing.na(path.read_bytes()))


def vervangen(old: str, new: str | Callable[[re.Match[bytes]], bytes], count: int = 0) -> Change:
    """Put something in the place of what an expression finds; it has to be there."""

    def change(content: bytes) -> bytes:
        changed, number = re.subn(
            old.encode(), new.encode() if isinstance(new, str) else new, content, count=count
        )
        assert number, f"{old} is not in it"
        return changed

    return change
