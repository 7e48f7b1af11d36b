import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { root } from "../../scripts/paths.ts";

const SCRIPT = join(root, "scripts/tables/teacher.py");

export interface Taught {
  /** Unit vectors, one after the other. */
  rows: Float32Array;
  dimensions: number;
  /** On one thread, without the start of Python. */
  cpuSeconds: number;
  model: string;
  versions: Readonly<Record<string, string>>;
}

/** The sentence model that the word table was distilled from. */
export interface Teacher {
  vectors(texts: readonly string[]): Promise<Taught>;
}

/**
 * The sentence model, where `python` (else `VERBATIM_PYTHON`, else python3) has its packages. Null
 * where it has not, with a line that says what is missing.
 */
export async function openTeacher(
  python: string | undefined,
  tell: (line: string) => void,
): Promise<Teacher | null> {
  const command = python ?? process.env["VERBATIM_PYTHON"] ?? "python3";
  const vectors = (texts: readonly string[]) => encode(command, texts);
  try {
    await vectors(["Is anyone there?"]);
    return { vectors };
  } catch (error) {
    tell(`No sentence model beside it: ${(error as Error).message}`);
    return null;
  }
}

async function encode(command: string, texts: readonly string[]): Promise<Taught> {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-teacher-"));
  try {
    const out = join(folder, "vectors");
    const child = spawn(command, [SCRIPT, out], { stdio: ["pipe", "pipe", "pipe"] });
    const spoken = Promise.all([text(child.stdout), text(child.stderr)]);
    const ended = once(child, "close");
    // Where the command is missing, its end says so better than the pipe.
    child.stdin.on("error", () => undefined).end(JSON.stringify(texts));
    const [code] = (await ended) as [number | null];
    const [line, failure] = await spoken;
    if (code !== 0) throw new Error(failure.trim().split("\n").at(-1) ?? `it ended with ${code}`);
    const bytes = await readFile(out);
    const said = JSON.parse(line) as Omit<Taught, "rows">;
    // A copy begins where single-precision numbers may.
    const rows = new Float32Array(new Uint8Array(bytes).buffer);
    return { ...said, rows };
  } finally {
    await rm(folder, { recursive: true });
  }
}
