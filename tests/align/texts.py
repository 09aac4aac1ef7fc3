"""A short text and its translation, written for these tests: beads of several shapes, a heading, a list, numbers."""

ZH = """关于加快河东新区公共图书馆建设的答复
王明代表：
您提出的建议收悉。
经研究，现答复如下。
一、基本情况
目前，全区共有图书馆12家，藏书260万册，去年接待读者1.5亿人次。
其中，新馆于二〇二三年六月十八日开放，总投资2.5亿元。
二、存在的问题
读者反映停车难。
周边道路狭窄，公交线路少。
夜间开放时间太短。
三、下一步工作
我局将会同交通部门增设3条公交线路，力争明年年底前完成。
同时，我们将延长开放时间。
感谢您对图书馆事业的关心和支持！
河东新区文化和旅游局""".split("\n")

EN = """Reply on Speeding Up the Building of Public Libraries in Hedong New Area
Dear Deputy Wang Ming,
We have received your proposal and, after study, reply as follows.
I. The present situation
At present the area has 12 libraries with 2.6 million books.
Last year they received 150 million visits.
The new library, in which 250 million yuan was invested, opened on June 18, 2023.
II. Problems
Readers complain that parking is difficult.
The roads around are narrow, and there are few bus lines.
Opening hours at night are too short.
III. Next steps
Together with the transport department, our bureau will add 3 bus lines.
We aim to finish this before the end of next year.
We will also extend the opening hours.
Thank you for your concern and support for our libraries!
Bureau of Culture and Tourism of Hedong New Area""".split("\n")

BEADS = [
    ([0], [0]),
    ([1], [1]),
    ([2, 3], [2]),
    ([4], [3]),
    ([5], [4, 5]),
    ([6], [6]),
    ([7], [7]),
    ([8], [8]),
    ([9], [9]),
    ([10], [10]),
    ([11], [11]),
    ([12], [12, 13]),
    ([13], [14]),
    ([14], [15]),
    ([15], [16]),
]
OTHER = """The cat sat under the old piano and refused to move.
Nobody could say where the sailor had learned to cook.
Snow fell for three days on the mountain pass.
Her grandmother kept bees behind the chapel.
A violin was playing somewhere upstairs.
The recipe called for two onions and a spoon of vinegar.
He painted the boat green, then changed his mind.
Wolves had been seen near the frozen river.
They danced until the candles went out.
The astronomer slept through the eclipse.
Lemonade was sold at the corner of the beach.
My uncle collects broken clocks.
The goalkeeper wore his lucky socks.
At dusk the bats came out of the tower.
She wrote poems about trains.""".split("\n")
