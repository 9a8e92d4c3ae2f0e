"""The reconciliation service: what OpenRefine and others get, and what nobody gets."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from annotator.errors import UsageError
from annotator.matching.words import folded_words
from annotator.model import Alias, Entity, Fact
from annotator.reconcile import shapes
from annotator.reconcile.guard import known_host
from annotator.reconcile.running import is_local, serve
from annotator.reconcile.server import BODY, application
from annotator.reconcile.service import Service
from annotator.session.lookup import EntityLookup
from annotator.store import Store
from annotator.store.entities import Entities, Import, Named

TOKEN = "a-token-of-twenty-four-x"
MARKUP = "<script>alert(1)</script> & “Sons”"

PEOPLE = (
    Entity(id="desk:1", kind="person", name="Zelda Tarnowska", wikidata="Q987654", note="A <b>note</b>."),
    Entity(id="desk:2", kind="person", name="Zelda Tarnow", aliases=(Alias("Zelda Abel", until="2019"),)),
    Entity(id="desk:3", kind="organization", name="Tarnow Works"),
    Entity(id="desk:4", kind="organization", name=MARKUP),
)
FACTS = (
    Fact(relation="citizen-of", subject="desk:1", object="shipped:pol"),
    Fact(relation="member-of", subject="desk:1", object="desk:4", status="candidate"),
    Fact(relation="member-of", subject="desk:1", object="desk:3", status="elected"),
    Fact(relation="holds", subject="desk:1", object="desk:3", role="chair", since="2020"),
)


# ---------------------------------------------------------------- the shapes of the specification, as types


class Type(Struct, forbid_unknown_fields=True):
    id: str
    name: str
    description: str = ""


class Feature(Struct, forbid_unknown_fields=True):
    id: str
    value: bool | float


class Candidate(Struct, forbid_unknown_fields=True):
    id: str
    name: str
    type: list[Type]
    score: float
    match: bool
    features: list[Feature]
    description: str = ""


class Result(Struct, forbid_unknown_fields=True):
    result: list[Candidate]


class Address(Struct, forbid_unknown_fields=True):
    url: str


class Preview(Struct, forbid_unknown_fields=True):
    url: str
    width: int
    height: int


class Suggest(Struct, forbid_unknown_fields=True):
    service_url: str
    service_path: str
    flyout_service_url: str
    flyout_service_path: str


class Place(Struct, forbid_unknown_fields=True):
    service_url: str
    service_path: str


class Extend(Struct, forbid_unknown_fields=True):
    propose_properties: Place
    property_settings: list[dict[str, Any]]


class Scheme(Struct, forbid_unknown_fields=True):
    type: str
    name: str
    in_: str = msgspec.field(name="in")


class Manifest(Struct, forbid_unknown_fields=True):
    versions: list[str]
    name: str
    identifierSpace: str  # noqa: N815
    schemaSpace: str  # noqa: N815
    defaultTypes: list[Type]  # noqa: N815
    view: Address
    preview: Preview
    suggest: dict[str, Suggest]
    extend: Extend
    batchSize: int  # noqa: N815
    documentation: str = ""
    serviceVersion: str = ""  # noqa: N815
    authentication: Scheme | None = None


class Suggestion(Struct, forbid_unknown_fields=True):
    id: str
    name: str
    description: str = ""
    notable: list[Type] = []


class Suggestions(Struct, forbid_unknown_fields=True):
    result: list[Suggestion]


class Cell(Struct, forbid_unknown_fields=True, omit_defaults=True):
    id: str = ""
    name: str = ""
    text: str = msgspec.field(default="", name="str")


class Meta(Struct, forbid_unknown_fields=True):
    id: str
    name: str
    type: dict[str, str] = {}


class Extended(Struct, forbid_unknown_fields=True):
    meta: list[Meta]
    rows: dict[str, dict[str, list[Cell]]]


# ---------------------------------------------------------------- a service


def put(store: Store) -> None:
    rows = [
        Named(e, tuple(" ".join(folded_words(n)) for n in (e.name, *(a.text for a in e.aliases))))
        for e in PEOPLE
    ]
    lists = Entities(store)
    lists.add(Import("desk", "desk", "csv", "1", "2022-01-07", line=len(rows)), rows, FACTS)
    lists.settle()


@pytest.fixture(scope="module")
def lookup(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EntityLookup]:
    with Store.open(tmp_path_factory.mktemp("service") / "names.db") as store:
        put(store)
        yield EntityLookup(store)


def client(lookup: EntityLookup, **options: Any) -> httpx.AsyncClient:
    app = application(Service(lookup), **options)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000")


@pytest.fixture
async def web(lookup: EntityLookup) -> AsyncIterator[httpx.AsyncClient]:
    async with client(lookup) as made:
        yield made


@pytest.fixture
async def locked(lookup: EntityLookup) -> AsyncIterator[httpx.AsyncClient]:
    async with client(lookup, token=TOKEN, local=False) as made:
        yield made


async def ask(web: httpx.AsyncClient, **query: Any) -> list[Candidate]:
    response = await web.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=dict[str, Result])["q0"].result


# ---------------------------------------------------------------- the specification


@pytest.mark.parametrize("path", ["/", "/reconcile"])
async def test_a_bare_get_gives_the_manifest(web: httpx.AsyncClient, path: str) -> None:
    response = await web.get(path)
    manifest = msgspec.json.decode(response.content, type=Manifest)
    assert manifest.versions == ["0.2"]
    assert "{{id}}" in manifest.view.url
    assert "{{id}}" in manifest.preview.url
    assert manifest.suggest.keys() == {"entity", "type", "property"}
    assert all("${id}" in each.flyout_service_path for each in manifest.suggest.values())
    assert manifest.authentication is None


async def test_every_address_of_the_manifest_answers(web: httpx.AsyncClient) -> None:
    manifest = (await web.get("/reconcile")).json()
    addresses = [manifest[name]["url"].replace("{{id}}", "kaz") for name in ("view", "preview")]
    for what, suggest in manifest["suggest"].items():
        id_ = {"entity": "kaz", "type": "state", "property": "country"}[what]
        addresses.append(suggest["service_url"] + suggest["service_path"] + "?prefix=k")
        addresses.append(suggest["flyout_service_url"] + suggest["flyout_service_path"].replace("${id}", id_))
    place = manifest["extend"]["propose_properties"]
    addresses.append(place["service_url"] + place["service_path"] + "?type=state")
    for address in addresses:
        assert (await web.get(address)).status_code == 200, address


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_each_query_of_a_batch_has_its_candidates_under_its_key(
    web: httpx.AsyncClient, method: str
) -> None:
    form = {
        "queries": json.dumps(
            {"a": {"query": "Kazahkstan"}, "b": {"query": "qqqqqqqq"}, "ü": {"query": "UN"}}
        )
    }
    response = await web.request(method, "/reconcile", **{"data" if method == "POST" else "params": form})
    found = msgspec.json.decode(response.content, type=dict[str, Result])
    assert found.keys() == {"a", "b", "ü"}
    assert found["a"].result[0].id == "kaz"
    assert not found["a"].result[0].match
    assert found["b"].result == []
    assert (found["ü"].result[0].id, found["ü"].result[0].match) == ("un", True)
    for result in found.values():
        scores = [each.score for each in result.result]
        assert scores == sorted(scores, reverse=True)


async def test_shipped_and_imported_entities_answer_alike(web: httpx.AsyncClient) -> None:
    (first, *_) = await ask(web, query="zelda tarnowska")
    assert (first.id, first.name, first.match) == ("Q987654", "Zelda Tarnowska", True)
    assert [each.id for each in first.type] == ["person"]
    assert {each.id for each in first.features} >= {"letters", "words", "beginning", "fame"}


@pytest.mark.parametrize("id_", ["kaz", "Q987654", "desk:2"])
async def test_an_id_as_query_is_answered_with_its_entity(web: httpx.AsyncClient, id_: str) -> None:
    (first, *_) = await ask(web, query=id_)
    assert first.score >= 0.9
    assert first.id == id_


async def test_types_narrow_and_limit_cuts(web: httpx.AsyncClient) -> None:
    assert {each.type[0].id for each in await ask(web, query="tarnow", type="person")} == {"person"}
    assert {each.type[0].id for each in await ask(web, query="tarnow", type=["organization", "state"])} == {
        "organization"
    }
    assert await ask(web, query="zelda", type="ship") == []
    assert await ask(web, query="zelda", type=["person", "state"], type_strict="all") == []
    assert len(await ask(web, query="ministry", limit=3)) == 3
    assert len(await ask(web, query="ministry")) == shapes.USUAL
    assert len(await ask(web, query="ministry", limit=10**9)) <= shapes.CANDIDATES


async def test_a_type_that_only_should_hold_gives_others_with_less_score_where_none_has_it(
    web: httpx.AsyncClient,
) -> None:
    (other,) = await ask(web, query="Zelda Tarnowska", type="organization", type_strict="should", limit=1)
    assert other.name == "Zelda Tarnowska"
    assert not other.match
    assert other.score < 1


async def test_properties_raise_those_that_have_them(web: httpx.AsyncClient) -> None:
    plain = [each.name for each in await ask(web, query="zelda tarno", type="person")]
    assert set(plain[:2]) == {"Zelda Tarnow", "Zelda Tarnowska"}
    for pid, value in (
        ("country", "Poland"),
        ("country", {"id": "pol", "name": "Poland"}),
        ("wikidata", "Q987654"),
        ("office", ["chair", "treasurer"]),
    ):
        (first, second, *_) = await ask(
            web, query="zelda tarno", type="person", properties=[{"pid": pid, "v": value}]
        )
        assert first.name == "Zelda Tarnowska", pid
        assert first.score > second.score
        assert Feature(f"property:{pid}", 1.0) in first.features
    (found,) = await ask(web, properties=[{"pid": "wikidata", "v": "Q987654"}])
    assert found.name == "Zelda Tarnowska"
    assert await ask(web, properties=[{"pid": "colour", "v": "red"}]) == []


async def test_an_exact_name_with_a_property_that_does_not_fit_is_no_match(web: httpx.AsyncClient) -> None:
    asked = {"query": "Zelda Tarnowska", "properties": [{"pid": "country", "v": "Peru"}]}
    (first, *_) = await ask(web, **asked)
    assert (first.name, first.match) == ("Zelda Tarnowska", False)


async def test_suggestions_go_on_where_the_cursor_says(web: httpx.AsyncClient) -> None:
    pages = [
        (await web.get("/suggest/entity", params={"prefix": "ministry", "cursor": at})) for at in (0, 10, 20)
    ]
    found = [msgspec.json.decode(page.content, type=Suggestions).result for page in pages]
    ids = [each.id for page in found for each in page]
    assert len(ids) == len(set(ids)) == 30
    assert found[0][0].notable[0].id == "organization"
    far = await web.get("/suggest/entity", params={"prefix": "ministry", "cursor": 999_999})
    assert far.json() == {"result": []}


async def test_types_and_properties_are_suggested_by_name_and_id(web: httpx.AsyncClient) -> None:
    types = (await web.get("/suggest/type", params={"prefix": ""})).json()["result"]
    assert [each["id"] for each in types] == list(shapes.TYPES)
    assert [e["id"] for e in (await web.get("/suggest/type", params={"prefix": "Per"})).json()["result"]] == [
        "person"
    ]
    found = (await web.get("/suggest/property", params={"prefix": "coun"})).json()["result"]
    assert [each["id"] for each in found] == ["country"]


async def test_names_and_notes_are_text_wherever_they_are_shown(web: httpx.AsyncClient) -> None:
    for path in ("/preview", "/view"):
        for id_ in ("desk:4", "Q987654", "<script>alert(1)</script>"):
            response = await web.get(path, params={"id": id_})
            assert response.headers["content-type"].startswith("text/html")
            assert "<script" not in response.text
            assert "<b>note" not in response.text
            assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “Sons”" in (await web.get("/view?id=desk:4")).text
    assert (await web.get("/preview?id=nobody")).status_code == 404
    flyout = (await web.get("/flyout/entity", params={"id": "desk:4"})).json()
    assert flyout["id"] == "desk:4"
    assert "<script" not in flyout["html"]


async def test_data_extension_tells_properties_of_entities(web: httpx.AsyncClient) -> None:
    asked = {
        "ids": ["Q987654", "nobody", ""],
        "properties": [{"id": "country"}, {"id": "office"}, {"id": "member-of"}, {"id": "odd"}],
    }
    response = await web.post("/reconcile", data={"extend": json.dumps(asked)})
    found = msgspec.json.decode(response.content, type=Extended)
    assert [each.id for each in found.meta] == ["country", "office", "member-of", "odd"]
    assert found.meta[0].type == {"id": "state", "name": "State"}
    assert found.rows["Q987654"]["country"] == [Cell(id="pol", name="Poland")]
    assert found.rows["Q987654"]["office"] == [Cell(text="chair of Tarnow Works")]
    assert found.rows["Q987654"]["member-of"] == [Cell(id="desk:3", name="Tarnow Works")]
    assert found.rows["nobody"] == {"country": [], "office": [], "member-of": [], "odd": []}
    assert found.rows.keys() == {"Q987654", "nobody", ""}
    proposed = (await web.get("/properties", params={"type": "place", "limit": 2})).json()
    assert (proposed["type"], len(proposed["properties"])) == ("place", 2)


async def test_every_answer_may_be_read_from_any_origin(
    web: httpx.AsyncClient, locked: httpx.AsyncClient
) -> None:
    answers = [
        await web.get("/reconcile"),
        await web.get("/suggest/entity?prefix=a"),
        await web.get("/nothing"),
        await web.post("/reconcile", data={"queries": "{"}),
        await web.options(
            "/reconcile", headers={"Origin": "http://x", "Access-Control-Request-Method": "POST"}
        ),
        await locked.get("/reconcile?queries={}"),
    ]
    assert [each.headers.get("access-control-allow-origin") for each in answers] == ["*"] * len(answers)
    assert [each.status_code for each in answers] == [200, 200, 404, 400, 204, 401]


async def test_an_old_client_gets_a_call_of_its_function(web: httpx.AsyncClient) -> None:
    response = await web.get("/reconcile", params={"callback": "jQuery_123.cb$"})
    assert response.headers["content-type"].startswith("application/javascript")
    assert response.text.startswith("/**/jQuery_123.cb$({")
    assert response.text.endswith("});")
    query = {"queries": '{"q": {"query": "UN"}}', "callback": "f"}
    assert (await web.get("/reconcile", params=query)).text.startswith('/**/f({"q":')


@pytest.mark.parametrize(
    "callback", ["", "1a", "alert(1)//", "a b", "a;b", "a" * 200, "<x>", "a..b", "ünï", "a\n"]
)
async def test_a_callback_that_is_no_name_is_refused(web: httpx.AsyncClient, callback: str) -> None:
    response = await web.get("/reconcile", params={"callback": callback})
    assert response.status_code == 400
    assert "callback" in response.json()["error"]


# ---------------------------------------------------------------- what does not fit


@pytest.mark.parametrize(
    "queries",
    [
        "",
        "{",
        "[]",
        "null",
        '{"q": null}',
        '{"q": {"query": 7}}',
        '{"q": {"query": "a", "limit": 0}}',
        '{"q": {"query": "a", "limit": -1}}',
        '{"q": {"query": "a", "limit": 2.5}}',
        '{"q": {"query": "a", "limit": "ten"}}',
        '{"q": {"query": "a", "type": 5}}',
        '{"q": {"query": "a", "type_strict": "maybe"}}',
        '{"q": {"query": "a", "properties": {"pid": "x"}}}',
        '{"q": {"query": "a", "properties": [{"v": "x"}]}}',
        json.dumps({"q": {"query": "a", "properties": [{"pid": "x", "v": ["y"] * 99}]}}),
        "[" * 100_000,
        '{"q": {"query": "\ud83d"}}',
    ],
)
async def test_queries_that_do_not_fit_are_refused_with_the_cause(
    web: httpx.AsyncClient, queries: str
) -> None:
    try:
        form = {"queries": queries.encode("utf-8", "surrogatepass")}
        response = await web.post("/reconcile", data=form)
    except UnicodeEncodeError:
        return
    assert response.status_code == 400
    assert set(response.json()) == {"error"}
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "hopeless",
    [
        {},
        {"query": ""},
        {"query": " \u00a0\n"},
        {"properties": []},
        {"query": "a" * (shapes.QUERY + 1)},
        {"query": "UN", "properties": [{"pid": "country", "v": "a" * (shapes.QUERY + 1)}]},
    ],
)
async def test_a_cell_that_names_nothing_does_not_spoil_its_batch(
    web: httpx.AsyncClient, hopeless: dict[str, Any]
) -> None:
    batch = {"q0": hopeless, "q1": {"query": "UN"}}
    response = await web.post("/reconcile", data={"queries": json.dumps(batch)})
    found = msgspec.json.decode(response.content, type=dict[str, Result])
    assert found["q0"].result == []
    assert found["q1"].result[0].id == "un"


async def test_what_is_too_much_is_refused_as_too_much(web: httpx.AsyncClient) -> None:
    many = json.dumps({str(n): {"query": "a"} for n in range(shapes.BATCH + 1)})
    assert (await web.post("/reconcile", data={"queries": many})).status_code == 413
    assert (await web.post("/reconcile", data={"queries": "x" * BODY})).status_code == 413
    ids = json.dumps({"ids": ["kaz"] * 999, "properties": []})
    assert (await web.post("/reconcile", data={"extend": ids})).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"queries=" + b"x" * 65536

    assert (await web.post("/reconcile", content=endless(), headers=form)).status_code == 413
    assert (await web.post("/reconcile", content=b"a=1&" * 50, headers=form)).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/suggest/colour?prefix=a", 404),
        ("GET", "/flyout/entity?id=nobody", 404),
        ("GET", "/flyout/type?id=ship", 404),
        ("DELETE", "/reconcile", 405),
        ("POST", "/suggest/entity", 405),
        ("GET", "/suggest/entity?prefix=a&cursor=-1", 400),
        ("GET", "/suggest/entity?prefix=a&cursor=x", 400),
        ("GET", "/suggest/entity?prefix=" + "a" * 2000, 400),
        ("GET", "/reconcile?queries=%ff", 400),
        ("GET", "/properties?limit=many", 400),
        ("POST", "/reconcile", 400),
    ],
)
async def test_other_requests_that_do_not_fit_are_refused(
    web: httpx.AsyncClient, method: str, path: str, code: int
) -> None:
    response = await web.request(method, path)
    assert response.status_code == code
    assert set(response.json()) == {"error"}


async def test_only_forms_are_read(web: httpx.AsyncClient) -> None:
    response = await web.post("/reconcile", json={"q0": {"query": "UN"}})
    assert response.status_code == 415


async def test_a_request_that_takes_too_long_is_told_so(lookup: EntityLookup) -> None:
    app = application(Service(lookup, seconds=0.0))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as web:
        response = await web.post(
            "/reconcile", data={"queries": '{"a": {"query": "UN"}, "b": {"query": "EU"}}'}
        )
    assert response.status_code == 503
    assert "fewer" in response.json()["error"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(["query", "type", "limit", "properties", "type_strict", "x"])


@given(st.dictionaries(st.text(max_size=4), st.dictionaries(fields, json_values, max_size=4), max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_batch_breaks_the_service(lookup: EntityLookup, batch: dict[str, Any]) -> None:
    try:
        read = shapes.read_queries(json.dumps(batch))
    except shapes.RequestError:
        return
    answer = Service(lookup).reconcile(read)
    assert msgspec.json.decode(msgspec.json.encode(answer), type=dict[str, Result]).keys() == batch.keys()


# ---------------------------------------------------------------- who may come in


@pytest.mark.parametrize(
    ("host", "local", "known"),
    [
        ("127.0.0.1:8000", True, True),
        ("localhost:8000", True, True),
        ("LOCALHOST", True, True),
        ("[::1]:8000", True, True),
        ("evil.example:8000", True, False),
        ("127.0.0.1.evil.example", True, False),
        ("localhost.evil.example", True, False),
        ("10.0.0.5:8000", True, False),
        ("10.0.0.5:8000", False, True),
        ("evil.example", False, False),
        ("desk.example", False, True),
        ("", True, False),
        ("127.0.0.1:8000:80", True, False),
        ("user@127.0.0.1", True, False),
    ],
)
def test_a_name_that_leads_here_by_somebody_elses_will_is_not_known(
    host: str, local: bool, known: bool
) -> None:
    assert known_host(host, {"desk.example"}, local=local) == known


async def test_a_foreign_host_is_refused_before_anything_is_told(web: httpx.AsyncClient) -> None:
    response = await web.get("/reconcile", headers={"Host": "evil.example"})
    assert response.status_code == 403
    assert "versions" not in response.text


@pytest.mark.parametrize(
    "way",
    [
        lambda path: {"url": f"/key/{TOKEN}{path}"},
        lambda path: {"url": path, "params": {"token": TOKEN}},
        lambda path: {"url": path, "headers": {"Authorization": f"Bearer {TOKEN}"}},
    ],
)
async def test_a_token_opens_everything_however_it_comes(
    locked: httpx.AsyncClient, way: Callable[[str], dict[str, Any]]
) -> None:
    manifest = (await locked.get(**way("/reconcile"))).json()
    assert "authentication" not in manifest
    suggest = manifest["suggest"]["entity"]
    address = suggest["service_url"] + suggest["service_path"]
    assert (await locked.get(address, params={"prefix": "zelda"})).json()["result"]
    response = await locked.post(**way("/reconcile"), data={"queries": '{"q": {"query": "UN"}}'})
    assert response.json()["q"]["result"][0]["id"] == "un"


async def test_without_the_token_only_the_manifest_is_told_and_says_that_one_is_needed(
    locked: httpx.AsyncClient,
) -> None:
    manifest = msgspec.json.decode((await locked.get("/reconcile")).content, type=Manifest)
    assert manifest.authentication == Scheme("apiKey", "token", "query")
    assert TOKEN not in (await locked.get("/reconcile")).text
    for path in (
        "/suggest/entity?prefix=a",
        "/preview?id=kaz",
        "/reconcile?queries={}",
        "/view?id=kaz",
        "/properties",
    ):
        response = await locked.get(path)
        assert response.status_code == 401, path
        assert set(response.json()) == {"error"}
    assert (await locked.post("/reconcile", data={"queries": "{}"})).status_code == 401


@pytest.mark.parametrize("wrong", ["x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), ""])
async def test_a_wrong_token_opens_nothing_not_even_the_manifest(
    locked: httpx.AsyncClient, wrong: str
) -> None:
    assert (await locked.get("/reconcile", params={"token": wrong})).status_code == 401
    assert (await locked.get(f"/key/{wrong}/reconcile")).status_code == 401
    both = await locked.get(f"/key/{TOKEN}/reconcile", params={"token": wrong})
    assert both.status_code == 401


def test_an_open_door_without_a_token_is_refused(lookup: EntityLookup) -> None:
    assert not is_local("0.0.0.0")
    assert not is_local("::")
    assert is_local("127.0.0.1")
    assert is_local("::1")
    with pytest.raises(UsageError, match="--token"):
        serve(lookup, "0.0.0.0", 0)
    for token in ("short", "with a blank in its midst", "per%cent-per%cent-per%cent"):
        with pytest.raises(UsageError, match="--token"):
            serve(lookup, "127.0.0.1", 0, token)
    for url in ("names.example.org", "ftp://names.example.org", "http://", "http://[::1"):
        with pytest.raises(UsageError, match="--url"):
            serve(lookup, "127.0.0.1", 0, url=url)


# ---------------------------------------------------------------- as a user runs it


def run(folder: Path, *words: str) -> subprocess.Popen[str]:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"  # a test may run in the background
        "from annotator.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "entities", "serve", *words]
    env = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, env=env)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A service in a process of its own, and its address."""
    process = run(tmp_path, "--port", "0")
    assert process.stderr is not None
    address = process.stderr.readline().split()[-1]
    for _ in range(100):
        try:
            httpx.get(address, timeout=20)
            break
        except httpx.ConnectError:
            time.sleep(0.1)
    yield address, process
    process.kill()
    process.wait()
    process.stderr.close()


