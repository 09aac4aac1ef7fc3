"""What a saved file keeps of the one that was opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import OutputError
from reader.formats.markdown import STYLES, Style, write_markdown
from reader.model import FileRef, Provenance
from reader.tui.kept.saving import Saving, Standing, saved_beside
from tests.tui.samples import bitext


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_style_and_line_ends_are_those_of_the_file(tmp_path: Path, style: Style, line_end: str) -> None:
    file = tmp_path / "x.md"
    data = write_markdown(bitext(), style).replace("\n", line_end).encode()
    file.write_bytes(data)
    saving = Saving(file)
    assert (saving.path, saving.standing(file)) == (file, Standing.OURS)
    saving.write(file, bitext())
    assert file.read_bytes() == data


def test_what_is_no_native_file_has_no_place_yet(tmp_path: Path) -> None:
    for name, data in (("x.txt", b"x"), ("x.md", b"# x\n"), ("y.md", b"mine")):
        (tmp_path / name).write_bytes(data)
    assert Saving(tmp_path / "x.txt").path is None
    assert Saving(tmp_path / "x.txt").suggestion() == tmp_path / "x-2.md"
    assert Saving(tmp_path / "x.txt").standing(tmp_path / "y.md") is Standing.OTHER
    assert Saving(tmp_path / "x.txt").standing(tmp_path / "z.md") is Standing.FREE
    assert Saving(None).suggestion() == Path("text.md")


@pytest.mark.parametrize("name", ["x.txt", "a b.txt", "县.txt", "x: y.txt"])
def test_what_was_saved_from_a_text_is_known_beside_it(tmp_path: Path, name: str) -> None:
    text, made = tmp_path / name, (tmp_path / name).with_suffix(".md")
    text.write_text("河")
    assert saved_beside(text) is None
    made.write_text("mine")
    assert saved_beside(text) is None
    of_another = replace(bitext(), provenance=Provenance(FileRef("zh.txt")))
    made.write_text(write_markdown(of_another))
    assert saved_beside(text) is None
    made.write_text(write_markdown(replace(bitext(), provenance=Provenance(FileRef(name)))))
    assert saved_beside(text) == made
    assert saved_beside(made) is None


def test_a_file_stays_ours_under_another_name_of_it_and_not_after_a_change(tmp_path: Path) -> None:
    file, link = tmp_path / "x.md", tmp_path / "link.md"
    file.write_text(write_markdown(bitext()))
    link.symlink_to(file)
    saving = Saving(file)
    assert saving.standing(link) is Standing.OURS
    file.write_text(write_markdown(bitext(note="other")))
    assert saving.standing(link) is Standing.CHANGED
    assert saving.read_again(file) == bitext(note="other")
    assert saving.standing(file) is Standing.OURS
    file.unlink()
    assert saving.standing(file) is Standing.GONE


def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(write_markdown(bitext()))
    saving = Saving(file)
    with pytest.raises(OutputError):
        saving.write(tmp_path / "no" / "y.md", bitext(note="new"))
    assert (saving.path, saving.standing(file)) == (file, Standing.OURS)
