#!/bin/sh
# Make .venv with the first Python that is new enough, or say plainly what is missing.
set -eu

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        # Debian ships Python without the part that makes environments.
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            echo "$python cannot make a virtual environment: its modules venv and ensurepip are not installed." >&2
            echo "On Debian and Ubuntu: sudo apt install python$version-venv. Then try again." >&2
            exit 1
        fi
        exec "$python" -m venv --clear .venv
    fi
done
echo "Baytaq needs Python 3.11 or newer, and there is none in PATH. Name it: make run PYTHON=/path/to/python3" >&2
exit 1
