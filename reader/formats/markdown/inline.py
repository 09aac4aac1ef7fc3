"""Plain text <-> the same text inside Markdown. Whatever Markdown or HTML would take for markup is escaped.

Only a backslash before ASCII punctuation and a character reference are read back, as CommonMark 0.31 has them, so a
person may also write text by hand and leave out what no renderer would mistake.
"""

from __future__ import annotations

import re
from html.entities import html5

# Markup anywhere in a line: escapes, code, emphasis, links, HTML, strike-through, mathematics on forges, table cells.
_ANYWHERE = re.compile(r"[\\`*_\[<~$|]|&(?=#?\w+;)|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# References, not backslashes: a mark of ours (<!--/-->) is then never a part of text.
_NAMED = {"&": "&amp;", "<": "&lt;"}
# Markup at the start of a line: headings, quotations, bullets, rules, ordered lists.
_AT_START = re.compile(r"[#>+=-]|\d{1,9}[.)]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w+);")


def escape(text: str, *, at_start: bool = False) -> str:
    r"""One line of text as Markdown; `at_start` where it opens a line.

    >>> escape("5*3|x <!-- 1. &amp;")
    '5\\*3\\|x &lt;!-- 1. &amp;amp;'
    >>> escape("1. 总则", at_start=True), escape("普府〔2023〕18号", at_start=True)
    ('1\\. 总则', '普府〔2023〕18号')
    """
    made = _ANYWHERE.sub(_escape_one, text)
    mark = _AT_START.match(made) if at_start else None
    return f"{made[: mark.end() - 1]}\\{made[mark.end() - 1 :]}" if mark else made


def unescape(text: str) -> str:
    r"""What `escape` made, or a person wrote, as plain text; anything that is no escape stays as it is.

    >>> unescape(r"5\*3 &lt; R&D; &#x1b;") == "5*3 < R&D; \x1b"
    True
    """
    return _ESCAPED.sub(_unescape_one, text)


def _escape_one(match: re.Match[str]) -> str:
    char = match.group()
    if char in _NAMED:
        return _NAMED[char]
    return "\\" + char if char.isprintable() else f"&#{ord(char)};"


def _unescape_one(match: re.Match[str]) -> str:
    punctuation, name = match.groups()
    if punctuation:
        return str(punctuation)
    if not name.startswith("#"):
        return html5.get(name + ";", match.group())
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    usable = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if usable else match.group()
