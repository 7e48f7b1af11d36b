"""Which words and pairs of words get a row."""

import re
from collections import Counter

import numpy as np

from fit import words_of
from texts import choices, fields

SMALL = set(
    "a an the of to in on at for and or is are was were be been it i my we you your our this that these "
    "those with as by from but so if they their he she his her me us him them do does did have has had "
    "will would can could should there here what which who".split()
)
MOST_PAIRS = 6000


def pieces(vocabulary: list[str]) -> dict[str, int]:
    """Whole words among the sentence model's word pieces, with their places; frequent ones first."""
    return {word: at for at, word in enumerate(vocabulary) if re.fullmatch("[a-z]+", word)}


def chosen(
    vocabulary: list[str],
    dictionary: set[str],
    train: list[str],
    glosses: list[str],
    readmes: list[str],
) -> tuple[list[str], list[str], np.ndarray]:
    """Words, pairs, and how likely each word is in any text."""
    rank = pieces(vocabulary)
    said, pairs = Counter(), Counter()
    for text in train:
        words = words_of(text)
        said.update(words)
        pairs.update(zip(words, words[1:]))
    own = [part for name in OWN for field in fields(name) for part in field] + choices("verdicts.txt")
    ours = {word for text in own for word in words_of(text)}
    defined = Counter(word for text in glosses for word in words_of(text))
    read = Counter(word for text in readmes for word in words_of(text))
    short = {word for word in {*said, *defined, *read} if len(word) <= 20}
    keep = {w for w, at in rank.items() if w in dictionary or at < 9000 or said[w] >= 2 or w in ours}
    keep |= ours
    keep |= {word for word in short if said[word] >= 3}
    keep |= {word for word in short if defined[word] >= 4 and word in dictionary}
    keep |= {word for word in short if read[word] >= 4 and re.fullmatch(r"[a-z][a-z.+#-]*", word)}
    keep = {word for word in keep if latin(word) and not re.fullmatch(r"\d[\d-]{2,}", word)}
    words = sorted(keep)
    total = sum(said.values())
    counted = [
        (count, pair)
        for pair, count in pairs.items()
        if count >= 12
        and keep.issuperset(pair)
        and (count >= 150 or not SMALL.issuperset(pair))
        and count * total > 4 * said[pair[0]] * said[pair[1]]
    ]
    for text in own:
        parts = words_of(text)
        counted += [
            (50, pair) for pair in zip(parts, parts[1:]) if keep.issuperset(pair) and not SMALL & {*pair}
        ]
    best = sorted(counted, reverse=True)[:MOST_PAIRS]
    return words, sorted({" ".join(pair) for _, pair in best}), likelihood(words, rank, said, defined)


OWN = ["subjects.txt", "technical.txt", "technical-verbs.txt"]


def latin(word: str) -> bool:
    return all(ord(letter) < 256 for letter in word)


def likelihood(words: list[str], rank: dict[str, int], said: Counter, defined: Counter) -> np.ndarray:
    """Zipf's law over the model's own order, counts in feedback and in definitions, mixed."""
    zipf = np.array([1 / (max(rank.get(word, 30000) - 1000, 1) + 20) for word in words])
    parts = [zipf, *(np.array([count[word] for word in words], float) for count in (said, defined))]
    return sum(share * part / part.sum() for share, part in zip((0.3, 0.4, 0.3), parts))
