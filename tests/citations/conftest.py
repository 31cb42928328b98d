import socket
import threading
from collections.abc import Iterator

import pytest

from tests.citations.listening import Listener


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    with socket.create_server(("127.0.0.1", 0)) as server:
        made.port = server.getsockname()[1]
        threading.Thread(target=made.serve, args=(server,), daemon=True).start()
        yield made
