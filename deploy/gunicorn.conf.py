"""How gunicorn serves the site. Run as a script, this file says whether the port is free, before anything else is done.

PORT and HOST come from the environment or from `.env`, as the settings do.
"""

import errno
import socket
import sys
from pathlib import Path
from typing import Any

from environs import Env, EnvError

env = Env()
env.read_env(str(Path(__file__).resolve().parent.parent / ".env"))
try:
    host, port = env.str("HOST", "127.0.0.1"), env.int("PORT", 8000)
except EnvError as error:
    sys.exit(str(error))

bind = f"{host}:{port}"
workers = env.int("WEB_CONCURRENCY", 2)
worker_class = "gthread"
threads = 4
preload_app = False  # each worker opens its own database connections, and a reload takes new code
graceful_timeout = 30  # a save under way is finished before a worker goes
accesslog = None  # the proxy in front keeps one; addresses of readers are not ours to store
loglevel = "warning"
control_socket_disable = True  # it would stand in the home directory, one for all sites of this user


def when_ready(server: Any) -> None:
    print(f"Baytaq is at http://{host}:{port}/ (Ctrl-C ends it)", flush=True)


if __name__ == "__main__":
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            taken = getattr(error, "errno", None) == errno.EADDRINUSE
            reason = "is in use, perhaps by another `make run`" if taken else f"cannot be used ({error})"
            sys.exit(f"Port {port} {reason}. Choose another: make run PORT={port + 1 if taken else 8000}")
