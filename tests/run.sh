#!/bin/sh
# Sets up .venv with the tools of development and runs the tests; arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --upgrade 'pip>=25.1'
.venv/bin/python -m pip install -q --editable . --group dev
# Many tests start the program; where Python may not keep what it compiles, each start would compile all of it anew.
.venv/bin/python -m compileall -q jingwu
exec .venv/bin/python -m pytest -n 2 "$@"
