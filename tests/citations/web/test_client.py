"""The guarded client: what it refuses without a connection, and answers that never end."""

import gzip
import socket
import threading

import pytest

from citations.web.client import Limits, Network, Refused, fetch, is_public
from tests.citations.known_records import ROOT
from tests.citations.listening import HERE, Listener, closed, limits, open_to_here

TARGETS = ROOT.parent / "shared/data/hostile/ssrf/urls.txt"


# Where it does not go


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "0.0.0.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "2002:7f00:1::",
        "2002:808:808::",
        "2001:0:53aa:64c::",
        "2001:db8::1",
        "ff02::1",
        "::127.0.0.1",
        "64:ff9b:1::1",
        "no address",
        "",
    ],
)
def test_an_address_that_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"])
def test_an_address_that_is_public(address):
    assert is_public(address)


LOCAL = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.1",
    "127.1",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "0",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
]


@pytest.mark.parametrize("host", LOCAL)
def test_no_spelling_of_this_machine_is_connected_to(listener, host):
    with pytest.raises(Refused):
        fetch(f"http://{host}:{listener.port}/", limits(listener))
    assert listener.connections == 0


@pytest.mark.skipif(not TARGETS.exists(), reason="the hostile targets are not in ../shared/data")
def test_no_hostile_target_is_connected_to(listener):
    """Names are resolved to this machine: whatever the target says, nothing may arrive here."""
    targets = [line for line in TARGETS.read_text().split("\n") if line.strip()]
    assert len(targets) > 20
    for target in targets:
        with pytest.raises(Refused):
            fetch(target, limits(listener), closed("127.0.0.1"))
    assert listener.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://user@example.org/",
        "//example.org/",
        "http://example.org:22/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: x",
        "http:///path",
        "http://[::1",
        "http://" + "a" * 3000,
        "javascript:alert(1)",
        "",
        "http://.example.org/",
        f"http://{'a' * 64}.org/",
    ],
)
def test_what_is_no_plain_address_is_refused_without_a_look_up(url):
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with pytest.raises(Refused):
        fetch(url, Limits(), Network(resolver, is_public))
    assert asked == []


def test_a_name_that_is_public_and_private_at_once_is_refused(listener):
    with pytest.raises(Refused, match="not on the public network"):
        fetch(f"http://faces.example:{listener.port}/", limits(listener), closed("8.8.8.8", "127.0.0.1"))
    assert listener.connections == 0


def test_a_name_is_resolved_once_and_only_that_address_is_asked(listener):
    """Rebinding: the second answer would be another machine, and is never asked for."""
    listener.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    found = fetch(f"http://rebinding.example:{listener.port}/", limits(listener), open_to_here(resolver))
    assert (found.body, asked, listener.connections) == (b"ok", ["rebinding.example"], 1)
    assert b"Host: rebinding.example" in listener.requests[0]


def redirecting(listener: Listener, target: str) -> Network:
    """The listener, under the name of a public site, redirects to `target`."""
    listener.answer = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    return open_to_here(lambda host, port: ["127.0.0.1"] if host == "public.example" else ["169.254.169.254"])


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/", "http://inside.example/", "file:///etc/passwd", "http://x:22/"]
)
def test_a_redirect_to_where_it_does_not_go_is_refused(listener, target):
    with pytest.raises(Refused):
        fetch(f"http://public.example:{listener.port}/", limits(listener), redirecting(listener, target))
    assert listener.connections == 1


def test_redirects_come_to_an_end(listener):
    with pytest.raises(Refused, match="more than 3 times"):
        fetch(f"http://public.example:{listener.port}/", limits(listener), redirecting(listener, "/again"))
    assert listener.connections == 4


# Answers


def test_a_plain_answer_is_taken(listener):
    listener.answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=b\r\n\r\nБайтақ".encode()
    found = fetch(f"http://public.example:{listener.port}/a?b=ж", limits(listener), HERE)
    assert (found.status, found.content_type, found.body.decode()) == (200, "text/html", "Байтақ")
    assert listener.requests[0].startswith(b"GET /a?b=%D0%B6 HTTP/1.1\r\n")
    assert b"Cookie" not in listener.requests[0] and b"Authorization" not in listener.requests[0]


def drip(client: socket.socket) -> None:
    """A header a byte at a time, each in good time, without end."""
    client.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    waiting = threading.Event()
    while True:
        client.sendall(b"a")
        waiting.wait(0.05)


def endless(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        client.sendall(b"a" * 65_536)


def silent(client: socket.socket) -> None:
    client.recv(1)


BOMB = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * 10_000_000)
HUGE = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + b"a" * 3_000_000
NONSENSE = b"no HTTP at all"


@pytest.mark.parametrize(
    "answer",
    [drip, endless, silent, BOMB, HUGE, NONSENSE],
    ids=["drip", "endless", "silent", "bomb", "huge", "nonsense"],
)
def test_a_hostile_answer_ends_within_the_limits(listener, answer):
    """The deadline itself ends the call; were it not kept, the test would hang."""
    listener.answer = answer
    with pytest.raises(Refused):
        fetch(f"http://public.example:{listener.port}/", limits(listener, seconds=1.0), HERE)


def test_a_name_server_that_never_answers_is_not_waited_for():
    forever = threading.Event()
    with pytest.raises(Refused, match="has no address"):
        fetch("http://slow.example/", Limits(seconds=0.3), open_to_here(lambda host, port: [str(forever.wait(30))]))
    forever.set()
