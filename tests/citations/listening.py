"""A server on this machine that counts who connects, and networks on which it counts as public."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from citations.web.client import Limits, Network, is_public


@dataclass
class Listener:
    """A server on this machine that counts who connects, and answers with what it is told."""

    answer: Callable[[socket.socket], None] | bytes = b""
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)
    port: int = 0

    def serve(self, server: socket.socket) -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.talk, args=(client,), daemon=True).start()

    def talk(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            self.requests.append(client.recv(65_536))
            if callable(self.answer):
                self.answer(client)
            else:
                client.sendall(self.answer)


def open_to_here(resolver: Callable[[str, int], list[str]]) -> Network:
    """A network on which the listener counts as public, and all else as it does."""
    return Network(resolver, lambda address: address == "127.0.0.1" or is_public(address))


HERE = open_to_here(lambda host, port: ["127.0.0.1"])


def closed(*addresses: str) -> Network:
    """The ordinary network, with a resolver that gives these addresses for every name."""
    return Network(lambda host, port: list(addresses), is_public)


def limits(listener: Listener, **values: float) -> Limits:
    return Limits(**{"seconds": 2.0, "ports": frozenset({80, 443, listener.port}), **values})
