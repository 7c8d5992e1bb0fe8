"""Questions to the database that may not keep an answer waiting."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Patience(Generic[Answer]):
    """Asks a question, and waits no longer than the limit, in seconds, for the answer.

    A question that hangs keeps its thread; no second one is asked as long as it does.
    """

    def __init__(self, question: Callable[[], Answer], limit: float) -> None:
        self._question, self._limit = question, limit
        self._asking = threading.Lock()

    def ask(self) -> Answer:
        """The answer; raises what the question raises, or TimeoutError with the reason why there is none."""
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
        except Exception as error:  # it is the one who asked that has to hear it
            errors.append(error)
        finally:
            self._asking.release()
