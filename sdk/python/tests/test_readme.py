import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from exeat_policy import __file__ as package

README = Path(__file__).parents[1] / "README.md"


class Tutorial(unittest.TestCase):
    def test_what_it_says_works(self) -> None:
        policy, tests = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "policy.py").write_text(policy, encoding="utf-8")
            (Path(folder) / "test_policy.py").write_text(tests, encoding="utf-8")
            environment = {**os.environ, "PYTHONPATH": str(Path(package).parents[1])}
            command = [sys.executable, "-m", "unittest"]
            ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertIn("Ran 2 tests", ran.stderr)


if __name__ == "__main__":
    unittest.main()
