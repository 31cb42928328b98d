"""The one client that asks the network: for a page whose address an editor typed. Off by default (FETCH_SOURCES).

An editor's address may point at the machine itself, at its neighbours or at a cloud's metadata (server-side request
forgery). So a name is resolved once, the address is checked, and the connection is made to exactly that address: what
the name resolves to later (rebinding) is never asked. Every redirect is checked like the first address. No cookies, no
credentials, no compression (a bomb stays small), one deadline for all of it.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from common.formatting import format_figure, format_number

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Network:
    """How names become addresses, and which of these are asked. Tests have a network of their own."""

    resolve: Callable[[str, int], list[str]]
    is_public: Callable[[str], bool]


@dataclass(frozen=True)
class Limits:
    """What one fetch may cost: seconds in all, bytes of an answer, redirects, and the ports that are asked."""

    seconds: float = 5.0
    size: int = 2_000_000
    redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})


@dataclass(frozen=True)
class Fetched:
    """An answer: the address that gave it, after redirects."""

    url: str
    status: int
    content_type: str
    body: bytes


class Refused(Exception):
    """Why an address was not asked, or its answer not taken, in words for the editor."""


# Ranges that are reachable from a server and are not the public network, whatever the standard library calls them: they
# embed other addresses, or are a carrier's, a lab's, a protocol's (IANA's special-purpose registries).
SPECIAL = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "::1/128",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
]
SCHEMES = {"http": 80, "https": 443}
UNCLEAR = re.compile(r"[\s\\\x00-\x1f\x7f]")
USER_AGENT = "Baytaq (reads the titles of sources)"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network; False for what is no address."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    special = any(found.version == network.version and found in network for network in SPECIAL)
    return found.is_global and not special


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves it: 2130706433 and 0x7f.1 are addresses to it."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


INTERNET = Network(resolve, is_public)


LIMITS = Limits()


def fetch(url: str, limits: Limits = LIMITS, network: Network = INTERNET) -> Fetched:
    """Ask for a page. Raises Refused for whatever is not a plain answer of the public network within the limits."""
    deadline = time.monotonic() + limits.seconds
    for _turn in range(limits.redirects + 1):
        answer, target = _ask(url, limits, network, deadline)
        if not target:
            return answer
        try:
            url = urljoin(url, target)
        except ValueError as error:
            raise Refused(_("It redirects to what is no address.")) from error
    raise Refused(_("It redirects more than %d times.") % limits.redirects)


def _ask(url: str, limits: Limits, network: Network, deadline: float) -> tuple[Fetched, str]:
    """One request: the answer, and where it redirects to ("" when it does not)."""
    scheme, host, port, path = _parts(url, limits)
    address = _address(host, port, network, deadline)
    connection = _Pinned(scheme, host, port, address, _left(deadline))
    try:
        with _cut_off(connection, deadline):
            connection.request(
                "GET",
                path,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "text/html, */*;q=0.1",
                    "Accept-Encoding": "identity",
                    "Connection": "close",
                },
            )
            response = connection.getresponse()
            if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
                return Fetched(url, response.status, "", b""), str(response.getheader("Location"))
            if response.getheader("Content-Encoding", "identity").lower() not in ("", "identity"):
                raise Refused(_("The answer is compressed, which nobody asked for."))
            body = _body(response, limits.size, deadline)
            return Fetched(url, response.status, response.getheader("Content-Type", ""), body), ""
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            seconds = format_figure(Decimal(str(limits.seconds)).normalize())
            raise Refused(_("It did not answer within %s seconds.") % seconds) from error
        raise Refused(_("It could not be asked: %s") % (error or type(error).__name__)) from error
    finally:
        connection.close()


def _parts(url: str, limits: Limits) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of a plain address; what two programs could read in two ways is refused."""
    if UNCLEAR.search(url) or len(url) > 2000:
        raise Refused(_("This is no plain address."))
    try:
        parts = urlsplit(url)
        host, given = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused(_("This is no plain address.")) from error
    if parts.scheme not in SCHEMES or not host or "@" in parts.netloc:
        raise Refused(_("Only http and https addresses without a user are asked."))
    port = SCHEMES[parts.scheme] if given is None else given
    if port not in limits.ports:
        raise Refused(_("Port %d is not asked.") % port)
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        path = "".join(
            letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in path
        )
    except UnicodeError as error:
        raise Refused(_("This is no plain address.")) from error
    return parts.scheme, host, port, path


def _address(host: str, port: int, network: Network, deadline: float) -> str:
    """One address of the host; refused when any of them is not public: a name with two faces is no honest name."""
    found: list[str] = []

    def look_up() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(network.resolve(host, port))

    thread = threading.Thread(target=look_up, daemon=True)  # the system's resolver knows no deadline
    thread.start()
    thread.join(_left(deadline))
    if thread.is_alive() or not found:
        raise Refused(_("%s has no address.") % host)
    if not all(network.is_public(address) for address in found):
        raise Refused(_("%s is not on the public network.") % host)
    return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, with the host's name in the request and in the certificate's check."""

    def __init__(self, scheme: str, host: str, port: int, address: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.address, self.scheme = address, scheme

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def _cut_off(connection: http.client.HTTPConnection, deadline: float) -> Iterator[None]:
    """Close the connection at the deadline: an answer may come a byte at a time, each in good time."""

    def shut() -> None:
        sock = connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(deadline), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(response: http.client.HTTPResponse, size: int, deadline: float) -> bytes:
    parts, count = [], 0
    while part := response.read1(65_536):
        parts.append(part)
        count += len(part)
        if count > size:
            raise Refused(_("The answer is longer than %s bytes.") % format_number(size))
        _left(deadline)
    if time.monotonic() >= deadline:
        raise TimeoutError
    return b"".join(parts)


def _left(deadline: float) -> float:
    """Seconds until the deadline. Raises Refused when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused(_("It took too long."))
    return left
