"""How the tables of a database compare with those that a program knows."""

from enum import StrEnum


class Migratiesoort(StrEnum):
    """What a migration does to the program before it, which may go on beside the new one."""

    EXPAND = "expand"
    """It only adds what that program can do without."""
    CONTRACT = "contract"
    """It changes or takes away what that program uses."""


class Schemastand(StrEnum):
    """Whether a program can work on a database; one that it cannot know is refused (DatabaseNieuwer)."""

    ACHTER = "achter"
    """The database was not made yet, or lacks migrations of this program."""
    GELIJK = "gelijk"
    """It has those of this program, and no others."""
    VOOR = "voor"
    """It has those of a newer program too, which only added: this one goes on, until it is upgraded."""
