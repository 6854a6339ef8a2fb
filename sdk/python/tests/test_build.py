import sys
import tempfile
import unittest
from importlib import resources
from pathlib import Path

from exeat_policy.build import BuildError, policy_of
from exeat_policy.wasm import imports

CONTRACT = Path(__file__).parents[2] / "wit" / "policy-1.0.0" / "policy.wit"
POLICY = """
from dataclasses import dataclass
from exeat_policy import Description, Policy
@dataclass
class Settings:
    often: {kind} = 1
class Mine(Policy):
    describe = Description("mine", "1.0.0", Settings)
"""


class Contract(unittest.TestCase):
    def test_the_package_holds_the_contract_to_the_letter(self) -> None:
        held = (resources.files("exeat_policy") / "wit" / "policy.wit").read_text(encoding="utf-8")
        self.assertEqual(held, CONTRACT.read_text(encoding="utf-8"))


class Looking(unittest.TestCase):
    def look(self, text: str | None) -> str:
        with tempfile.TemporaryDirectory() as folder:
            if text is not None:
                (Path(folder) / "policy.py").write_text(text, encoding="utf-8")
            sys.modules.pop("policy", None)
            return policy_of(Path(folder)).__name__

    def test_one_policy_is_found(self) -> None:
        self.assertEqual(self.look(POLICY.format(kind="int")), "Mine")

    def test_a_mistake_is_told_before_the_build(self) -> None:
        for text, said in [
            (None, "no `policy.py`"),
            ("import no_such_module", "cannot be imported"),
            ("", "defines 0"),
            ("from exeat_policy import Policy\nclass A(Policy): pass", "no `describe`"),
            (POLICY.format(kind="float"), "a setting cannot be"),
        ]:
            with self.assertRaises(BuildError) as caught:
                self.look(text)
            self.assertIn(said, str(caught.exception))


class Imports(unittest.TestCase):
    HEADER = b"\0asm\x0d\0\x01\0"

    def test_functions_and_instances_are_named_and_plain_types_are_not(self) -> None:
        clock, kind, call = b"\0\x05clock\x05\0", b"\0\x04kind\x03\0\x07", b"\x01\x04call\x01\x80\x01"
        section = b"\x03" + clock + kind + call
        component = self.HEADER + b"\x07\x02\0\0" + b"\x0a" + bytes([len(section)]) + section
        self.assertEqual(imports(component), ["clock", "call"])

    def test_a_module_is_no_component(self) -> None:
        with self.assertRaises(ValueError):
            imports(b"\0asm\x01\0\0\0")


if __name__ == "__main__":
    unittest.main()
