import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deps } from "../../functions/deps.ts";
import { type TestApp, testApp } from "./app.ts";
import { rounds } from "./faults/size.ts";

/** Where a process dies: before its n-th write reached the database, or after. */
export type Death = { at: number; when: "before" | "after" };

/** What a process that died throws from then on. */
class Dead extends Error {}

/**
 * Repositories of a process that dies at one of its writes: from then on every call fails. What lies
 * between two writes leaves the same behind wherever it ends, so reads are no place to die.
 * @param writes methods that write, by repository
 */
export function dying(
  deps: Deps,
  writes: { readonly [name in keyof Deps]?: readonly string[] },
  { at, when }: Death,
): Deps {
  let done = 0;
  const wrap = (repository: object, own: readonly PropertyKey[]) =>
    new Proxy(repository, {
      get: (target, key) => {
        const method = Reflect.get(target, key) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          if (done >= at) throw new Dead();
          if (!own.includes(key)) return method.apply(target, args);
          done++;
          if (done === at && when === "before") throw new Dead();
          const result = await method.apply(target, args);
          if (done === at) throw new Dead();
          return result;
        };
      },
    });
  return new Proxy(deps, {
    get(target, key: keyof Deps) {
      const own = writes[key];
      return own ? wrap(target[key] as object, own) : target[key];
    },
  });
}

/**
 * Runs `work` on copies of one database, in a process that dies at its first write, its second and so
 * on, before and after each, until one lives; `after` looks at what each left behind.
 * @returns a place to die at that the work did not come to
 */
export async function dieEverywhere(
  plant: (app: TestApp) => Promise<unknown>,
  work: (app: TestApp, death: Death) => Promise<unknown>,
  after: (app: TestApp, death: Death) => Promise<unknown>,
  now: () => number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "verbatim-dying-"));
  const [template, file] = [join(folder, "template.db"), join(folder, "copy.db")];
  try {
    const app = await testApp({ file: template, now });
    await plant(app);
    await app.close();
    // All of them in `npm run faults`; each fifth in `npm test`.
    for (let at = 1; ; at += rounds(5, 1)) {
      for (const when of ["before", "after"] as const) {
        copyFileSync(template, file);
        const copy = await testApp({ file, now });
        const died = await work(copy, { at, when }).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Dead) return true;
            throw error;
          },
        );
        await after(copy, { at, when });
        await copy.close();
        if (!died) return at;
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
