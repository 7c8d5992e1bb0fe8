"""``uwlr koppeling pause|resume``: nothing of a school leaves for a while; nothing has to be destroyed."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import option
from uwlr_service.cli.output import say
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode

SCHOOL = option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)


@click.command(
    cls=Command,
    short_help="Pauzeer een school in een koppeling.",
    voorbeelden=("uwlr koppeling pause 1 --school 99XX/16",),
)
@parameters.KOPPELING
@SCHOOL
def pause(koppeling: int, school: Schoolcode) -> None:
    """Laat van deze school niets meer uitgaan, met ingang van nu.

    De leverancier houdt wat hij heeft en hoeft niets te vernietigen. Resultaten komen nog wel binnen. De
    school gaat verder met 'uwlr koppeling resume'.
    """
    with opened() as diensten:
        diensten.deelnames.pause(koppeling, school, door=Handelende.opdrachtregel())
    say(f"School {school} is gepauzeerd in koppeling {koppeling}: er gaat niets meer uit.")


@click.command(
    cls=Command,
    short_help="Laat een gepauzeerde school verdergaan.",
    voorbeelden=("uwlr koppeling resume 1 --school 99XX/16",),
)
@parameters.KOPPELING
@SCHOOL
def resume(koppeling: int, school: Schoolcode) -> None:
    """Laat een gepauzeerde school verdergaan, met de afspraak die er was."""
    with opened() as diensten:
        diensten.deelnames.resume(koppeling, school, door=Handelende.opdrachtregel())
    say(f"School {school} doet weer mee in koppeling {koppeling}.")
