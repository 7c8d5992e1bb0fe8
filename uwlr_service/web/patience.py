"""Questions to the database that must not keep an answer waiting."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Patience(Generic[Answer]):
    """Asks a question, and waits for the answer for at most ``limit`` seconds.

    A driver cannot be asked to stop, so a question that hangs keeps its thread. No second question is asked
    until it is done: otherwise every look at a database that hangs would cost another thread.
    """

    def __init__(self, question: Callable[[], Answer], limit: float) -> None:
        self._question = question
        self._limit = limit
        self._asking = threading.Lock()

    def ask(self) -> Answer:
        """The answer. Raises what the question raises, or TimeoutError that says why there is no answer."""
        if not self._asking.acquire(timeout=self._limit):
            raise TimeoutError("an earlier question was not answered yet")
        answers: list[Answer] = []
        errors: list[Exception] = []
        thread = threading.Thread(target=self._ask, args=(answers, errors), name="patience", daemon=True)
        thread.start()
        thread.join(self._limit)
        if errors:
            raise errors[0]
        if not answers:
            raise TimeoutError(f"no answer within {self._limit:g} s")
        return answers[0]

    def _ask(self, answers: list[Answer], errors: list[Exception]) -> None:
        try:
            answers.append(self._question())
        except Exception as error:  # for the thread that asked, which raises it there
            errors.append(error)
        finally:
            self._asking.release()
