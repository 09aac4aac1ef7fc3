"""The wheel, installed into an empty environment: what a user gets who has no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("duizhao-*.whl"))


def test_the_wheel_holds_both_packages_the_terms_and_the_sample(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    terms = {f"glossary/terms/{file.name}" for file in (ROOT / "glossary" / "terms").glob("*.toml")}
    wanted = {"reader/cli/__init__.py", "reader/py.typed", "reader/samples/putuo-2023-18.md", *terms}
    assert wanted <= names
    assert not [name for name in names if name.startswith(("tests", "seeds", "docs"))]


def test_the_installed_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    python, duizhao = tmp_path / "env/bin/python", tmp_path / "env/bin/duizhao"
    install = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True)
    if done.returncode and ("connection" in done.stderr.lower() or "no matching distribution" in done.stderr.lower()):
        pytest.skip("no package index can be reached, so the wheel's dependencies cannot be installed")
    assert done.returncode == 0, done.stderr
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}

    def run(*words: str) -> str:
        command = [str(duizhao), *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout

    assert run("--version").startswith("duizhao ")
    assert "task force" in run("lookup", "工作专班")
    assert "RMB 250 million" in run("sample")
