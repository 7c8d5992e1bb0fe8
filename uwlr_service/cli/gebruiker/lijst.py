"""``uwlr gebruiker list``: who can sign in, and who was invited."""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option
from uwlr_service.cli.output import cell, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Gebruiker
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodiging


@click.command(
    "list",
    cls=Command,
    short_help="Toon wie er kan inloggen, en wie is uitgenodigd.",
    voorbeelden=("uwlr gebruiker list", "uwlr gebruiker list --json"),
)
@json_option
def list_(as_json: bool) -> None:
    """Toon alle gebruikers met hun rollen, en de uitnodigingen die nog niet zijn gebruikt."""
    with opened() as diensten:
        door = Handelende.opdrachtregel()
        gebruikers = diensten.mensen.gebruikers.all(door=door)
        uitnodigingen = diensten.mensen.uitnodigingen.all(door=door)
    if as_json:
        show_json(
            {
                "gebruikers": list(map(_record, gebruikers)),
                "uitnodigingen": list(map(_record_of_invitation, uitnodigingen)),
            }
        )
        return
    listing = table(f"Gebruikers ({len(gebruikers)})", "inlognaam", "naam", "rollen", "stand")
    for gebruiker in gebruikers:
        rollen = ", ".join(_in_words(account) for account in gebruiker.accounts)
        listing.add_row(cell(gebruiker.inlognaam), cell(gebruiker.naam), cell(rollen), _stand(gebruiker))
    show(listing)
    if uitnodigingen:
        open_ones = table(
            f"Uitnodigingen ({len(uitnodigingen)})", "nummer", "inlognaam", "naam", "rol", "verloopt"
        )
        for uitnodiging in uitnodigingen:
            rol = "nieuwe tweede stap" if uitnodiging.plaats is None else _in_words(uitnodiging.plaats)
            open_ones.add_row(
                cell(uitnodiging.id),
                cell(uitnodiging.inlognaam),
                cell(uitnodiging.naam),
                cell(rol),
                amsterdam(uitnodiging.verloopt),
            )
        show(open_ones)


def _stand(gebruiker: Gebruiker) -> str:
    if gebruiker.uitgeschakeld is not None:
        return f"uitgeschakeld op {amsterdam(gebruiker.uitgeschakeld)}"
    return "demonstratie" if gebruiker.is_demo else "actief"


def _in_words(plaats: Account | Plaats) -> str:
    if plaats.school is not None:
        return f"{plaats.rol} {plaats.school}"
    if plaats.koppelpartner is not None:
        return f"{plaats.rol} {plaats.koppelpartner}"
    return plaats.rol.value


def _record(gebruiker: Gebruiker) -> dict[str, object]:
    uitgeschakeld = gebruiker.uitgeschakeld
    return {
        "inlognaam": gebruiker.inlognaam,
        "naam": gebruiker.naam,
        "aangemaakt": tijd.format_moment(gebruiker.aangemaakt),
        "uitgeschakeld": uitgeschakeld and tijd.format_moment(uitgeschakeld),
        "demonstratie": gebruiker.is_demo,
        "rollen": [_record_of_place(account) for account in gebruiker.accounts],
    }


def _record_of_place(plaats: Account | Plaats) -> dict[str, object]:
    return {
        "rol": plaats.rol.value,
        "school": plaats.school and str(plaats.school),
        "koppelpartner": plaats.koppelpartner,
        "groepen": sorted(plaats.groepen),
    }


def _record_of_invitation(uitnodiging: Uitnodiging) -> dict[str, object]:
    return {
        "uitnodiging": uitnodiging.id,
        "inlognaam": uitnodiging.inlognaam,
        "naam": uitnodiging.naam,
        "rol": uitnodiging.plaats and _record_of_place(uitnodiging.plaats),
        "verloopt": tijd.format_moment(uitnodiging.verloopt),
    }
