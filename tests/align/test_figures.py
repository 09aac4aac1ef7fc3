"""Numbers that one side has and the other lacks: what is only said otherwise comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.align.figures import differing


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("投资1.2万亿元。", "Investment reached RMB 1.2 trillion."),
        ("（二）修缮校舍", "2. Repairing school buildings"),
        ("3月底前完成", "to be done by the end of March"),
        ("5月1日至10月31日", "from May 1 to October 31"),
        ("“十四五”规划实施以来", "since the 14th Five-Year Plan (2021-2025) began"),
        ("20世纪90年代", "in the 1990s"),
        ("八十年代", "in the 1980s"),
        ("过去六十年", "in the past six decades"),
        ("占地50亩", "It covers 3.33 hectares."),
        ("总产量86.4亿斤", "a total output of 4.32 million tonnes"),
        ("覆盖率达百分之百", "All villages are covered."),
        ("降水偏多两到三成", "rainfall 20 to 30 percent above normal"),
        ("处以万元以上罚款", "a fine of more than 10,000 yuan"),
        ("一半以上的村庄", "more than 50% of the villages"),
        ("四分之三的学校", "three quarters of the schools"),
        ("开馆时间：9:00—17:00", "Open from 9 a.m. to 5 p.m."),
        ("按总价的千分之五支付违约金", "damages of 0.5% of the total price"),
        ("十五分钟生活圈", "everything within a quarter of an hour"),
        ("一小时通勤圈", "a 60-minute commute"),
        ("首批项目共三个", "The first group has three projects."),
        ("一成不变的办法", "a method that never changes"),
        ("每百户30平方米", "30 square metres per 100 households"),
        ("说一千道一万", "when all is said and done"),
        ("第一，清理河道；第二，加固堤防。", "Rivers are to be dredged and dikes reinforced."),
        ("三分之二以上的村庄", "more than 66.7% of the villages"),
        ("九成以上的居民", "more than nine out of ten residents"),
        ("每五人中有一人，即20%", "one in five"),
        ("他付了十块钱。", "He paid ten yuan."),
        ("24小时有人值班", "on duty round the clock"),
        ("占五分之一", "It makes up a fifth of the total."),
        ("千分之四", "four thousandths"),
        ("税率为4‰", "a rate of 0.4%"),
        ("万分之五", "five ten-thousandths"),
        ("三成农户", "three tenths of the households"),
        ("八成五的农户", "85 percent of the households"),
        ("上半年增长5%，下半年持平", "up 5% in the first half of the year and level in the second"),
        ("1月至6月", "the first half of the year"),
        ("每半小时一班", "every 30 minutes"),
        ("另一半由村里出", "The village pays the rest."),
        ("前三季度", "the first three quarters"),
        ("两个季度", "two quarters"),
        ("占1/3", "It is one third."),
        ("第三方评估", "an assessment by a third party"),
        ("一百周年", "the one hundredth year"),
        ("我们一起去看两位老人", "We went to see the old couple together."),
    ],
)
def test_what_is_said_otherwise_or_small_and_left_out_does_not_differ(zh: str, en: str) -> None:
    assert differing([zh], [en]) == ((), ())


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("第五条 本办法自发布之日起施行。", "Article 6 These measures take effect at once.", ("第五条", "Article 6")),
        ("增长3%。", "It grew by 5 percent.", ("3%", "5 percent")),
        ("增长3%。", "It grew.", ("3%", "")),
        ("百分之三的村庄", "a few villages", ("百分之三", "")),
        ("补助5元", "a subsidy", ("5元", "")),
        ("共来了300人", "Many people came.", ("300", "")),
        ("建成以来", "since it was built in 1978", ("", "1978")),
        ("3月底前完成", "to be done by the end of April", ("3月", "April")),
        ("新建三所学校。", "Five schools were built.", ("三", "Five")),
        ("（二）修缮校舍", "3. Repairing school buildings", ("（二）", "3")),
        ("投资1.2万亿元。", "Investment reached 1.2 billion yuan.", ("1.2万亿元", "1.2 billion yuan")),
        ("“十四五”期间", "the 13th Five-Year Plan period", ("十四五", "13th")),
        ("五分之一的村庄", "one fourth of the villages", ("五分之一", "one fourth")),
        ("五分之一的村庄", "25% of the villages", ("五分之一", "25%")),
        ("四分之三的学校", "two-thirds of the schools", ("四分之三", "two-thirds")),
        ("千分之四", "five thousandths", ("千分之四", "five thousandths")),
        ("税率为4‰", "a rate of 4%", ("4‰", "4%")),
        ("三成农户", "four in ten households", ("三成", "four in ten")),
        ("三成农户", "four tenths of the households", ("三成", "four tenths")),
        ("一半的农户", "a third of the households", ("一半", "a third")),
        ("三分之二的农户", "half of the households", ("三分之二", "half")),
        ("三分之二的代表", "the deputies", ("三分之二", "")),
        ("第七条 公示期不少于七日。", "Article 2 The notice stands for seven days.", ("第七条", "Article 2")),
        ("第十六届代表大会1月16日开幕", "The 12th congress opened on January 16.", ("第十六", "12th")),
    ],
)
def test_a_number_that_differs_is_named_as_it_is_written(zh: str, en: str, found: tuple[str, str]) -> None:
    assert tuple(", ".join(side) for side in differing([zh], [en])) == found


@given(st.text("一二两三十百万亿五分之到成半月世纪年代元（）第9%:0"), st.text("one half May first 1950s pm 3:00%"))
def test_any_texts_can_be_compared(zh: str, en: str) -> None:
    differing([zh], [en])
    assert differing([zh], [""])[1] == ()
