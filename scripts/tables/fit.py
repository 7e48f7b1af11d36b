"""Fits word rows so that a text's summed rows point where the sentence model's vector points."""

import re

import numpy as np
from scipy import sparse

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
NOISE = re.compile(r"https?://\S+|@\w+|&(?:amp|lt|gt|quot|apos|nbsp|#\d+);")

# As in domain/themes/embed/embed.ts.
ENDINGS = [
    (re.compile(r"'s?$"), [""]),
    (re.compile(r"ies$"), ["y"]),
    (re.compile(r"es$"), ["e", ""]),
    (re.compile(r"s$"), [""]),
    (re.compile(r"ing$"), ["", "e"]),
    (re.compile(r"ed$"), ["", "e"]),
    (re.compile(r"ly$"), [""]),
]


def words_of(text: str) -> list[str]:
    plain = re.sub("[’‘ʼ`´]", "'", NOISE.sub(" ", text)).lower()
    return WORD.findall(plain)


class Rows:
    """Which rows a text adds up: its words and the pairs that have a row. `names` holds both."""

    def __init__(self, names: list[str]):
        self.at = {name: row for row, name in enumerate(names)}

    def of_word(self, word: str) -> int | None:
        if word in self.at:
            return self.at[word]
        for ending, replacements in ENDINGS:
            if not ending.search(word):
                continue
            root = ending.sub("", word)
            for replacement in replacements:
                if len(root) >= 3 and root + replacement in self.at:
                    return self.at[root + replacement]
        return None

    def of(self, text: str) -> list[int]:
        found: list[int] = []
        words = words_of(text)
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            row = self.of_word(word)
            if row is not None:
                found.append(row)
                continue
            parts = [part for part in re.split("['-]", word) if part]
            if len(parts) > 1:
                waiting.extend(reversed(parts))
        for pair in zip(words, words[1:]):
            row = self.at.get(" ".join(pair))
            if row is not None:
                found.append(row)
        return found

    def matrix(self, texts: list[str]) -> sparse.csr_matrix:
        lists = [self.of(text) for text in texts]
        ends = np.cumsum([0, *map(len, lists)])
        columns = np.fromiter((row for rows in lists for row in rows), np.int32, ends[-1])
        return sparse.csr_matrix(
            (np.ones(ends[-1], np.float32), columns, ends), shape=(len(texts), len(self.at))
        )


def fit(
    start: np.ndarray,
    texts: sparse.csr_matrix,
    target: np.ndarray,
    groups: list[tuple[np.ndarray, float]],
    steps: int,
    seed: int,
    batch: int = 768,
    rate: float = 3e-3,
    drop: float = 0.1,
    toward: float = 0.5,
    near: float = 4.0,
) -> np.ndarray:
    """
    Adam over batches of one group each (`groups`: text indices and how often). Loss: the cosines
    within a batch should be the sentence model's (squared differences, near pairs weigh up to
    1 + `near` times), and each text should point to its target's first dimensions (`toward`). A
    tenth of the words is left out at random.
    """
    chance = np.random.default_rng(seed)
    rows = start.astype(np.float32).copy()
    dimensions = rows.shape[1]
    first, second = np.zeros_like(rows), np.zeros_like(rows)
    shares = np.array([share for _, share in groups])
    shares /= shares.sum()
    for step in range(steps):
        members = groups[chance.choice(len(groups), p=shares)][0]
        picked = chance.choice(members, batch, replace=len(members) < batch)
        said = texts[picked]
        kept = (chance.random(len(said.data)) > drop).astype(np.float32)
        used, columns = np.unique(said.indices, return_inverse=True)
        bag = sparse.csr_matrix((kept, columns, said.indptr), shape=(batch, len(used)))
        sums = bag @ rows[used]
        length = np.sqrt((sums * sums).sum(1, keepdims=True) + 1e-8)
        unit = sums / length
        wanted = target[picked].astype(np.float32)
        cosines = wanted @ wanted.T
        apart = unit @ unit.T - cosines
        np.fill_diagonal(apart, 0)
        weighed = (1 + near * np.clip(cosines, 0, 1)) * apart
        slope = (40 / (batch * (batch - 1))) * (weighed @ unit)
        head = wanted[:, :dimensions]
        slope -= toward / batch * head / (np.linalg.norm(head, axis=1, keepdims=True) + 1e-6)
        slope = (slope - unit * (unit * slope).sum(1, keepdims=True)) / length
        change = bag.T @ slope
        now = rate * 0.5 * (1 + np.cos(np.pi * step / steps))
        now *= np.sqrt(1 - 0.99 ** (step + 1)) / (1 - 0.9 ** (step + 1))
        first[used] = 0.9 * first[used] + 0.1 * change
        second[used] = 0.99 * second[used] + 0.01 * change * change
        rows[used] -= now * first[used] / (np.sqrt(second[used]) + 1e-8)
    return rows


def letter_rows(
    words: list[str], rows: np.ndarray, buckets: int, grams: tuple[int, int], spread
) -> np.ndarray:
    """Rows of letter groups whose mean comes nearest to the words' own directions (ridge)."""
    lengths = np.linalg.norm(rows, axis=1)
    chosen = [
        at for at, word in enumerate(words) if word.isalpha() and len(word) >= 3 and lengths[at] > 0
    ]
    line, column, share = [], [], []
    for place, at in enumerate(chosen):
        marked = f"<{words[at]}>"
        found = [
            spread(marked[i : i + size]) % buckets
            for size in range(grams[0], grams[1] + 1)
            for i in range(len(marked) - size + 1)
        ]
        line += [place] * len(found)
        column += found
        share += [1 / len(found)] * len(found)
    means = sparse.csr_matrix((share, (line, column)), shape=(len(chosen), buckets))
    usual = np.median(lengths[chosen])
    wanted = rows[chosen] / lengths[chosen][:, None] * usual
    square = (means.T @ means).toarray()
    square[np.diag_indices(buckets)] += 0.02
    return np.linalg.solve(square, means.T @ wanted).astype(np.float32)
