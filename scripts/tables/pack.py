"""Writes word vectors as the compact table that domain/themes/embed/table.ts opens."""

import struct

import numpy as np

MAGIC = b"VWT1"
VERSION = 1
BLOCK = 16


def fnv(data: bytes) -> int:
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def spread(word: str) -> int:
    """hashOf of table.ts: letters are Latin-1 here, so a byte is a character code."""
    value = fnv(word.encode("latin-1"))
    return value ^ (value >> 15)


def quantise(rows: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers (rows x dimensions) and the scale of each row (float32) with the least error."""
    top = 7 if bits == 4 else 127
    peak = np.abs(rows).max(1) + 1e-12
    best = np.full(len(rows), np.inf)
    scales = np.zeros(len(rows), np.float32)
    for share in np.linspace(0.45, 1.0, 23) if bits == 4 else [1.0]:
        scale = peak * share / top
        cut = np.clip(np.rint(rows / scale[:, None]), -top, top)
        # The scale that fits these whole numbers best, by least squares.
        fitted = (cut * rows).sum(1) / np.maximum((cut * cut).sum(1), 1)
        error = ((cut * fitted[:, None] - rows) ** 2).sum(1)
        better = error < best
        best[better] = error[better]
        scales[better] = scale[better]
    cut = np.clip(np.rint(rows / np.maximum(scales, 1e-20)[:, None]), -top, top)
    fitted = (cut * rows).sum(1) / np.maximum((cut * cut).sum(1), 1)
    return cut.astype(np.int8), np.maximum(fitted, 0).astype(np.float32)


def front_coded(words: list[str]) -> bytes:
    """Each word as: letters shared with the one before, letters that follow, those letters."""
    out = bytearray()
    before = b""
    for at, word in enumerate(words):
        letters = word.encode("latin-1")
        shared = 0
        if at % BLOCK != 0:
            while shared < min(len(letters), len(before)) and letters[shared] == before[shared]:
                shared += 1
        out += bytes([shared, len(letters) - shared]) + letters[shared:]
        before = letters
    return bytes(out)


def pack(
    space: str,
    words: list[str],
    word_rows: np.ndarray,
    bucket_rows: np.ndarray,
    grams: tuple[int, int],
    bits: int,
) -> tuple[bytes, np.ndarray]:
    """The table's bytes and the rows as they will be read (after quantisation)."""
    assert words == sorted(set(words))
    assert len({spread(word) for word in words}) == len(words), "two words share a hash"
    rows = np.concatenate([word_rows, bucket_rows]).astype(np.float32)
    dimensions = rows.shape[1]
    cut, scales = quantise(rows, bits)
    largest = np.float32(scales.max())
    steps = np.rint(scales / largest * 65535).astype("<u2")
    if bits == 4:
        nibbles = (cut + 8).astype(np.uint8)
        packed = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).tobytes()
    else:
        packed = cut.tobytes()
    names = front_coded(words)
    body = space.encode("ascii") + names + steps.tobytes() + packed
    header = struct.pack(
        "<4sHHBBBBIIIfI",
        MAGIC,
        VERSION,
        dimensions,
        bits,
        grams[0],
        grams[1],
        len(space),
        len(words),
        len(bucket_rows),
        len(names),
        largest,
        fnv(body),
    )
    read = cut.astype(np.float32) * (steps.astype(np.float32) / 65535 * largest)[:, None]
    return header + body, read
