"""The way of a call through Spyne: dispatch, header, the sequence of steps and faults, and nothing of HTTP.

Spyne's own WSGI server reads and writes HTTP, which ``front`` and ``transport`` do already, with the limits
and the faults that are asked of us. ServerBase is what Spyne offers for a transport of one's own, and it
takes a third less of the processor.
"""

from collections.abc import Sequence
from typing import Any

from spyne import MethodContext
from spyne.server import ServerBase

from uwlr_service.soap import faults
from uwlr_service.soap.call import Call
from uwlr_service.soap.intake import Message


class Context(MethodContext):  # type: ignore[misc]
    """What Spyne knows of one call, without what it does for applications of another kind."""

    # Spyne guards each of some fifty assignments against attributes that are not its own.
    __setattr__ = object.__setattr__

    def fire_event(self, event: str, *args: Any, **kwargs: Any) -> None:
        """Nobody here listens to the dozen events of a call."""

    def close(self) -> None:
        """Let go of what names this call: in such a ring the message stays until the garbage collector looks.

        Spyne leaves the rings, and has the collector look at everything once a second, during a call.
        """
        self.transport.parent = None
        self.event.parent = None


class Dispatch(ServerBase):  # type: ignore[misc]
    """Hands a message to the operation that it is for."""

    transport = "http://schemas.xmlsoap.org/soap/http"

    def answer(self, call: Call, message: Message) -> Sequence[bytes]:
        """The answer, or the fault, in pieces; what became of the call is noted in ``call``."""
        context = Context(self, MethodContext.SERVER)
        context.udc = call
        context.in_string = message
        # Operations that run beside the one that was asked for are something of Spyne that we do not use.
        (context,) = self.generate_contexts(context)
        if context.in_error is None:
            self.get_in_object(context)
        if context.in_error is None:
            self.get_out_object(context)
        self.get_out_string(context)
        faults.let_go(context.in_error)
        faults.let_go(context.out_error)
        context.close()
        pieces: Sequence[bytes] = context.out_string
        return pieces
