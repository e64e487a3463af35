"""Serving and ticking: takes the port, brings everything up, and goes down in order when told to."""

import ctypes
import os
import signal
import socket
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import click
import waitress
from flask import Flask

import workflows
from engine.db import Database
from engine.errors import Unusable
from engine.scheduler import Post, Ticker
from engine.text import N_, say
from webui import config, create_app, demonstration, logs
from webui.caretaker import database_url
from workflows import migrations

THREADS = 8
ARENA_MAX = -8  # glibc's M_ARENA_MAX
# What is larger is not even read; up to there the page says what is too large.
LARGEST_REQUEST = 4 * config.LARGEST_UPLOAD


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
    with closing(_listen(host, port)) as listening, closing(Database(database_url(data))) as database:
        if tick:
            migrations.upgrade(database.writing)
        migrations.check(database.writing)
        if demo:
            demonstration.fill(database, datetime.now(UTC))
        app = create_app(_settings(data, database), database=database)
        _must_be_local(host, app.config["DEMONSTRATION"])
        beating = Ticker(database, workflows.find, _post(database)) if tick else None
        _say_where(host, port, app.config["DEMONSTRATION"])
        _serve(app, listening, beating)


def _settings(data: Path, database: Database) -> dict[str, Any]:
    return {**config.settings(os.environ | {"TRYGHED_DATA": str(data)}), "DATABASE_URL": str(database.url)}


def _serve(app: Flask, listening: socket.socket, beating: Ticker | None) -> None:
    server = waitress.create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        # The app itself takes the word of the one proxy there is, and of nobody when there is none.
        clear_untrusted_proxy_headers=not app.config["BEHIND_PROXY"],
    )
    if beating:
        beating.start()
    try:
        server.run()
    finally:
        listening.close()
        if beating:
            beating.stop()


def tick(data: Path) -> None:
    """Beat until told to stop."""
    _stop_in_order()
    workflows.must_be_sound()
    with closing(Database(database_url(data))) as database:
        migrations.check(database.writing)
        beating = Ticker(database, workflows.find, _post(database))
        beating.start()
        click.echo(say(N_("Holder øje med datoer, der er nået, og mails, der venter. Stop med Ctrl+C."), "da"))
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
    """Tell glibc not to keep a heap for each thread: as fast, and 30 MiB less."""
    with suppress(AttributeError, OSError, TypeError):  # another library of C, or none to ask
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)


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
    where = {"host": f"[{host}]" if ":" in host else host, "port": port}
    click.echo(say(N_("Tryghedsnet svarer på http://{host}:{port}/ – stop med Ctrl+C."), "da", where))
    if demo:
        click.echo(say(N_("Demonstration. Log ind som koordinator@demo.dk, styregruppe@demo.dk, revisor@demo.dk eller "
                          "admin@demo.dk med adgangskoden tryghedsnetvaerk-demo."), "da"))  # fmt: skip


def _post(database: Database) -> Post | None:
    url = os.environ.get("TRYGHED_SMTP_URL", "")
    if not url or demonstration.is_marked(database):
        return None
    sender = os.environ.get("TRYGHED_MAIL_FROM", "")
    if not sender:
        raise Unusable(N_("TRYGHED_SMTP_URL er sat, men TRYGHED_MAIL_FROM mangler: hvem er mailen fra?"))
    return Post(url, sender, config.settings()["NAME"])
