"""``uwlr call``: do what a publisher does, against any UWLR service."""

from collections.abc import Callable

import click

from uwlr_service.cli.call.options import SLEUTEL, basis_options, groep_options, keuzes_of, warn_unsafe
from uwlr_service.cli.call.pulled import show_antwoord, show_antwoord_json, told_to_programs
from uwlr_service.cli.call.resultaten import leerresultaten
from uwlr_service.cli.command import Group
from uwlr_service.client.antwoord import Antwoord
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


@click.group(
    cls=Group,
    voorbeelden=(
        f"export {SLEUTEL}=...",
        "uwlr call leerlinggegevens \\",
        "    --url https://las.example.nl/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
    ),
)
def command() -> None:
    """Vraag leerlinggegevens op en breng resultaten, zoals een uitgever dat doet.

    Werkt tegen elke dienst die UWLR spreekt. De autorisatiesleutel hoort in de omgevingsvariabele
    UWLR_SLEUTEL; zonder die vraagt het programma ernaar.
    """


@command.command(
    voorbeelden=(
        "uwlr call leerlinggegevens \\",
        "    --url http://127.0.0.1:8080/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr call leerlinggegevens ... --laatst 2026-11-14T12:12:12+01:00    alleen als er iets wijzigde",
        "uwlr call leerlinggegevens ... --xml > antwoord.xml",
    )
)
@basis_options
def leerlinggegevens(**basis: object) -> None:
    """Alle groepen, leerlingen en leerkrachten (HaalLeerlinggegevens)."""
    _pull("leerlinggegevens", **basis)  # type: ignore[arg-type]


@command.command(
    voorbeelden=(
        "uwlr call structuur --url http://127.0.0.1:8080/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
    )
)
@basis_options
def structuur(**basis: object) -> None:
    """Alleen de groepen (HaalStructuur)."""
    _pull("structuur", **basis)  # type: ignore[arg-type]


@command.command(
    voorbeelden=(
        "uwlr call leerlingen ... --groep G7A --groep G8A      de leerlingen van twee stamgroepen",
        "uwlr call leerlingen ... --zonder-groep               wie in geen stamgroep zit",
    )
)
@basis_options
@groep_options
def leerlingen(**options: object) -> None:
    """De leerlingen van groepen (HaalLeerlingen)."""
    _pull("leerlingen", **options)  # type: ignore[arg-type]


@command.command(
    voorbeelden=(
        "uwlr call leerkrachten ... --groep G7A",
        "uwlr call leerkrachten ... --samengestelde-groep PLUS --zonder-groep",
    )
)
@basis_options
@groep_options
def leerkrachten(**options: object) -> None:
    """De leerkrachten van groepen (HaalLeerkrachten)."""
    _pull("leerkrachten", **options)  # type: ignore[arg-type]


command.add_command(leerresultaten)


def _pull(
    bericht: str,
    *,
    url: str,
    klantnaam: str,
    klantcode: str,
    sleutel: str,
    school: Schoolcode,
    schooljaar: Schooljaar,
    xsdversie: str,
    gegevenssetid: str | None,
    laatst: str | None,
    timeout: float,
    as_xml: bool,
    as_json: bool,
    **groepen: object,
) -> None:
    keuzes = keuzes_of(**groepen) if groepen else ()  # type: ignore[arg-type]
    if groepen and not keuzes:
        raise click.UsageError("geef ten minste één groep: --groep, --samengestelde-groep of --zonder-groep.")
    if as_xml and as_json:
        raise click.UsageError("kies --xml of --json, niet allebei.")
    warn_unsafe(url)
    extra = {"groepen": keuzes} if groepen else {}
    with told_to_programs(as_json), UwlrClient(url, klantnaam, klantcode, sleutel, timeout) as client:
        pull: Callable[..., Antwoord] = getattr(client, bericht)
        antwoord = pull(
            school,
            schooljaar,
            xsdversie=xsdversie,
            gegevenssetid=gegevenssetid,
            laatstontvangen=laatst,
            **extra,
        )
    if as_xml:
        click.echo(antwoord.xml)
    elif as_json:
        show_antwoord_json(antwoord)
    else:
        show_antwoord(antwoord)
