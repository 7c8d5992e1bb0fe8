"""A mail server: it keeps what it takes, and refuses, dawdles or breaks off where a test wants that."""

import email
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

DRIP = "DRIP"
"""In place of an answer: one without end, a sign at a time."""
DRIP_SECONDS = 0.2


@dataclass
class Mailserver:
    """What a mail server was sent; ``answers`` has another answer to a command, by its first word."""

    answers: dict[str, str] = field(default_factory=dict)
    starttls: ssl.SSLContext | None = None
    at_once: ssl.SSLContext | None = None
    port: int = 0
    commands: list[str] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[str] = field(default_factory=list)
    """The first word of each command that came over TLS."""

    @property
    def host(self) -> str:
        """With its port."""
        return f"localhost:{self.port}"


class Conversation:
    """One connection of a client."""

    def __init__(self, server: Mailserver, connection: socket.socket) -> None:
        self._server = server
        self._connection = connection

    def run(self) -> None:
        """Answer until the client leaves."""
        try:
            self._talk()
        finally:
            self._connection.close()

    def _talk(self) -> None:
        if self._server.at_once is not None:
            self._connection = self._server.at_once.wrap_socket(self._connection, server_side=True)
        self._say("CONNECT", "220 here")
        self._lines = self._connection.makefile("rb")
        while line := self._lines.readline().decode().strip():
            word = line.split()[0].upper().partition(":")[0]
            self._server.commands.append(line)
            if isinstance(self._connection, ssl.SSLSocket):
                self._server.encrypted.append(word)
            if word == "QUIT":
                self._say(word, "221 bye")
                break
            self._answer(word, line)
        self._lines.close()

    def _answer(self, word: str, line: str) -> None:
        if word == "EHLO":
            offers = ["250-localhost", "250-SMTPUTF8", "250-8BITMIME", "250-AUTH PLAIN", "250 HELP"]
            if self._server.starttls is not None:
                offers.insert(1, "250-STARTTLS")
            self._say(word, "\r\n".join(offers))
        elif word == "STARTTLS" and self._server.starttls is not None:
            self._say(word, "220 go on")
            self._connection = self._server.starttls.wrap_socket(self._connection, server_side=True)
            self._lines = self._connection.makefile("rb")
        elif word == "DATA" and word not in self._server.answers:
            self._say(word, "354 go on")
            self._take()
        else:
            if word == "RCPT":
                self._server.recipients.append(line.split("<")[1].split(">")[0])
            self._say(word, "235 in" if word == "AUTH" else "250 good")

    def _take(self) -> None:
        lines = []
        while (line := self._lines.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))  # they double a dot that begins a line
        self._server.letters.append(email.message_from_bytes(b"".join(lines), EmailMessage, policy=SMTP))
        self._say("TAKEN", "250 taken")

    def _say(self, word: str, usual: str) -> None:
        answer = self._server.answers.get(word, usual)
        while answer == DRIP:
            self._connection.sendall(b"2")
            time.sleep(DRIP_SECONDS)
        self._connection.sendall(f"{answer}\r\n".encode())


@contextmanager
def mailserver(
    answers: dict[str, str] | None = None,
    *,
    starttls: ssl.SSLContext | None = None,
    at_once: ssl.SSLContext | None = None,
) -> Iterator[Mailserver]:
    """The server, on this machine, until the end of the block."""
    server = Mailserver(answers=answers or {}, starttls=starttls, at_once=at_once)
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = int(listener.getsockname()[1])
    conversations: list[threading.Thread] = []

    def talk(connection: socket.socket) -> None:
        with suppress(OSError), connection:  # TLS takes it over
            Conversation(server, connection).run()

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                thread = threading.Thread(target=talk, args=(connection,), daemon=True)
                conversations.append(thread)
                thread.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(5)
        for conversation in conversations:
            conversation.join(5)
