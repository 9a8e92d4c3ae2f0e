"""The service over HTTP. Needs the extra `serve`.

Every request is bounded in size and time, and every failure is JSON: `{"error": what is wrong}`.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qs

import anyio
from msgspec import json
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from annotator.errors import AnnotatorError
from annotator.reconcile import pages
from annotator.reconcile.guard import Guard
from annotator.reconcile.service import SECONDS, Service, cursor_of
from annotator.reconcile.shapes import QUERY, RequestError, read_extension, read_queries

BODY = 1024 * 1024
"""Bytes of a request's body at most."""
READING = 10.0
"""Seconds in which the body must be here."""
FIELDS = 20
"""Fields of a form at most."""
THREADS = 4
"""So many requests are answered at a time; others wait, until their time is over."""
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_LONGEST_CALLBACK = 128
_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
_FORM = "application/x-www-form-urlencoded"
T = TypeVar("T")


def application(
    service: Service,
    *,
    token: str = "",
    url: str = "",
    hosts: Iterable[str] = (),
    local: bool = True,
    seconds: float = SECONDS,
) -> ASGIApp:
    """The ASGI application.

    `token`: what clients must send; empty: nothing. `url`: the address by which clients reach it; empty: that
    which each of them names. `hosts`: names of this machine; `local`: it is reached from this machine only.
    """
    handlers = _Handlers(service, token, url.rstrip("/"), seconds)
    routes = [
        Route("/", handlers.endpoint, methods=["GET", "POST"]),
        Route("/reconcile", handlers.endpoint, methods=["GET", "POST"]),
        Route("/suggest/{what:str}", handlers.suggest, methods=["GET"]),
        Route("/flyout/{what:str}", handlers.flyout, methods=["GET"]),
        Route("/properties", handlers.properties, methods=["GET"]),
        Route("/preview", handlers.page, methods=["GET"]),
        Route("/view", handlers.page, methods=["GET"]),
    ]
    handled: dict[Any, Callable[[Request, Any], Awaitable[Response]]] = {
        AnnotatorError: _said,
        HTTPException: _no_route,
        ClientDisconnect: _gone,
        Exception: _broken,
    }
    inner = Starlette(routes=routes, exception_handlers=handled)
    return Guard(inner, token, hosts, local=local)


class _Handlers:
    """One handler a route. What takes time is done in a thread."""

    def __init__(self, service: Service, token: str, url: str, seconds: float) -> None:
        self._service = service
        self._token = token
        self._url = url
        self._seconds = seconds
        self._threads: anyio.CapacityLimiter | None = None

    async def endpoint(self, request: Request) -> Response:
        """The manifest, a batch of queries, or a data extension query."""
        fields = await _fields(request)
        if "queries" in fields:
            batch = read_queries(fields["queries"])
            answer: Any = await self._do(partial(self._service.reconcile, batch))
        elif "extend" in fields:
            wanted = read_extension(fields["extend"])
            answer = await self._do(partial(self._service.extend, wanted))
        elif request.method == "POST":
            raise RequestError("send a form with the field 'queries' or 'extend'")
        elif "query" in fields:
            raise RequestError('send \'queries\': a batch, {"q0": {"query": …}}')
        else:
            locked = bool(request.scope.get("state", {}).get("locked"))
            answer = self._service.manifest(self._base(request, locked=locked), locked=locked)
        return _json(answer, fields)

    async def suggest(self, request: Request) -> Response:
        what, fields = _what(request), _parameters(request)
        prefix, cursor = _short(fields, "prefix"), cursor_of(fields.get("cursor", ""))
        types = [text for text in fields.get("type", "").split(",") if text]
        return _json(await self._do(partial(self._service.suggest, what, prefix, cursor, types)), fields)

    async def flyout(self, request: Request) -> Response:
        what, fields = _what(request), _parameters(request)
        return _json(await self._do(partial(self._service.flyout, what, _short(fields, "id"))), fields)

    async def properties(self, request: Request) -> Response:
        fields = _parameters(request)
        limit = fields.get("limit", "")
        if limit and not (limit.isascii() and limit.isdecimal() and 0 < len(limit) < 7):
            raise RequestError(f"'limit' is {limit[:20]!r}; it must be a whole number")
        most = int(limit) if limit else 100
        return _json(self._service.proposed(_short(fields, "type"), most), fields)

    async def page(self, request: Request) -> Response:
        id_ = _short(_parameters(request), "id")
        try:
            html, code = await self._do(partial(self._service.page, id_)), 200
        except RequestError as fault:
            html, code = pages.missing(id_), fault.code
        return HTMLResponse(html, code, _POLICY)

    async def _do(self, work: Callable[[], T]) -> T:
        """Does it in a thread, in good time. Raises RequestError (503) where that cannot be."""
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(THREADS)
        with anyio.move_on_after(self._seconds * 1.5):
            return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._threads)
        raise RequestError("too much to do; try again in a while", 503)

    def _base(self, request: Request, *, locked: bool) -> str:
        base = self._url or f"{request.url.scheme}://{request.headers['host']}"
        return f"{base}/key/{self._token}" if self._token and not locked else base


