"""The commands of ``uwlr``, from the group at the top to the last verb."""

from collections.abc import Iterator

import click

from uwlr_service.cli.command import Command, Group
from uwlr_service.cli.root import main

Path = tuple[str, ...]


def _below(group: click.Group, path: Path) -> Iterator[Path]:
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _below(command, (*path, name))
        else:
            yield (*path, name)


COMMANDS = list(_below(main, ()))
"""The names that lead to each command; none for ``uwlr`` itself."""


def words(path: Path) -> str:
    """A command as people type it."""
    return " ".join(("uwlr", *path))


def command_of(path: Path) -> Command | Group:
    """The command of a name."""
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        below = command.get_command(click.Context(command), name)
        assert below is not None, f"there is no command {words(path)}"
        command = below
    assert isinstance(command, Command | Group)
    return command
