"""Rows for words of other languages: where their English word points."""

import re
from pathlib import Path

import numpy as np

LANGUAGES = ["de", "fr", "es", "it", "pt", "nl"]


def cells(root: Path) -> list[tuple[list[str], list[list[str]]]]:
    """English words and, for each language, the words that mean the same. Precise meanings last."""
    found = []
    families = (root / "domain/themes/lexicon/families.ts").read_text(encoding="utf-8")
    for line in families.split("`")[-2].strip().split("\n"):
        name, _, *columns = line.split("|")
        if name == "idiom":
            continue
        split = [re.split(r"[\s/]+", column) for column in columns]
        found.append((split[0], split[1:]))
    glossary = (root / "scripts/tables/phrases/glossary.txt").read_text(encoding="utf-8")
    for line in glossary.split("\n"):
        if line and not line.startswith("#"):
            split = [column.split() for column in line.split(" | ")]
            found.append((split[0], split[1:]))
    return found


def foreign_rows(
    root: Path, names: list[str], rows: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """Names such as `de:zimmer` or `fr:carte bancaire` and their rows."""
    at = {name: row for row, name in enumerate(names)}
    usual = np.median(np.linalg.norm(rows, axis=1))
    made: dict[str, np.ndarray] = {}
    for english, columns in cells(root):
        known = [rows[at[word]] for word in english if word in at]
        if not known:
            continue
        mean = sum(row / (np.linalg.norm(row) + 1e-9) for row in known)
        mean = mean / (np.linalg.norm(mean) + 1e-9) * usual
        for language, words in zip(LANGUAGES, columns):
            for word in words:
                parts = word.split("_")
                latin = all(ord(letter) < 256 for letter in word)
                if word and latin and len(parts) <= 2:
                    made[f"{language}:{' '.join(parts)}"] = mean
    return list(made), np.array(list(made.values()), np.float32)
