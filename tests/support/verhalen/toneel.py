"""Where a story plays: a real server, a browser for each person in it, and the command line beside it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, ConsoleMessage, Request, Response

from tests.support.commandline import Uwlr
from tests.support.portaal.screen import ERROR, Screen, Screens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.verhalen.bezoeker import Bezoeker
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

UNPROCESSABLE = 422
"""A form that comes back with what is wrong in it; every other refusal is a fault of the pages."""


class Toneel:
    """A service, and the people who use it."""

    def __init__(self, server: Server, browser: Browser, uwlr: Uwlr, wie: type[Bezoeker]) -> None:
        self.server = server
        self.uwlr = uwlr
        self.private: set[str] = set()
        """What may stand in no address and no line of the log: keys and names of pupils."""
        self._wie = wie
        self._screens = Screens(browser, server.url)
        self._complaints: list[str] = []

    def enter(self) -> Bezoeker:
        """Somebody opens a browser, with nothing kept in it."""
        screen = self._screens.open(javascript=self._wie.javascript)
        self._watch(screen)
        return self._wie(screen)

    def school(self, gegevens: Schoolgegevens) -> None:
        """A school that was imported before the story begins."""
        for leerling in gegevens.leerlingen:
            self.private |= {leerling.key, leerling.roepnaam or "", leerling.achternaam or ""}
        self.private.discard("")
        self.server.invoer.store(gegevens)

    def invite(self, naam: str, mail: str, *options: str) -> str:
        """Invite somebody on the command line, before the story begins; returns the link."""
        who = ("--naam", naam, "--email", mail)
        link: str = self.uwlr.json("gebruiker", "invite", *who, *options)["link"]
        return link

    def close(self) -> None:
        """Close the windows; nothing went wrong in any of them, and nobody can be read in an address."""
        try:
            self._screens.close()
        finally:
            self._complaints += [f"in the log: {word}" for word in self._told(self.server.log)]
            assert not self._complaints, "\n".join(self._complaints)

    def _watch(self, screen: Screen) -> None:
        screen.page.on("request", self._requested)
        screen.page.on("response", self._answered)
        screen.page.on("console", self._heard)

    def _requested(self, request: Request) -> None:
        self._complaints += [f"in an address: {word}: {request.url}" for word in self._told(request.url)]

    def _answered(self, response: Response) -> None:
        if response.status >= ERROR and response.status != UNPROCESSABLE:
            self._complaints.append(f"{response.status}: {response.url}")

    def _heard(self, message: ConsoleMessage) -> None:
        # A browser says of a form with faults that it "failed to load"; the status of it was judged above.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self._complaints.append(f"{message.type}: {message.text}")

    def _told(self, text: str) -> Iterable[str]:
        said = unquote(text).casefold()
        return (word for word in sorted(self.private) if word.casefold() in said)


@contextmanager
def staged(
    database_url: str, folder: Path, browser: Browser, wie: type[Bezoeker], **environ: str
) -> Iterator[Toneel]:
    """A service on a migrated database, until the end of the block."""
    port = free_port()
    address = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_PORTAAL_URL": f"http://localhost:{port}"}
    with serving(database_url, folder, UWLR_WORKERS="1", **address, **environ) as server:
        yield Toneel(server, browser, Machine(folder, database_url, **address, **environ), wie)


class Machine(Uwlr):
    """The ``uwlr`` command with the settings of the server."""

    def __init__(self, folder: Path, database_url: str, **environ: str) -> None:
        super().__init__(folder, database_url)
        self._environ.update(environ)
