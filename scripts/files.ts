import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a whole file or nothing: beside it first, flushed, then moved into place. */
export async function writeAtomic(path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  const file = await open(beside, "w", mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}