def test_it_answers_where_it_says_and_ends_cleanly(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, process = served
    assert address.startswith("http://127.0.0.1:")
    answer = httpx.post(address, data={"queries": '{"q0": {"query": "Kyiv"}}'}, timeout=20)
    assert answer.json()["q0"]["result"][0]["name"] == "Kyiv"
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (0, 130)
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()


def test_the_examples_of_the_manual_work(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, _ = served
    manual = (Path(__file__).parents[1] / "docs" / "reconciliation.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", manual, re.M | re.S)
    (example,) = (text for language, text in blocks if language == "python")
    exec(compile(example.replace("http://127.0.0.1:8000/reconcile", address), "manual", "exec"), {})
    (queries,) = re.findall(r"--data-urlencode 'queries=(.*)'", manual)
    (shown,) = (json.loads(text) for language, text in blocks if language == "json")
    answer = httpx.post(address, data={"queries": queries}, timeout=20).json()
    (told,), (real,) = shown["q0"]["result"], answer["q0"]["result"]
    assert told.items() <= real.items()


def test_a_port_that_is_taken_is_one_message(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = run(tmp_path, "--port", str(port))
        _, said = served.communicate(timeout=30)
    assert served.returncode == 1
    assert said.strip() == f"port {port} of 127.0.0.1 is in use; name another with --port"


def test_a_missing_library_names_its_extra(lookup: EntityLookup, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.errors import MissingExtra

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(MissingExtra, match=r"claim-annotator\[serve\]"):
        serve(lookup, "127.0.0.1", 0)
