"""Running the service until somebody ends it."""

import errno
import ipaddress
import re
import secrets
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from annotator.errors import AnnotatorError, MissingExtra, UsageError
from annotator.session.lookup import EntityLookup

_HEAD = 128 * 1024
"""Bytes of a request's head at most: queries may stand in the address."""
CONNECTIONS = 64
"""So many connections at a time; further ones are told to come again."""


def serve(
    lookup: EntityLookup,
    host: str,
    port: int,
    token: str = "",
    url: str = "",
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves until Ctrl-C or a signal ends it; `ready` is told the address once it may be called.

    `port` 0: any that is free. `url`: the address by which clients reach it, where that is another one.
    Raises MissingExtra, UsageError for an open door without a token or one that will not do, AnnotatorError
    where the port is taken.
    """
    try:
        import uvicorn

        from annotator.reconcile.guard import TOKEN
        from annotator.reconcile.server import application
        from annotator.reconcile.service import Service
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in ("uvicorn", "starlette", "anyio"):
            raise
        raise MissingExtra("serving entities to other programs", "serve") from None
    local = is_local(host)
    _check(host, token, TOKEN, local=local)
    asked = {_host_of(url)} if url else set()
    with _listen(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = url.rstrip("/") or f"http://{shown}:{listening.getsockname()[1]}"
        lookup.warm()
        hosts = asked if local else asked | {host, socket.gethostname(), socket.getfqdn()}
        app = application(Service(lookup), token=token, url=url, hosts=hosts, local=local)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=5,
            h11_max_incomplete_event_size=_HEAD,
            lifespan="off",
            ws="none",
        )
        ready(f"{address}/key/{token}/reconcile" if token else f"{address}/reconcile")
        uvicorn.Server(config).run(sockets=[listening])


def _check(host: str, token: str, shape: re.Pattern[str], *, local: bool) -> None:
    """Raises UsageError for an open door without a token, and for a token that will not do."""
    if not local and not token:
        raise UsageError(
            f"{host} can be reached from other machines: give a token that they must know, for instance"
            f" --token {secrets.token_urlsafe(24)}"
        )
    if token and not shape.fullmatch(token):
        raise UsageError(
            "--token must be 16 to 200 letters, figures or -._~, so that it can stand in an address"
        )


def is_local(host: str) -> bool:
    """True for a name or address that only this machine reaches."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise UsageError(f"--url {url!r} is no address; write it as https://names.example.org")
    return host


def _listen(host: str, port: int) -> socket.socket:
    """A socket on that port. Raises AnnotatorError where it cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise UsageError(f"--host {host!r} is no address of this machine") from None
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(place)
        found.listen(128)
    except OSError as fault:
        found.close()
        if fault.errno == errno.EADDRINUSE:
            raise AnnotatorError(f"port {port} of {host} is in use; name another with --port") from None
        if fault.errno == errno.EACCES:
            raise AnnotatorError(f"port {port} may not be used; name one from 1024 on with --port") from None
        raise UsageError(f"--host {host!r} is no address of this machine ({fault.strerror})") from None
    return found
