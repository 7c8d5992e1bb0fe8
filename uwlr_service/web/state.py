"""What the views of one application work with, so that each view is a plain function."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app
from prometheus_client.registry import Collector

from uwlr_service.diensten import Diensten
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.uitwisseling.las.resultaten.wachten import Wachtkamer
from uwlr_service.web.tempo import EvenTempo

NAME = "uwlr"
"""Where the state lies among the extensions of Flask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The use cases, and the few things that ``web`` itself keeps between calls.

    ``tempo`` is shared by the token endpoint and the pull API: both count for the same link. ``turns`` are
    those of large files.
    """

    diensten: Diensten
    tempo: EvenTempo
    turns: Turns
    check_database: Callable[[], str]
    check_journal: Callable[[], str]
    night: Collector
    log: Collector
    workers: Collector
    wachtkamer: Wachtkamer


def install(web: Flask, state: State) -> None:
    """Give an application its state."""
    web.extensions[NAME] = state


def state() -> State:
    """The state of the application that answers this call."""
    current: State = current_app.extensions[NAME]
    return current


def diensten() -> Diensten:
    """The use cases of the application that answers this call."""
    return state().diensten
