"""An application of pages on a port of its own, in a thread, over http or https."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication

from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Writes no line about each request."""

    def log(self, *_args: object, **_kwargs: object) -> None:
        pass


@contextmanager
def hosted(application: WSGIApplication, *, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Its address, until the end of the block."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet, ssl_context=tls)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    scheme = "http" if tls is None else "https"
    try:
        yield f"{scheme}://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
