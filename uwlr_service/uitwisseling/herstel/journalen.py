"""The decisions that the journals of several machines hold together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from uwlr_service.domain.fouten import Geweigerd, JournaalOnbruikbaar, JournaalVerdwenen
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.repository.koppeling.journaal import Inhoud, Journaalbestand


@dataclass(frozen=True, slots=True, kw_only=True)
class Bronnen:
    """What journals hold: every decision once, in order; and of which installation they are.

    ``gescheurd`` are the journals that end in half a line, which cannot be read.
    """

    paden: tuple[Path, ...]
    besluiten: tuple[Besluit, ...]
    installatie: str | None
    gescheurd: tuple[Path, ...]


def read_all(own: Path, others: Iterable[Path], *, missed: Path | None) -> Bronnen:
    """Read the journal of this machine, where it is there, and others.

    ``missed`` is where there was one, so that there has to be one if no others are named; None where none
    has to be. Raises JournaalVerdwenen, JournaalBeschadigd, JournaalOnbruikbaar, and Geweigerd for journals
    that contradict each other.
    """
    given = list(dict.fromkeys(path.absolute() for path in others))
    is_there = own in given or _is_there(own)
    if not is_there and missed is not None and not given:
        raise JournaalVerdwenen.at(missed, own)
    if is_there and own not in given:
        given.insert(0, own)
    contents = [(path, _read(path)) for path in given]
    installaties = {content.kop.installatie for _, content in contents}
    if len(installaties) > 1:
        raise JournaalOnbruikbaar("Deze journalen horen niet bij dezelfde database.")
    return Bronnen(
        paden=tuple(given),
        besluiten=_united(contents),
        installatie=next(iter(installaties), None),
        gescheurd=tuple(path for path, content in contents if content.is_torn),
    )


def _is_there(path: Path) -> bool:
    try:
        return Journaalbestand(path).exists()
    except OSError as error:
        raise _unreadable(path, error) from error


def _read(path: Path) -> Inhoud:
    try:
        return Journaalbestand(path).read()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> JournaalOnbruikbaar:
    reason = oorzaak(error) or type(error).__name__
    return JournaalOnbruikbaar(f"Het journaal {path} is niet te lezen: {reason}.")


def _united(contents: Sequence[tuple[Path, Inhoud]]) -> tuple[Besluit, ...]:
    """The decisions of several journals. Raises Geweigerd where two say something else under one number."""
    united: dict[int, tuple[Path, Besluit]] = {}
    for path, content in contents:
        for besluit in content.besluiten:
            first, known = united.setdefault(besluit.nummer, (path, besluit))
            if known != besluit:
                raise Geweigerd(
                    f"De journalen {first} en {path} zijn het niet eens over besluit {besluit.nummer}."
                    " Noem alleen het journaal dat klopt."
                )
    return tuple(besluit for _, (_, besluit) in sorted(united.items()))
