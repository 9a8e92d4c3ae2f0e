"""What stands before the service: who may come in, and what every answer carries.

A request must name a host that this server is known by, so that a page elsewhere cannot reach it under a name of its
own that leads here (DNS rebinding). Where a token is set, it must come along: in the path
(`/key/TOKEN/...`), as the parameter `token`, or as `Authorization: Bearer TOKEN`; the bare manifest alone is
open, as the specification wants it, and says so. All answers may be read by pages of any origin (CORS).
"""

import hmac
import ipaddress
import re
from collections.abc import Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = re.compile(r"[A-Za-z0-9._~-]{16,200}")
"""What a token looks like: it must stand in an address as it is."""
_IN_PATH = re.compile(r"/key/([^/]*)(/.*|\Z)")
_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:]*)(?::[0-9]{1,5})?\Z")
_OPEN = frozenset(("/", "/reconcile"))
"""Paths of the manifest."""
_ALWAYS = (
    (b"access-control-allow-origin", b"*"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}


def known_host(name: str, known: Iterable[str], *, local: bool) -> bool:
    """Whether a Host header names this server: one of the `known` names, or an address.

    With `local`, when the server listens to its own machine only, an address of that alone.
    """
    found = _PORT.match(name.strip().lower())
    host = found.group(1).rstrip(".") if found else ""
    if host == "localhost" or host in known:
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return address.is_loopback if local else True


class Guard:
    """An ASGI application around another one."""

    def __init__(
        self, inner: ASGIApp, token: str = "", hosts: Iterable[str] = (), *, local: bool = True
    ) -> None:
        self._inner = inner
        self._token = token.encode()
        self._hosts = frozenset(host.lower() for host in hosts)
        self._local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_ALWAYS]
            await send(message)

        refused = self._refused(scope)
        await (refused or self._inner)(scope, receive, answer)

    def _refused(self, scope: MutableMapping[str, Any]) -> Response | None:
        """The answer to a request that may not come in, or None; strips a token in the path off it."""
        names = [value for name, value in scope["headers"] if name == b"host"]
        if len(names) != 1 or not known_host(names[0].decode("latin-1"), self._hosts, local=self._local):
            return _error("this server is not known by that name; use its address, or --url names it", 403)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        given = self._given(scope)
        scope["state"] = {**scope.get("state", {}), "locked": bool(self._token) and not given}
        if not self._token or (all(hmac.compare_digest(each, self._token) for each in given) and given):
            return None
        if not given and scope["path"] in _OPEN and not _asks(scope):
            return None
        return _error("a token is needed: http://HOST:PORT/key/TOKEN/reconcile", 401)

    def _given(self, scope: MutableMapping[str, Any]) -> list[bytes]:
        """The tokens that a request brings along."""
        given = [
            value[7:].strip()
            for name, value in scope["headers"]
            if name == b"authorization" and value[:7].lower() == b"bearer "
        ]
        parameters = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        given += [value.encode() for name, value in parameters if name == "token"]
        found = _IN_PATH.match(scope["path"])
        if found:
            given.append(found.group(1).encode())
            scope["path"] = found.group(2) or "/"
            scope["raw_path"] = scope["path"].encode()
        return given


def _asks(scope: MutableMapping[str, Any]) -> bool:
    """Whether a request to the manifest asks for more than the manifest."""
    parameters = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True))
    return scope["method"] != "GET" or bool(parameters.keys() - {"callback"})


def _error(message: str, code: int) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if code == 401 else None
    return JSONResponse({"error": message}, code, headers)
