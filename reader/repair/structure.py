"""The paragraphs of a document -> what each is, and its level: by numbering, shape and place (GB/T 9704)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from reader.language.scripts import em_width, is_english
from reader.model import Kind
from reader.repair.headings import is_known, numbered_headings, plain_headings
from reader.repair.marks import Mark, marks_of
from reader.repair.outline import levels
from reader.repair.rows import is_code
from reader.repair.titles import is_addressee, is_official_title

_HEAD = 15  # paragraphs that may stand before the body
_SHORT, _TITLE_MOST, _CLOSING_MOST = 30.0, 90.0, 40.0  # em

_MARKING = re.compile(
    r"(?:办理结果|公开属性|公开方式|密级|保密期限|紧急程度|份号|信息索引号|索引号|主题分类|发布日期|成文日期|有效性)\s*[：:]"
    r"|(?:绝密|机密|秘密|内部)(?:★.*)?$|(?:特急|加急|平急|急件)$|(?:主动公开|依申请公开|不予公开|此件公开发布|此件主动公开)$|\d{6}$|[ABC]类?$"
)
_ISSUER = re.compile(
    r"[^，。：]{3,40}(?:文件|人民政府令|委员会令|公报)$|[^，。：]{4,40}(?:人民政府|委员会|办公室|厅|局|部)$"
)
_NUMBER = re.compile(
    r"[^，。：\s]{1,14}\s*[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号?(?:\s{2,}签发人\s*[：:].{1,30})?$|第\s*\d+\s*号$"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    r"[（(]?(?:[\d○〇零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? \d{{4}}|(?:{_MONTHS}) \d{{1,2}}, \d{{4}})[）)]?$"
)
# Under the title of a report: when and where it was given, and by whom.
_OCCASION = re.compile(r"(?:——|[（(])\s*\d{4}\s*年.{4,60}(?:上|讲话|报告|通过|批准|公布|发布)[）)]?$")
_SUBTITLE = re.compile(r"——[^。]{2,50}$")
_OFFICE = "省长|市长|县长|区长|州长|镇长|乡长|主席|主任|书记|局长|厅长|部长|院长|校长|会长|检察长|秘书长"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史黎贺陶顾毛郝龚邵万覃武钱戴严莫孔向常汤劉陳楊黃趙吳孫馬"
)
_SPEAKER = re.compile(
    rf"[^，。：；]{{0,30}}(?:{_OFFICE}|记者|通讯员)[\s\u3000]*[\u4e00-\u9fff·]{{2,6}}(?:[\s\u3000]+[\u4e00-\u9fff]{{1,4}})*$"
    rf"|[{_SURNAMES}][\s\u3000]{{0,2}}[\u4e00-\u9fff]{{1,2}}(?:[\s\u3000、，,]+[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})*$"
)
_CONTACT = re.compile(
    r"[（(]?(?:联\s*系|电\s*话|传\s*真|地\s*址|邮\s*编|邮\s*政\s*编\s*码|电子邮箱|E-?mail|Tel|Fax|Contact|Phone)[^，。]{0,8}[：:.]",
    re.IGNORECASE,
)
_ATTACHMENTS = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]\s*(?=\S)")
_ATTACHED = re.compile(r"(?:\d{1,2}\s*[.．、]\s*)?《?(.{4,}?)》?$")
_COPY = re.compile(
    r"(?:抄送|抄报|主送|分送|Copy to|cc)\s*[：:]|[^，。]{2,30}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:特此|专此|此复|此致|敬请|妥否|当否|以上(?:意见|报告|请示|函|情况)?[^。]{0,30}(?:参考|审议|批示|批准|研究|函复|指示|执行)"
    r"|请予|盼复|顺致|顺颂|以上，?请|本(?:通知|办法|规定|意见|公告)自[^。]{2,24}(?:施行|执行|实施))"
)
_NO_ADDRESSEE = re.compile(r"。|(?:如下|以下|下列|下面)[^，]{0,12}[：:]$")
_EN_CLOSING = re.compile(r"(?:Yours|Sincerely|Respectfully|Kind regards|Best regards|With best)\b[^.]{0,30}$")
_EN_SALUTATION = re.compile(r"(?:Dear|To)\b[^.]{2,60}[,:]$")
_NOTE = re.compile(r"注[：:]|注\d|\[\d+\] \S")
_ENDS = re.compile(r"[。！？!?；;，,…][”’」』）)]*$|[A-Za-z][.][”’)]*$")

_NOTE_MARK = re.compile(r"[①-⑳❶-❿㉑-㉟]|[\[［〔]\d{1,3}[\]］〕]|[†‡]")
_SIGNERS = 5  # paragraphs from the closing of a letter to the last line of who signs
_NEAR = 12  # paragraphs above a note that may hold its mark
_VERSE, _VERSE_LINE, _CODE = 4, 26, 2  # lines of verse, characters of each, lines of code
_VERSE_END = re.compile(r"[，。！？；：…—,.;!?]$")


def kinds(texts: Sequence[str], larger: Collection[int] = (), verbatim: Collection[int] = ()) -> list[tuple[Kind, int]]:
    """The kind of each paragraph, and how deep it stands in the outline: 0 if it is no part of it.

    `larger`: those that are set in larger or bolder type than the body; `verbatim`: those known to be code.

    >>> [str(kind) for kind, _ in kinds(["关于加强管理的通知", "各单位：", "现通知如下。", "市教育局", "2024年1月2日"])]
    ['title', 'salutation', 'body', 'signature', 'date']
    """
    marks = marks_of(texts)
    found = [
        Kind.VERBATIM if i in verbatim else _alone(text, mark)
        for i, (text, mark) in enumerate(zip(texts, marks, strict=True))
    ]
    _attachments(texts, found)
    for i in numbered_headings(texts, marks, [kind == Kind.ITEM for kind in found]):
        found[i] = Kind.HEADING
    body = next((i for i, text in enumerate(texts) if _is_body(text, found[i])), len(texts))
    _head(texts, found, min(body, _HEAD))
    _more_documents(texts, found)
    _tail(texts, found)
    _notes(texts, found)
    _verbatim(texts, found)
    for i in plain_headings(texts, found, [i for i in larger if i >= body - 1]):
        found[i] = Kind.HEADING
    return list(zip(found, levels(texts, marks, found), strict=True))


def _alone(text: str, mark: Mark | None) -> Kind:
    """What a paragraph is by its own words."""
    if "\t" in text:
        return Kind.ROW
    width = em_width(text[:200])
    if _DATE.match(text):
        return Kind.DATE
    if _COPY.match(text):
        return Kind.COPY
    if _NOTE.match(text):
        return Kind.NOTE
    if _CONTACT.match(text) and width <= 3 * _SHORT:
        return Kind.CONTACT
    if mark:
        return Kind.ITEM
    if (_CLOSING.match(text) and width <= _CLOSING_MOST) or _EN_CLOSING.match(text):
        return Kind.CLOSING
    return Kind.BODY


def _attachments(texts: Sequence[str], found: list[Kind]) -> None:
    """附件：1. … and the names below it are items, not headings; where one stands alone later, it is a title."""
    listed = False
    names = set[str]()
    for i, text in enumerate(texts):
        if head := _ATTACHMENTS.match(text):
            listed = True
            found[i] = Kind.ATTACHMENT
            names |= _attached(text[head.end() :])
        elif listed and found[i] == Kind.ITEM and em_width(text) <= _TITLE_MOST and not _ENDS.search(text):
            found[i] = Kind.ATTACHMENT
            names |= _attached(text)
        else:
            listed = False
            if found[i] == Kind.BODY and _attached(text) & names:
                found[i] = Kind.TITLE


def _attached(text: str) -> set[str]:
    """The name of an attachment without its number, its marks and white space, if it is one."""
    name = _ATTACHED.match("".join(text.split()))
    return {name[1]} if name else set()


def _is_body(text: str, kind: Kind) -> bool:
    """Does the body begin here at the latest?"""
    if kind in (Kind.HEADING, Kind.ITEM, Kind.ROW):
        return True
    return bool(kind == Kind.BODY and _ENDS.search(text) and not _EN_SALUTATION.match(text))


def _head(texts: Sequence[str], found: list[Kind], body: int) -> None:
    """Markings, the issuer, the number, the title, the addressee: what stands before the body."""
    titled = addressed = False
    for i in range(body):
        text, kind = texts[i], found[i]
        width = em_width(text[:200])
        if _MARKING.match(text) and not titled:
            found[i] = Kind.MARKING
        elif kind not in (Kind.BODY, Kind.CLOSING) or is_known(text):
            continue
        elif _NUMBER.match(text) and width <= _SHORT:
            found[i] = Kind.NUMBER
        elif text.endswith(("：", ":")) or _EN_SALUTATION.match(text):
            if width <= _TITLE_MOST and i and not addressed and not _NO_ADDRESSEE.search(text):
                found[i] = Kind.SALUTATION
                addressed = True
        elif not titled and _ISSUER.match(text) and width <= _SHORT and _more_head(texts, i + 1, body):
            found[i] = Kind.ISSUER
        elif not titled and width <= _TITLE_MOST:
            found[i] = Kind.TITLE
            titled = True
        elif titled and (kind_below := _below_title(text, width)):
            found[i] = kind_below


def _more_documents(texts: Sequence[str], found: list[Kind]) -> None:
    """Further on in the text another document may begin: with its title above its addressee."""
    for i, (text, below) in enumerate(pairwise(texts)):
        plain = (found[i], found[i + 1]) == (Kind.BODY, Kind.BODY) and em_width(text[:200]) <= _TITLE_MOST
        if plain and is_official_title(text) and is_addressee(below) and not _NO_ADDRESSEE.search(below):
            found[i], found[i + 1] = Kind.TITLE, Kind.SALUTATION


def _below_title(text: str, width: float) -> Kind | None:
    """What a line under the title is: the occasion of a report, a subtitle, who speaks."""
    if _OCCASION.match(text):
        return Kind.DATE
    if _SUBTITLE.match(text):
        return Kind.TITLE
    return Kind.SIGNATURE if width <= _SHORT and _SPEAKER.match(text) else None


def _more_head(texts: Sequence[str], start: int, body: int) -> bool:
    """Is there something left that can be the title?"""
    return any(not _NUMBER.match(text) and not text.endswith(("：", ":")) for text in texts[start:body])


def _tail(texts: Sequence[str], found: list[Kind]) -> None:
    """Signatures stand before a date, and in English behind the closing."""
    for i, kind in enumerate(found):
        if kind == Kind.CLOSING and _EN_CLOSING.match(texts[i]):
            for j in range(i + 1, min(i + _SIGNERS, len(texts))):
                if found[j] != Kind.BODY or em_width(texts[j]) > _SHORT or _ENDS.search(texts[j]):
                    break
                found[j] = Kind.SIGNATURE
        if kind != Kind.DATE:
            continue
        for j in range(i - 1, max(0, i - 5), -1):
            text = texts[j]
            if found[j] != Kind.BODY or em_width(text) > _SHORT or _ENDS.search(text) or "：" in text:
                break
            if is_english(text) and len(text.split()) > 8:
                break
            found[j] = Kind.SIGNATURE


def _notes(texts: Sequence[str], found: list[Kind]) -> None:
    """Footnotes open with a mark that stands inside a paragraph above."""
    for i, text in enumerate(texts):
        if (mark := _NOTE_MARK.match(text)) and any(
            mark.group() in above[1:] for above in texts[max(0, i - _NEAR) : i]
        ):
            found[i] = Kind.NOTE


def _verbatim(texts: Sequence[str], found: list[Kind]) -> None:
    """Runs of verse and of code, whose lines are paragraphs of their own."""
    for is_one, least in ((_is_verse_line, _VERSE), (is_code, _CODE)):
        start = 0
        for i in range(len(texts) + 1):
            if i < len(texts) and found[i] == Kind.BODY and is_one(texts[i]):
                continue
            run = texts[start:i]
            if len(run) >= least and (is_one is is_code or _breaks_like_verse(run)):
                found[start:i] = [Kind.VERBATIM] * len(run)
            start = i + 1


def _is_verse_line(text: str) -> bool:
    return len(text) <= _VERSE_LINE and bool(_VERSE_END.search(text))


def _breaks_like_verse(run: Sequence[str]) -> bool:
    """Do lines end amid sentences? And none is a sentence of talk."""
    return 3 * sum(text[-1] in "，、；,;：—" for text in run) >= len(run)
