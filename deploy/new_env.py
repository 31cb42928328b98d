"""Write `.env` with fresh keys, readable by its owner only. Never touches a file that is there."""

import os
import secrets
from pathlib import Path

ENV = Path(__file__).resolve().parent.parent / ".env"
TEXT = """\
# Keys of this site, made on its first run. Keep this file secret, and keep it: HISTORY_KEY seals the history.
SECRET_KEY={secret}
HISTORY_KEY={history}
"""

handle = os.open(ENV, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
with os.fdopen(handle, "w") as file:
    file.write(TEXT.format(secret=secrets.token_urlsafe(50), history=secrets.token_urlsafe(50)))
