"""Segmentation: what must stay whole comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.sentences import segment_ends


def split(text: str, lang: str) -> list[str]:
    ends = segment_ends(text, lang)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "text",
    [
        "（以下简称“中心”。）建设作为重中之重，",
        "一、落实工作专班",
        "拟申请市级资金2.5亿元",
        "《怎么办？》是一部小说。",
        "我读过《天问》《离骚》和《哀郢》。",
        "“快走！”他说。",
        "“你是谁？”的问题",
        "“我不去！”她摇摇头说。",
        "“真的吗？”母亲轻声问道。",
        "他说了声“好。”便走了。",
        "他大喊“救命！”，没有人听见。",
        "（参见附件1。）",
        "这座桥（建于1923年。现已拆除）曾是要道。",
        "等等……然后走了。",
        "他……他走了。",
        "……然后他走了。",
        "雨下了又停，停了又下……",
        "访问example.com?id=3即可。",
        "邮件请寄 info@example.com。",
        "版本为v2.10.3，请更新。",
        "一是申报；二是立项；三是验收。",
        "主要做法：一是申报；二是立项；三是验收。",
        "原因如下：一是天气。",
        "增长3.5%，其中工业增长2.1%。",
        "1.加快建设",
        "1. 加快建设；",
        "（1）加快建设。",
        "（三）加快建设",
        "①提高认识；②加强领导；③抓好落实。",
        "J.K.罗琳是英国作家。",
        "J. K. 罗琳是英国作家。",
        "比尔·盖茨来了。",
        "“第一，要快；第二，要好。”",
        "什么时候来的？？？！！",
        "会议于9:30开始。",
        "甲、乙、丙三方（以下简称“三方”）签字。",
        "床前明月光，疑是地上霜",
        "“我累了。”他说，“走吧。”",
        "联系人：王明 电话：021-5555.1234",
        "Mr. Smith先生说他会来。",
        "约3.14。",
        "该公司（Acme Inc.）已注册。",
        "“一是快，二是好”的做法。",
        "《走吧！》《别走！》都是他的诗。",
        "会议（第1次）于3月5日召开。",
        "①提高认识。",
        "注¹：见下。",
    ],
)
def test_chinese_that_is_one_segment_stays_whole(text: str) -> None:
    assert split(text, "zh-Hans") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. economy grew by 2.5 per cent.",
        "See No. 18 of Art. 3 for details.",
        "J. K. Rowling met Mr. Smith.",
        "J.K. Rowling met Mr. Smith.",
        "J.R.R. Tolkien wrote it.",
        "George W. Bush spoke.",
        "1. Set up a task force.",
        "1.2. Set up a task force.",
        "(a) Set up a task force; (b) report on it.",
        "IV. Next steps",
        "A. Next steps",
        "“Go!” he said.",
        "“Go!” said Mary.",
        "“Who are you?” Mary asked.",
        '"Is it far?" asked the boy.',
        "“Is it far?” the boy asked.",
        "Prices, wages, etc. were held.",
        "It closes at 5 p.m. on Fridays.",
        "It opens at 9 a.m. Beijing time.",
        "See Smith et al. (2020) for this.",
        "See Smith et al. for this.",
        "As shown in Fig. 3, it rose.",
        "See Figs. 3 and 4 on pp. 12-14.",
        "She has a Ph.D. in physics.",
        "She has a Ph.D. from MIT.",
        "Dr. Martin Luther King Jr. spoke.",
        "Version 2.10.3 is out.",
        "Go to www.example.com/a.html?x=1 for more.",
        "Visit https://example.com/index.php?a=b.c now.",
        "Write to j.smith@example.co.uk for more.",
        "The ratio is .5 or less.",
        "Use e.g. a hammer, i.e. a tool.",
        "Use a tool, e.g. Microsoft Word.",
        "Wait... what is it?",
        "He was... well, late.",
        "“I … I don't know.”",
        "Well . . . perhaps.",
        "Is this (really?) true?",
        "It fell (see Sect. 4.) by half.",
        "The play Who's Afraid of Virginia Woolf? was a hit.",
        "Yahoo! is a company.",
        "Gov. Brown and Sen. Warren met at St. Paul's.",
        "The Lt. Col. saluted Gen. Lee.",
        "Approx. 30 people came.",
        "Smith v. Jones was decided.",
        "Jan. 5 and Feb. 6 were cold.",
        "On Dec. 25, it snowed.",
        "The No. 1 Middle School is here.",
        "The company, Acme Inc., is here.",
        "Mt. Everest is high.",
        "Ave. Foch and Blvd. Voltaire meet.",
        "The D.C. area is warm.",
        "Washington, D.C. is warm.",
        "The U.S. Congress met.",
        "The U.S. Department of State said so.",
        "The U.N. Security Council met.",
        "The U.K. Government agreed.",
        "U.S. President Obama spoke.",
        "6 ft. 2 in. tall",
        "about 5 kg. of rice",
        "It was 3 p.m. when he came.",
        "He shouted “Stop!” and ran.",
        "He asked, “Why?” and left.",
        "The “Why?” question",
        "Ch. 3, para. 2, cl. 4",
        "1) Set up. ",
        "Section 3. The bureau shall pay.",
        "Article 3. The bureau shall pay.",
        "The roses are red",
        "Messrs. Lee and Co. paid.",
        "Brig. Gen. Smith",
        "Rev. Brown prayed.",
        "A.D. 1066 was the year.",
        "in 221 B.C. Qin won",
        "the 9 a.m. Tokyo flight",
        "Q. What is it?",
        "The novel “Who Goes There?” is short.",
        "It was signed in St. Petersburg.",
        "(a) a plan; (b) a budget; and (c) a list.",
        "Chapter II. The bureau",
    ],
)
def test_english_that_is_one_segment_stays_whole(text: str) -> None:
    assert split(text, "en") == [text]


# A bar stands where a segment ends.
@pytest.mark.parametrize(
    "marked",
    [
        "他走了。|她来了！",
        "他说：“走吧。”|她不动。",
        "真的？！|好。",
        "完成申报。|“研究”已通过。",
        "一是申报。 |二是验收。",
        "做法如下：|一是申报。|已批准。|二是验收。",
        "“走吧。”|“去哪里？”|“回家。”",
        "他说：“走吧。|天黑了。”|她不动。",
        "“我累了。”|他站起来。",
        "“你好！”|老人说话很慢。",
        "“你好！”|他走过来说了很多话。",
        "他说话了！|我们都听见了。",
        "他走了。|（她没走。）|天黑了。",
        "他走了（真的）。|她来了。",
        "《红楼梦》！|好书。",
        "“走了……”|她哭了。",
        "今天晴。　|明天雨。",
        "他走了！！！|她呢？？？",
        "“一是快。|二是好。”|他说完了。",
        "第一，要快。|第二，要好。",
        "为什么？|因为穷。",
        "他哭了。|——题记",
        "见注1。[1]|下一句。",
        "见注一。①",
        "分两步。|①调查；②整改。",
        "见注①。|下一句。",
        "“什么？”|“没什么。”|他摇摇头，不再说话。",
        "他笑了……”|她也笑了。",
        "如下。|①提高认识。|②加强领导。",
        "（一）要快。|（二）要好。",
        "1.要快。|2.要好。",
        "他走了！”|她说话了。",
    ],
)
def test_chinese_segments(marked: str) -> None:
    assert split(marked.replace("|", ""), "zh-Hans") == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "He left. |She came!",
        "“Stop.” |She did.",
        "He works at Acme Inc. |She left.",
        "It is done.[1] |Next.",
        "Really? |Yes. |RMB 2.5 billion.",
        "So did I. |We left.",
        "He lives in the U.S. |She lives in Paris.",
        "He came at 5 p.m. |She left.",
        "They sell pens, ink, etc. |We buy them.",
        "He has a Ph.D. |She has none.",
        "“Who is it?” |“It is I.”",
        '"Go." |"Why?"',
        "'Go.' |'Why?'",
        "He said, “Go.” |She went.",
        "He left... |She stayed.",
        "He left… |She stayed.",
        "(He left.) |She stayed.",
        "He left. |(She stayed.) |It rained.",
        "He left (in 2020). |She stayed.",
        "It cost $5. |She paid.",
        "It grew by 5%. |It fell.",
        "It began in 1999. |It ended in 2001.",
        "Version 2.0. |Version 3.0.",
        "What?! |No!!!",
        "See www.example.com. |It helps.",
        "Write to a@b.com. |We answer.",
        "1. Set up. |2. Report.",
        "Set up. |2. Report.",
        "He got an A. |She got a B.",
        "Vitamin C. |It helps.",
        "It was Plan B. |We left.",
        "He is No. 1. |She is No. 2.",
        "He said no. |She agreed.",
        "Is it I? |No.",
        "I saw him in Dec. |He was well.",
        "They walked along Main St. |It was cold.",
        "“He left. |She stayed.” |It rained.",
        "iPhone sales fell. |iPad sales rose.",
        "He left. |iPhone sales fell.",
        "It rained. |5 people came.",
        "It rained. |“Stop,” he said.",
        "It rained. |“stop,” he said.",
        "He was born in Washington, D.C. |He died there.",
        "That is why I left you. |I was sad.",
        "She is 5 ft. |He is 6 ft. tall.",
        "He asked, “Why?” |She left.",
        "He asked me, “Why?” |I left.",
        "See Smith et al. |The rest is known.",
        "It is small; see Fig. 3. |We shall return to it.",
        "I. Aims. |II. Means.",
    ],
)
def test_english_segments(marked: str) -> None:
    assert split(marked.replace("|", ""), "en") == marked.split("|")


# What the rules look at, in any order.
PIECES = st.sampled_from(
    [*"。 ！ …… “ ” ’ 说 （ ） 一是 ： . ? ... J. U.S. e.g. 1. (a) Article He x 他 \u3000".split(" "), " "]
)


@given(st.text(max_size=80) | st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["zh-Hans", "en"]))
def test_segments_tile_any_text(text: str, lang: str) -> None:
    assert "".join(split(text, lang)) == text
    assert all(split(text, lang))


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["zh-Hans", "en"]))
def test_white_space_belongs_to_the_segment_before_it(text: str, lang: str) -> None:
    assert all(not segment[0].isspace() for segment in split(text.strip(), lang)[1:])
