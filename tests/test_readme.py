"""The README shows real output: each `$ command` is run, and what it prints is what stands below it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


def shell(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path, "COLUMNS": "100"}, capture_output=True
    )
    assert done.returncode in (0, 141), done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("block", blocks("console"))
def test_the_commands_print_what_the_readme_shows(block: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    shown = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    assert shown
    for command, output in zip(shown[::2], shown[1::2], strict=True):
        assert shell(command, tmp_path) == output


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{f.name}" for f in (ROOT / "docs").glob("*.md"))]
)
def test_no_link_leads_nowhere(page: str) -> None:
    file = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", file.read_text("utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_the_library_example_runs(tmp_path: Path) -> None:
    (code,) = blocks("python")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert len(done.stdout.decode().splitlines()) == 3
