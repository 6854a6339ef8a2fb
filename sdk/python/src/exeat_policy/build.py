"""`python -m exeat_policy.build PLUGIN_DIR OUT.wasm`: a folder with a `policy.py` becomes a plugin.

The policy is looked at first, with the Python that runs this, so that a mistake in it is told at once and not after the build. What was
built is looked at last: it may import the calendar of the contract, and nothing else.
"""

from __future__ import annotations

import argparse
import inspect
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module, resources
from pathlib import Path

from .policy import Policy
from .settings import schema
from .wasm import imports

_CALENDAR = "exeat:policy/calendar@1.0.0"
# The types of the contract are an interface without functions, and stand among the imports of each component that uses them.
_ALLOWED = {_CALENDAR, "exeat:policy/types@1.0.0"}
_APP = """\
import componentize_py_types
import wit_world
from wit_world.imports import calendar, types

import policy
from exeat_policy.guest import world

WitWorld = world(policy.{name})
"""


class BuildError(Exception):
    """Why there is no plugin."""


def policy_of(folder: Path) -> type[Policy]:
    """The one policy that `policy.py` of a folder defines, looked at."""
    if not (folder / "policy.py").is_file():
        raise BuildError(f"there is no `policy.py` in `{folder}`")
    sys.path.insert(0, str(folder))
    try:
        module = import_module("policy")
    except Exception as error:
        raise BuildError(f"`policy.py` cannot be imported: {error}") from error
    finally:
        sys.path.remove(str(folder))
    own = [
        thing
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, Policy) and thing.__module__ == module.__name__
    ]
    if len(own) != 1:
        raise BuildError(f"`policy.py` must define one subclass of `Policy`, and defines {len(own)}")
    if not hasattr(own[0], "describe"):
        raise BuildError(f"`{own[0].__name__}` has no `describe`")
    try:
        schema(own[0].describe.settings)
    except TypeError as error:
        raise BuildError(f"the settings of `{own[0].__name__}`: {error}") from error
    return own[0]


def build(folder: Path, out: Path) -> None:
    """Builds the plugin of a folder. Raises `BuildError`."""
    name = policy_of(folder).__name__
    package = Path(str(resources.files("exeat_policy")))
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "exeat_plugin.py").write_text(_APP.format(name=name), encoding="utf-8")
        made = Path(work) / "plugin.wasm"
        command = [sys.executable, "-c", "import sys, componentize_py as c; sys.exit(c.script())"]
        command += ["--quiet", "--wit-path", str(package / "wit"), "--world", "policy", "componentize", "exeat_plugin", "--stub-wasi"]
        # Nothing but the policy and this package goes in, whatever else is installed.
        shutil.copytree(package, Path(work) / "exeat_policy", ignore=shutil.ignore_patterns("__pycache__", "wit"))
        command += ["--python-path", work, "--python-path", str(folder.resolve()), "--output", str(made)]
        environment = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise BuildError(f"componentize-py: {ran.stderr.strip() or ran.stdout.strip()}")
        component = made.read_bytes()
        foreign = sorted(set(imports(component)) - _ALLOWED)
        if foreign:
            raise BuildError(f"the plugin would import {', '.join(f'`{name}`' for name in foreign)}, which no host gives")
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(component)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m exeat_policy.build", description="Builds a policy plugin.")
    parser.add_argument("folder", type=Path, metavar="PLUGIN_DIR", help="the folder with the `policy.py`")
    parser.add_argument("out", type=Path, metavar="OUT.wasm", help="the file to write; regimes name the plugin as it names itself")
    given = parser.parse_args()
    try:
        build(given.folder, given.out)
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
