"""A look at a server by a TLS handshake of our own, to tell why another one failed; no data are sent.

What went wrong in a call cannot always be seen there: a server may end the connection without a word.
"""

import enum
import socket
import ssl
import time

SECONDS = 5.0
"""For the whole of it; it comes on top of a call that failed."""
READ = 65536
HEADER = 5
"""Bytes before each record (RFC 5246, 6.2.1)."""
HANDSHAKE = 22
CHANGE_CIPHER = 20
"""The kinds of record; behind the latter all is encrypted."""
CERTIFICATE_REQUEST = 13
"""The handshake message by which a server asks for a certificate (RFC 5246, 7.4.4)."""


class Uitkomst(enum.Enum):
    """What such a handshake shows."""

    GESLAAGD = enum.auto()
    """The server speaks TLS, and goes on after it."""
    GEEN_TLS = enum.auto()
    VERBROKEN = enum.auto()
    """The server ended the connection before the handshake was done."""
    VRAAGT_CERTIFICAAT = enum.auto()
    """The server ended it, and it had asked for a certificate of the caller."""
    WEIGERT_CERTIFICAAT = enum.auto()
    """The server ended it because of the certificate of the caller."""
    GEWEIGERD = enum.auto()
    """The server ended it with another alert, or the two have nothing in common."""
    ONBEKEND = enum.auto()
    """Nothing could be seen, such as when there is no connection any more."""


NO_TLS = frozenset(
    "WRONG_VERSION_NUMBER PACKET_LENGTH_TOO_LONG RECORD_LAYER_FAILURE UNKNOWN_PROTOCOL HTTP_REQUEST".split()
)
"""What OpenSSL calls the beginning of an answer that is not TLS."""
ASKED = frozenset("TLSV13_ALERT_CERTIFICATE_REQUIRED".split())
CUT = frozenset("UNEXPECTED_EOF_WHILE_READING".split())


REFUSED = frozenset(
    """
    TLSV1_ALERT_UNKNOWN_CA SSLV3_ALERT_BAD_CERTIFICATE SSLV3_ALERT_UNSUPPORTED_CERTIFICATE
    SSLV3_ALERT_CERTIFICATE_REVOKED SSLV3_ALERT_CERTIFICATE_EXPIRED SSLV3_ALERT_CERTIFICATE_UNKNOWN
    TLSV1_ALERT_ACCESS_DENIED TLSV1_ALERT_DECRYPT_ERROR
    """.split()
)
"""What a server says of a certificate of the caller that it does not take (RFC 8446, 6.2)."""
Shown = tuple[str, str] | None
"""The files with the certificate of the caller and its key."""


def try_tls(host: str, port: int, shown: Shown = None) -> Uitkomst:
    """Begin TLS with a server as a call does; whether its certificate can be trusted is not judged."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        if shown is not None:
            context.load_cert_chain(*shown)
        with socket.create_connection((host, port), timeout=SECONDS) as connection:
            seen = _Handshake(context, connection, host).run()
    except (OSError, ValueError):
        return Uitkomst.ONBEKEND
    if shown is not None and seen is Uitkomst.VRAAGT_CERTIFICAAT:
        return Uitkomst.WEIGERT_CERTIFICAAT  # it was given one
    return seen


class _Handshake:
    """One handshake, of which every byte from the server is seen."""

    def __init__(self, context: ssl.SSLContext, connection: socket.socket, host: str) -> None:
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self._connection = connection
        self._received = b""
        self._until = time.monotonic() + SECONDS

    def run(self) -> Uitkomst:
        is_done = False
        while True:
            try:
                if not is_done:
                    self._tls.do_handshake()
                    is_done = True
                # TLS 1.3 judges the certificate of a caller after the handshake.
                self._tls.read(1)
                return Uitkomst.GESLAAGD
            except ssl.SSLWantReadError:
                if not self._exchange():
                    return Uitkomst.GESLAAGD if is_done else Uitkomst.VERBROKEN
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                return Uitkomst.GESLAAGD if is_done else self._cut()
            except ssl.SSLError as error:
                return self._judge(error)

    def _exchange(self) -> bool:
        """Send what is ready, and wait for more; False when nothing more comes."""
        data = b""
        try:
            self._connection.sendall(self._outgoing.read())
            self._connection.settimeout(max(self._until - time.monotonic(), 0.001))
            data = self._connection.recv(READ)
        except OSError:
            return False
        if not data:
            self._incoming.write_eof()
            return True
        self._received += data
        self._incoming.write(data)
        return True

    def _judge(self, error: ssl.SSLError) -> Uitkomst:
        reason = error.reason or ""
        if reason in NO_TLS:
            return Uitkomst.GEEN_TLS
        if reason in ASKED:
            return Uitkomst.VRAAGT_CERTIFICAAT
        if reason in REFUSED:
            return Uitkomst.WEIGERT_CERTIFICAAT
        if reason in CUT:
            return self._cut()
        return Uitkomst.VRAAGT_CERTIFICAAT if self._was_asked() else Uitkomst.GEWEIGERD

    def _cut(self) -> Uitkomst:
        return Uitkomst.VRAAGT_CERTIFICAAT if self._was_asked() else Uitkomst.VERBROKEN

    def _was_asked(self) -> bool:
        """Whether the server asked for a certificate; up to TLS 1.2 that can be read along the way."""
        messages = b""
        position = 0
        while position + HEADER <= len(self._received):
            kind = self._received[position]
            length = int.from_bytes(self._received[position + 3 : position + HEADER])
            if kind != HANDSHAKE:
                break
            messages += self._received[position + HEADER : position + HEADER + length]
            position += HEADER + length
        return CERTIFICATE_REQUEST in _kinds(messages)


def _kinds(messages: bytes) -> set[int]:
    """The kinds of handshake messages (RFC 5246, 7.4): a byte each, before three with the length."""
    kinds = set()
    position = 0
    while position + 4 <= len(messages):
        kinds.add(messages[position])
        position += 4 + int.from_bytes(messages[position + 1 : position + 4])
    return kinds
