"""What each piece of evidence about a line end costs, in nats: minus the logarithm of how likely it is.

One table, so that the weights can be read, argued about and learned in one place. Frequencies are rough counts over
Chinese and English prose wrapped at 20 to 45 em.
"""

from __future__ import annotations

from math import log

from reader.repair import lines as at

# How often a line that ends a paragraph, and one that is only wrapped, ends with what.
_ZH_END = {
    at.FINAL: (0.78, 0.05),
    at.COMMA: (0.003, 0.12),
    at.COLON: (0.04, 0.008),
    at.SEMICOLON: (0.04, 0.015),
    at.CLOSED: (0.03, 0.05),
    at.OPEN: (0.0002, 0.002),
    at.HYPHEN: (0.001, 0.003),
    at.DASH: (0.003, 0.01),
    at.PLAIN: (0.10, 0.75),
}
_EN_END = {
    at.FINAL: (0.84, 0.06),
    at.COMMA: (0.008, 0.10),
    at.COLON: (0.03, 0.008),
    at.SEMICOLON: (0.01, 0.012),
    at.CLOSED: (0.01, 0.02),
    at.OPEN: (0.0002, 0.002),
    at.HYPHEN: (0.0005, 0.06),
    at.DASH: (0.003, 0.02),
    at.PLAIN: (0.10, 0.72),
}
# How often a paragraph, and a line that only goes on, begins with what.
_ZH_START = {
    at.MARK: (0.20, 0.002),
    at.WEAK_MARK: (0.08, 0.008),
    at.LABEL: (0.03, 0.0005),
    at.FORBIDDEN: (0.0005, 0.004),
    at.QUOTE: (0.05, 0.03),
    at.OTHER: (0.62, 0.93),
    at.LOWER: (0.004, 0.02),
    at.UPPER: (0.02, 0.02),
}
_EN_START = {
    at.MARK: (0.08, 0.002),
    at.WEAK_MARK: (0.05, 0.01),
    at.LABEL: (0.03, 0.0005),
    at.FORBIDDEN: (0.0005, 0.004),
    at.QUOTE: (0.08, 0.03),
    at.OTHER: (0.02, 0.02),
    at.LOWER: (0.01, 0.78),
    at.UPPER: (0.72, 0.16),
}

# Behind a full stop every sentence opens with a capital, whether or not it opens a paragraph.
_EN_START_OF_SENTENCE = _EN_START | {
    at.LOWER: (0.005, 0.02),
    at.QUOTE: (1.0, 1.0),  # learned from the document
    at.UPPER: (0.76, 0.86),
}
_ZH_START_OF_SENTENCE = _ZH_START | {at.QUOTE: (1.0, 1.0)}
# Sentences that open with such words seldom open a paragraph, or often.
GOES_ON, OPENS = 0.8, 0.8
OTHER_LANGUAGE = 4.0  # a paragraph goes on in the other language behind a sentence


def _costs(table: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    return {kind: (-log(ends), -log(goes_on)) for kind, (ends, goes_on) in table.items()}


END = {False: _costs(_ZH_END), True: _costs(_EN_END)}  # English? -> end class -> (boundary, join)
START = {False: _costs(_ZH_START), True: _costs(_EN_START)}
START_OF_SENTENCE = {False: _costs(_ZH_START_OF_SENTENCE), True: _costs(_EN_START_OF_SENTENCE)}

# A paragraph of one line may do without a mark at its end, as headings and names do; one of more lines hardly ever.
PLAIN_ALONE, PLAIN_LONG = -log(2.0), -log(0.35)

BOUNDARY, JOIN = -log(0.28), -log(0.72)  # a paragraph has three or four lines

# The fit test. A join whose next piece would still have fitted on the line: more room, less likely.
FITTED, FITTED_EM, FITTED_MOST = 1.5, 2.5, 11.0
FITTED_EM_PLACED = (
    1.8  # where indents are measured: justified type leaves an em or two more easily than it lies about them
)
# A boundary where nothing more would have fitted: the last line is full by chance, one in W / piece.
FULL_BY_CHANCE = 3.0
# A line longer than its measure.
OVERLONG, OVERLONG_EM, OVERLONG_MOST = 1.5, 2.0, 8.0
TOLERANCE = 0.3  # em of doubt about a width: squeezed punctuation, unequal digits
FAR = 5.0  # a centred or right-aligned line goes on in one that is not
APART = 20.0  # one line is quoted more often than the other, or is a row of cells
SWITCH = 2.5  # the measure changes at a boundary
MEASURE = 5.0  # the text has this measure at all: a hundred widths are possible
EXCEEDED, EXCEEDED_SHARE = 25.0, 0.15  # so many lines are longer than any measure: most of the text is not wrapped
NARROW, NARROW_EM = 14.0, 1.0  # columns narrower than this are rare, each em by so much
CLAUSES = 3  # of so many joins at least one stands inside a clause
