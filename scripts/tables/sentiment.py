"""Fits the sentiment model and writes sentiment.bin and sentiment.json (docs/decisions/0025).

    python3 scripts/tables/sentiment.py DATA [NODE]

DATA holds the labelled sets (docs/decisions/0025 names the ones that are read), NODE runs TypeScript.
numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1. The features come from the engine's own code, so that
what is fitted is what runs. Nothing is drawn at random but the sample of neutral questions (SEED).
"""

import hashlib
import json
import math
import random
import re
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).parent
MAGIC = b"VSN1"
SEED = 20260401
LANGUAGES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "",
}
# Hash places: English has much more to learn from.
BITS = {"en": 16}
OTHER_BITS = 13
LABEL = {"pos": 1, "neg": -1, "neu": 0, "positive": 1, "negative": -1, "neutral": 0}
# How much a set's row counts, and what multiplies the dense features before the penalty.
WEIGHT = {"pros_cons": 0.3, "hutto": 1.0, "xlmt": 1.0, "mams": 0.7, "own": 2.0, "questions": 0.15, "composed": 0.3, "lent": 0.1}
DENSE = 3.0
STRENGTH = {"en": 0.3}
# Best mean of plain and topic-grouped cross-validation on the train rows of de fr es it pt.
OTHER_STRENGTH = 1.0
BAND = 0.2
COMPOSED = 300
# A word seen in fewer rows than this has no weight; neither has one that rounds to so few steps.
LEAST_ROWS = 2
LEAST_STEPS = 2
# "Cons: none": the label of the field, not of the text.
NOTHING = re.compile(
    r"^\W*(none|nothing|no cons|no complaints?|n/?a|can'?t think|not (a )?(one|thing)|no(ne)? (yet|really|so far|that)|non)\b",
    re.IGNORECASE,
)


def fnv(data: bytes) -> int:
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t", 1)) for line in lines if "\t" in line]


def mams(path: Path) -> list[tuple[int, str]]:
    """Sentences whose aspects agree; no opinion at all is neutral."""
    found = []
    for labels, text in rows(path):
        said = {label.rsplit(":", 1)[1] for label in labels.split(",")} - {"neutral"}
        if len(said) < 2:
            found.append((LABEL[said.pop()] if said else 0, text))
    return found


def examples(lang: str, data: Path) -> list[tuple[str, int, str]]:
    """Rows of (set, label, text) that a language is fitted on: only sets that may ship."""
    found = []
    if LANGUAGES[lang]:
        found += [("xlmt", LABEL[y], x) for y, x in rows(data / f"xlmt_{LANGUAGES[lang]}_train.tsv")]
    own = HERE / "sentences" / f"{lang}.tsv"
    if own.exists():
        sentences = [(LABEL[y], x) for y, x in rows(own)]
        found += [("own", y, x) for y, x in sentences]
        if lang == "en":
            found += [("composed", y, x) for y, x in composed(sentences)]
    if lang == "en":
        found += [
            ("pros_cons", LABEL[y], x)
            for y, x in rows(data / "pros_cons.tsv")
            if not NOTHING.match(x)
        ]
        for name in ("hutto_tweets", "hutto_amazonReviewSnippets"):
            found += [("hutto", LABEL[y], x) for y, x in rows(data / f"{name}.tsv")]
        found += [("mams", y, x) for y, x in mams(data / "mams_train.tsv")]
        questions = [x for name in ("banking77_train", "clinc150_train") for _, x in rows(data / f"{name}.tsv")]
        found += [("questions", 0, x) for x in random.Random(SEED).sample(questions, 6000)]
    return found


