import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProduct } from "../product.ts";
import { pause } from "./clients.ts";

const run = promisify(execFile);
const MEGABYTE = 1024 * 1024;
const DISK_MB = 64;

/** A way to make every write of the database fail, and to end that. */
export interface DiskFault {
  name: string;
  /** Whether this machine and this user can do it. */
  possible(): Promise<boolean>;
  /** A folder for the database, where the fault needs one of its own. */
  folder?(): Promise<SmallDisk>;
  /** From here on no write succeeds. @returns what ends it */
  begin(product: TestProduct, disk: SmallDisk | undefined): Promise<() => Promise<unknown>>;
}

/** A file system of a few megabytes in a folder. */
export interface SmallDisk extends AsyncDisposable {
  folder: string;
}

/**
 * The faults, from what any machine can do to what needs a right. The first two stand for a full
 * disk and a failing one where this user may neither mount nor trace.
 */
export const DISK_FAULTS: readonly DiskFault[] = [
  {
    name: "no page is left (SQLITE_FULL)",
    possible: async () => true,
    async begin(product) {
      const [now] = await product.rows("pragma page_count");
      await product.rows(`pragma max_page_count = ${Number(now?.["page_count"])}`);
      return () => product.rows("pragma max_page_count = 1073741823").catch(gone);
    },
  },
  {
    name: "files may not grow (EFBIG, an I/O error)",
    possible: () => works("prlimit", ["--fsize", "--pid", String(process.pid)]),
    async begin({ pids }) {
      // The soft limit alone, of that process alone: it can be lifted again without a right.
      const limit = (bytes: string) =>
        run("prlimit", ["--pid", String(pids.database), `--fsize=${bytes}:`]);
      await limit("1");
      return () => limit("unlimited").catch(gone);
    },
  },
  {
    name: `a file system of ${DISK_MB} MB is full (ENOSPC)`,
    possible: async () => {
      const disk = await smallDisk(1).catch(() => undefined);
      await disk?.[Symbol.asyncDispose]();
      return disk !== undefined;
    },
    folder: () => smallDisk(DISK_MB),
    async begin(_product, disk) {
      const ballast = join(disk?.folder ?? "", "ballast");
      await writeFile(ballast, Buffer.alloc(DISK_MB * MEGABYTE)).catch(
        (error: { code: string }) => {
          if (error.code !== "ENOSPC") throw error;
        },
      );
      return () => rm(ballast);
    },
  },
  {
    name: "fsync fails (EIO)",
    possible: () => works("strace", ["-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"]),
    async begin({ pids }) {
      const inject = ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"];
      const tracer = spawn("strace", ["-f", "-qq", "-p", String(pids.database), ...inject], {
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => tracer.once("exit", resolve));
      while (tracer.exitCode === null && !(await traced(pids.database))) await pause(10);
      return async () => {
        tracer.kill("SIGINT");
        await ended;
      };
    },
  },
];

/** A process that has ended meanwhile took its fault along. */
const gone = () => undefined;

/** Mounts a tmpfs of `megabytes`. Rejects where this user may not mount. */
async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-disk-"));
  const size = `size=${megabytes * MEGABYTE}`;
  await run("mount", ["-t", "tmpfs", "-o", size, "tmpfs", folder]).catch(async (error: unknown) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  return {
    folder,
    async [Symbol.asyncDispose]() {
      await run("umount", [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a debugger has taken hold of a process. */
async function traced(pid: number): Promise<boolean> {
  const { stdout } = await run("grep", ["TracerPid", `/proc/${pid}/status`]);
  return !stdout.trimEnd().endsWith("\t0");
}

const works = (command: string, args: string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );
