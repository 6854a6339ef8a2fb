"""The generated bindings, for tests: the same types that a plugin has, with a zone in place of the host."""

import subprocess
import sys
import tempfile
from importlib import import_module, resources
from types import ModuleType
from typing import Any


class Err(Exception):
    """An error of the contract."""

    def __init__(self, value: Any) -> None:
        super().__init__(value)
        self.value = value


def types() -> ModuleType:
    """`exeat:policy/types`."""
    if "wit_world" not in sys.modules:
        with tempfile.TemporaryDirectory() as folder:
            wit = str(resources.files("exeat_policy") / "wit")
            command = [sys.executable, "-c", "import componentize_py as c; c.script()", "--quiet", "-d", wit, "-w", "policy"]
            subprocess.run([*command, "bindings", folder], check=True)
            sys.path.insert(0, folder)
            try:
                import_module("wit_world.imports.calendar")
            finally:
                sys.path.remove(folder)
    return import_module("wit_world.imports.types")