def composed(sentences: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Two short sentences of opposite opinion joined: what comes after "but" is the verdict, what comes
    after "although" is not."""
    chance = random.Random(SEED)
    short = [(y, x.rstrip(".!")) for y, x in sentences if y != 0 and len(x.split()) <= 9]
    good, bad = ([x for y, x in short if y == sign] for sign in (1, -1))
    lower = lambda x: x if x.startswith("I ") or x.startswith("I'") else x[0].lower() + x[1:]
    found = []
    for _ in range(COMPOSED):
        up, down = chance.choice(good), chance.choice(bad)
        for sign, last, first in ((1, up, down), (-1, down, up)):
            found.append((sign, f"{first}, but {lower(last)}."))
            found.append((sign, f"Although {lower(first)}, {lower(last)}."))
    return found


def features(lang: str, texts: list[str], node: str, bits: int) -> tuple[np.ndarray, sp.csr_matrix]:
    lines = "".join(json.dumps({"lang": lang, "text": text}) + "\n" for text in texts)
    script = HERE / "sentiment-features.ts"
    out = subprocess.run([node, str(script)], input=lines, capture_output=True, text=True, check=True).stdout
    read = [json.loads(line) for line in out.splitlines()]
    if not read:
        names = int(subprocess.run([node, str(script), "count"], capture_output=True, text=True, check=True).stdout)
        return np.zeros((0, names)), sp.csr_matrix((0, 1 << bits))
    places, ends, values = [], [0], []
    for row in read:
        own = sorted({hash_ & ((1 << bits) - 1) for hash_ in row["w"]})
        places += own
        values += [len(own) ** -0.25] * len(own)
        ends.append(len(places))
    words = sp.csr_matrix((np.array(values), places, ends), shape=(len(texts), 1 << bits))
    return np.array([row["d"] for row in read]), words


def fit(dense: np.ndarray, words: sp.csr_matrix, y: np.ndarray, weights: np.ndarray, strength: float) -> dict:
    """Logistic regression; a word's column is scaled by how unevenly the classes use it (NB-SVM, Wang
    and Manning 2012), so that the penalty falls on words that say little."""
    used = words.astype(bool).astype(float)
    up, down = 1 + used.T @ (weights * y), 1 + used.T @ (weights * (1 - y))
    lean = np.minimum(np.abs(np.log((up / up.sum()) / (down / down.sum()))), 4)
    lean[np.asarray(used.sum(0)).ravel() < LEAST_ROWS] = 0
    x = sp.hstack([sp.csr_matrix(dense * DENSE), words @ sp.diags(lean)]).tocsr()
    model = LogisticRegression(C=strength, solver="liblinear", class_weight="balanced", random_state=SEED)
    model.fit(x, y, sample_weight=weights)
    found = model.coef_[0]
    table = found[dense.shape[1] :] * lean
    step = float(np.abs(table).max()) / 127 or 1.0
    steps = np.clip(np.rint(table / step), -127, 127).astype(np.int8)
    steps[np.abs(steps) < LEAST_STEPS] = 0
    return {
        "bias": round(float(model.intercept_[0]), 5),
        "dense": [round(float(w) * DENSE, 4) for w in found[: dense.shape[1]]],
        "step": float(f"{step:.6g}"),
        "table": steps,
    }


def main() -> None:
    data = Path(sys.argv[1])
    node = sys.argv[2] if len(sys.argv) > 2 else "node"
    parts, header, sets = bytearray(), [], {}
    read: dict[str, tuple] = {}
    def place(content: bytes) -> list[int]:
        parts.extend(content)
        return [len(parts) - len(content), len(content)]

    for lang in LANGUAGES:
        found = examples(lang, data)
        dense, words = features(lang, [text for _, _, text in found], node, BITS.get(lang, OTHER_BITS))
        read[lang] = (found, dense, words, np.array([label for _, label, _ in found]))

    for lang, (found, dense, words, y) in read.items():
        own = HERE / "lexicon" / f"{lang}.txt"
        others = HERE / "lexicon" / "free" / f"{lang}.txt"
        bits = BITS.get(lang, OTHER_BITS)
        strength = STRENGTH.get(lang, OTHER_STRENGTH)
        weights = np.array([WEIGHT[name] for name, _, _ in found])
        if lang != "en":
            # What the lexicon's features mean is learned from the other languages as well.
            lent = [theirs for other, theirs in read.items() if other not in ("en", lang)]
            dense = np.vstack([dense, *(theirs[1] for theirs in lent)])
            words = sp.vstack([words, sp.csr_matrix((len(dense) - len(y), 1 << bits))]).tocsr()
            weights = np.concatenate([weights, np.full(len(dense) - len(y), WEIGHT["lent"])])
            y = np.concatenate([y, *(theirs[3] for theirs in lent)])
        polar = y != 0
        fitted = {
            "polarity": fit(dense[polar], words[polar], (y[polar] > 0).astype(int), weights[polar], strength),
            "neutral": fit(dense, words, (y == 0).astype(int), weights, strength),
        }
        entry = {"lang": lang, "bits": bits, "own": place(own.read_bytes()), "others": place(others.read_bytes() if others.exists() else b"")}
        for name, linear in fitted.items():
            entry[name] = {k: v for k, v in linear.items() if k != "table"} | {"words": place(linear["table"].tobytes())}
        header.append(entry | {"band": BAND})
        sets[lang] = {name: sum(1 for other, _, _ in found if other == name) for name in sorted({n for n, _, _ in found})}
        print(lang, sets[lang], flush=True)
    text = json.dumps(header, separators=(",", ":")).encode()
    body = struct.pack("<I", len(text)) + text + bytes(parts)
    content = MAGIC + struct.pack("<I", fnv(body[4:])) + body
    (HERE / "sentiment.bin").write_bytes(content)
    about = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "seed": SEED,
        "fitted on (rows)": sets,
        "licences": {
            "pros_cons": "CC BY 4.0",
            "hutto": "MIT",
            "mams": "Apache-2.0",
            "xlmt": "Apache-2.0",
            "questions (banking77, clinc150)": "CC BY 4.0, CC BY 3.0",
            "own": "ours (scripts/tables/sentences, scripts/tables/lexicon)",
            "free lexicons": "see the head of each file of scripts/tables/lexicon/free",
        },
    }
    (HERE / "sentiment.json").write_text(json.dumps(about, indent=2) + "\n")


main()
