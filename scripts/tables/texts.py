"""Texts that the table is fitted to: clean train splits, WordNet's glosses, READMEs of permissively
licensed packages and sentences composed from the lists beside this file."""

import re
import random
from pathlib import Path

HERE = Path(__file__).parent

# Train splits that the data README marks "ship".
TRAIN = [
    "banking77_train",
    "clinc150_train",
    "pros_cons",
    "mams_train",
    "hutto_amazonReviewSnippets",
    "hutto_tweets",
    "xlmt_english_train",
]


def rows(folder: Path, name: str) -> list[str]:
    """The texts of a labelled set; the labels are dropped here and never read."""
    lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    return [line.split("\t", 1)[1] for line in lines if "\t" in line]


def fields(name: str) -> list[list[str]]:
    lines = (HERE / "phrases" / name).read_text(encoding="utf-8").split("\n")
    return [
        [part.strip() for part in line.split(", ") if part.strip()]
        for line in lines
        if line and not line.startswith("#")
    ]


def choices(name: str) -> list[str]:
    text = (HERE / "phrases" / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return [part.strip() for line in lines for part in line.split(" | ")]


def composed(count: int, seed: int) -> list[str]:
    """Comments put together from subjects and what is said of them."""
    chance = random.Random(seed)
    groups, verdicts, frames = fields("subjects.txt"), choices("verdicts.txt"), choices("frames.txt")
    found: dict[str, None] = {}
    while len(found) < count:
        group = chance.choice(groups)
        words = dict(
            s=chance.choice(group),
            t=chance.choice(group),
            o=chance.choice(chance.choice(groups)),
            v=chance.choice(verdicts),
            w=chance.choice(verdicts),
        )
        found[chance.choice(frames).format(**words)] = None
    return list(found)


def technical(count: int, seed: int) -> list[str]:
    """Questions of people who write software, put together in the same way."""
    chance = random.Random(seed)
    groups, frames = fields("technical.txt"), choices("technical-frames.txt")
    verbs = fields("technical-verbs.txt")[0]
    found: dict[str, None] = {}
    while len(found) < count:
        group = chance.choice(groups)
        words = dict(
            s=chance.choice(group[: max(6, len(group) // 2)]),
            t=chance.choice(group),
            o=chance.choice(chance.choice(groups)),
            d=chance.choice(verbs),
        )
        found[chance.choice(frames).format(**words)] = None
    return list(found)


def glosses(folder: Path, known: set[str]) -> list[str]:
    """Definitions and examples of WordNet synsets that have a word of `known`."""
    found: dict[str, None] = {}
    for part in ["noun", "verb", "adj", "adv"]:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").split("\n"):
            if line.startswith("  ") or "|" not in line:
                continue
            head, gloss = line.split("|", 1)
            items = head.split(" ")
            lemmas = [
                items[4 + 2 * i].lower().replace("_", " ").split("(")[0]
                for i in range(int(items[3], 16))
            ]
            if not any(lemma in known for lemma in lemmas):
                continue
            definition = gloss.split('"')[0].strip(" ;:")
            definition = re.sub(r"\([^)]*\)", " ", definition).strip()
            if 2 <= len(definition.split()) <= 25:
                found[f"{lemmas[0]}: {definition}"] = None
            if len(lemmas) > 1:
                found[", ".join(lemmas[:4])] = None
            for example in re.findall(r'"([^"]+)"', gloss):
                if 2 <= len(example.split()) <= 25:
                    found[example] = None
    return list(found)


PERMISSIVE = re.compile(r"^\(?(mit|apache-2\.0|isc|bsd[-0-9a-z]*|0bsd|cc0-1\.0|unlicense)", re.I)


def readmes(folder: Path) -> list[str]:
    """Sentences of the READMEs of packages in `folder` (node_modules) under permissive licences."""
    import json

    found: dict[str, None] = {}
    for manifest in sorted([*folder.glob("*/package.json"), *folder.glob("@*/*/package.json")]):
        about = json.loads(manifest.read_text(encoding="utf-8"))
        if not PERMISSIVE.match(str(about.get("license", ""))):
            continue
        found[str(about.get("description", ""))] = None
        for path in manifest.parent.glob("[Rr][Ee][Aa][Dd][Mm][Ee]*"):
            text = re.sub(r"```.*?```|<[^>]+>|!?\[([^\]]*)\]\([^)]*\)|`", r" \1 ", path.read_text(encoding="utf-8", errors="ignore"), flags=re.S)
            for line in re.split(r"\n|(?<=[.!?]) ", text):
                line = re.sub(r"\s+", " ", re.sub(r"[#*|>_-]{2,}|https?://\S+", " ", line)).strip(" #*->|")
                if 3 <= len(line.split()) <= 25 and line.isascii():
                    found[line] = None
    return [line for line in found if line]