async def _fields(request: Request) -> dict[str, str]:
    """The parameters of a request and, of a POST, the fields of its form. Raises RequestError."""
    fields = _parameters(request)
    if request.method != "POST":
        return fields
    kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
    if kind != _FORM:
        raise RequestError(f"the body must be {_FORM}", 415)
    body = await _body(request)
    try:
        return fields | _first(body.decode())
    except UnicodeDecodeError:
        raise RequestError("the body must be in UTF-8") from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    length = request.headers.get("content-length", "0")
    if length.isascii() and length.isdecimal() and int(length) > BODY:
        raise RequestError(f"a body of more than {BODY} bytes", 413)
    with anyio.move_on_after(READING):
        async for piece in request.stream():
            body += piece
            if len(body) > BODY:
                raise RequestError(f"a body of more than {BODY} bytes", 413)
        return bytes(body)
    raise RequestError(f"the body was not here after {READING:g} seconds", 408)


def _parameters(request: Request) -> dict[str, str]:
    return _first(request.url.query)


def _first(form: str) -> dict[str, str]:
    """The fields of a form, of each its first value. Raises RequestError where there are very many."""
    try:
        fields = parse_qs(form, keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise RequestError("escapes must be in UTF-8") from None
    except ValueError:
        raise RequestError(f"more than {FIELDS} fields") from None
    return {name: values[0] for name, values in fields.items()}


def _short(fields: dict[str, str], name: str) -> str:
    text = fields.get(name, "")
    if len(text) > QUERY:
        raise RequestError(f"'{name}' has more than {QUERY} characters")
    return text


def _what(request: Request) -> str:
    what: str = request.path_params["what"]
    if what not in ("entity", "type", "property"):
        raise RequestError("suggestions are for entity, type and property", 404)
    return what


def _json(answer: Any, fields: dict[str, str]) -> Response:
    """The answer as JSON, or as a call of the function that an old client names (JSONP)."""
    data = json.encode(answer)
    callback = fields.get("callback")
    if callback is None:
        return Response(data, media_type="application/json")
    if len(callback) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(callback):
        raise RequestError("'callback' must be the name of a function")
    # JSON may hold what ends a line of JavaScript; the comment keeps the name from being taken for a file's start.
    script = (
        data.replace(b"\xe2\x80\xa8", b"\\u2028")
        .replace(b"\xe2\x80\xa9", b"\\u2029")
        .replace(b"<", b"\\u003c")
    )
    return Response(b"/**/" + callback.encode() + b"(" + script + b");", media_type="application/javascript")


async def _said(request: Request, fault: Any) -> Response:
    code = fault.code if isinstance(fault, RequestError) else 503
    return JSONResponse({"error": str(fault)}, code)


async def _no_route(request: Request, fault: Any) -> Response:
    told = {404: "nothing is here; /reconcile is the service", 405: "GET and POST only"}
    return JSONResponse(
        {"error": told.get(fault.status_code, str(fault.detail))}, fault.status_code, fault.headers
    )


async def _gone(request: Request, fault: Any) -> Response:
    return Response(status_code=400)


async def _broken(request: Request, fault: Any) -> Response:
    # Starlette raises it again afterwards, so that it is not lost.
    return JSONResponse({"error": f"a fault of this program: {type(fault).__name__}"}, 500)
