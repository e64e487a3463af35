"""Serving and ticking: takes the port, brings everything up, and goes down in order when told to."""

import ctypes
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import waitress
from flask import Flask

import workflows
from engine.db import Database
from engine.errors import Unusable
from engine.scheduler import Post, Ticker
from engine.text import N_
from webui import create_app
from webui.commands import demonstration, logs
from webui.commands.caretaker import made, opened
from webui.commands.intake import Channel
from webui.commands.shell import tell
from webui.visit import config
from workflows.tryghedsnetvaerk.mapping.survey.links import find_answered

THREADS = 8
ARENA_MAX, MMAP_THRESHOLD = -8, -3  # glibc's M_ARENA_MAX and M_MMAP_THRESHOLD
LARGE = 256 * 1024  # bytes, from which memory is given back as soon as it is let go


def run(data: Path, host: str, port: int, *, demo: bool, tick: bool) -> None:
    """Serve until told to stop; the one that ticks beside it also migrates first, and fills the demonstration.

    A second one on the same data works as well: each write takes the database's own lock, and a timer fires for the
    one that locks its process first.

    :raises Unusable: if the address, port, folder or database cannot be used
    """
    _stop_in_order()
    _keep_one_heap()
    host = host.strip("[]")
    config.check_address(host, config.settings()["BEHIND_PROXY"])
    _must_be_local(host, demo)
    config.mail_settings()
    with closing(_listen(host, port)) as listening, (made if tick else opened)(data) as database:
        empty = demo and demonstration.is_waiting(database)
        app = create_app({**_settings(data, database), "DEMONSTRATION": demo}, database=database)
        _must_be_local(host, app.config["DEMONSTRATION"])
        post = None if app.config["DEMONSTRATION"] else _post()
        beating = Ticker(database, workflows.find, post) if tick else None
        signal.signal(signal.SIGINT, _leave)  # it says that Ctrl+C stops it, so from here on that is no failure
        _say_where(host, port, app.config["DEMONSTRATION"])
        told = partial(_say_survey, database, host, port) if app.config["DEMONSTRATION"] else lambda: None
        _serve(app, listening, beating, told, filled_first=database if empty else None)


def _settings(data: Path, database: Database) -> dict[str, Any]:
    return {**config.settings(os.environ | {"TRYGHED_DATA": str(data)}), "DATABASE_URL": str(database.url)}


def _serve(
    app: Flask,
    listening: socket.socket,
    beating: Ticker | None,
    told: Callable[[], None],
    filled_first: Database | None,
) -> None:
    server = waitress.create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=sys.maxsize,  # all is read, what is too large is not kept: see intake.py
        # The app itself takes the word of the one proxy there is, and of nobody when there is none.
        clear_untrusted_proxy_headers=not app.config["BEHIND_PROXY"],
    )
    server.channel_class = Channel
    app.extensions["settling"].settle()  # a process that was killed may have left it undone

    def begin() -> None:
        if beating:
            beating.start()
        told()

    filling = demonstration.Filling(filled_first, datetime.now(UTC), begin) if filled_first else None
    try:  # it may be told to stop as soon as it has begun
        (filling.start if filling else begin)()
        server.run()
    finally:
        listening.close()
        try:
            if filling:
                filling.leave()
        finally:
            if beating:
                beating.stop()


def tick(data: Path) -> None:
    """Beat until told to stop."""
    _stop_in_order()
    workflows.must_be_sound()
    config.mail_settings()
    with opened(data) as database:
        beating = Ticker(database, workflows.find, None if demonstration.is_marked(database) else _post())
        beating.start()
        tell(N_("Holder øje med datoer, der er nået, og mails, der venter. Stop med Ctrl+C."))
        try:
            threading.Event().wait()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            beating.stop()


def _stop_in_order() -> None:
    logs.to_standard_error()
    signal.signal(signal.SIGTERM, _leave)


def _keep_one_heap() -> None:
    """Tell glibc to keep no heap for each thread (30 MiB less, as fast), and none of what a log-in takes (20 MiB)."""
    with suppress(AttributeError, OSError, TypeError):  # another library of C, or none to ask
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done; who comes before all is up waits."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=100
        )
    except (OSError, UnicodeError) as error:
        raise Unusable(N_("Port {port} på {host} er optaget eller kan ikke bruges. Vælg en anden med --port."),
                       port=port, host=host) from error  # fmt: skip


def _must_be_local(host: str, demo: bool) -> None:
    """Refuse to show the demonstration, whose passwords everybody knows, to other machines."""
    if demo and not config.is_loopback(host):
        raise Unusable(N_("Demonstrationen kører kun på denne maskine. Brug --host 127.0.0.1."))


def _say_where(host: str, port: int, demo: bool) -> None:
    shown = f"[{host}]" if ":" in host else host
    tell(N_("Tryghedsnet svarer på http://{host}:{port}/ – stop med Ctrl+C."), host=shown, port=port)
    if demo:
        tell(
            N_(
                "Demonstration. Log ind som koordinator@demo.dk, styregruppe@demo.dk, undersoegelse@demo.dk, "
                "revisor@demo.dk eller admin@demo.dk med adgangskoden tryghedsnetvaerk-demo."
            )
        )


def _say_survey(database: Database, host: str, port: int) -> None:
    """Say where somebody who never logs in answers a survey, in a language that is read from the right."""
    with database.read() as session:
        link = find_answered(session, "ar")
    if link:
        shown = f"[{host}]" if ":" in host else host
        tell(
            N_("Svar som beboer, på arabisk: http://{host}:{port}/svar/{link}?sprog=ar"),
            host=shown,
            port=port,
            link=link,
        )


def _post() -> Post | None:
    found = config.mail_settings()
    return Post(*found, config.settings()["NAME"]) if found else None
