import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A disk of a few megabytes that a test can fill. */
export interface SmallDisk extends AsyncDisposable {
  folder: string;
  /** Takes all that is left but `keep` bytes. */
  fill(keep?: number): Promise<void>;
  /** Gives back what `fill` took. */
  free(): Promise<void>;
}

/** Mounts a tmpfs of `megabytes`. @throws Error in words where this user may not mount */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]).catch(
    async (cause: unknown) => {
      await rm(folder, { recursive: true });
      throw new Error(
        "This test fills a disk of its own and could not mount one. Run it on Linux as a user who may mount (root, or a container with CAP_SYS_ADMIN).",
        { cause },
      );
    },
  );
  const ballast = join(folder, "ballast");
  return {
    folder,
    async fill(keep = 0) {
      const { stdout } = await run("df", ["--output=avail", "-B1", folder]);
      const left = Number(stdout.trim().split("\n").at(-1));
      await writeFile(ballast, Buffer.alloc(Math.max(left - keep, 0)));
    },
    free: () => rm(ballast, { force: true }),
    async [Symbol.asyncDispose]() {
      await run("umount", ["-l", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
