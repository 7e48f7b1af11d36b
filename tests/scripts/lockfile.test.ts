import { describe, expect, it } from "vitest";
import { completed, missingEntries, type Lockfile } from "../../scripts/lockfile.ts";

const lock = (packages: Lockfile["packages"]): Lockfile => ({ lockfileVersion: 3, packages });
const tool = (optionalDependencies: Record<string, string>) => ({
  version: "2.0.0",
  optionalDependencies,
});

describe("the lock file's missing platforms", () => {
  it.each([
    ["@oxc/binding-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
    ["@cloudflare/workerd-windows-64", { os: ["win32"], cpu: ["x64"] }],
    ["@oxc/binding-linux-arm64-musl", { os: ["linux"], cpu: ["arm64"], libc: ["musl"] }],
    ["@oxc/binding-linux-x64-gnu", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
    ["@oxc/binding-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
    ["@oxc/binding-android-arm-eabi", { os: ["android"], cpu: ["arm"] }],
    ["@oxc/binding-wasm32-wasi", {}],
  ])("reads the platform of %s", (name, platform) => {
    const found = missingEntries(lock({ "node_modules/tool": tool({ [name]: "2.0.0" }) }));
    expect(found).toEqual({
      [`node_modules/${name}`]: { version: "2.0.0", ...platform, optional: true },
    });
  });

  it("puts a second version beside the package that asks for it", () => {
    const found = missingEntries(
      lock({
        "node_modules/tool": tool({ "bin-linux-x64": "2.0.0" }),
        "node_modules/other/node_modules/tool": tool({ "bin-linux-x64": "1.0.0" }),
        "node_modules/bin-linux-x64": { version: "2.0.0" },
      }),
    );
    expect(Object.keys(found)).toEqual([
      "node_modules/other/node_modules/tool/node_modules/bin-linux-x64",
    ]);
  });

  it("leaves ranges, present packages and complete files alone", () => {
    const whole = lock({
      "node_modules/tool": tool({ fsevents: "~2.3.2", "bin-linux-x64": "2.0.0" }),
      "node_modules/bin-linux-x64": { version: "2.0.0" },
    });
    expect(missingEntries(whole)).toEqual({});
  });

  it("takes download addresses out and is stable", () => {
    const once = completed(lock({ "node_modules/b": { version: "1.0.0", resolved: "x" }, "": {} }));
    expect(JSON.stringify(once)).not.toContain("resolved");
    expect(completed(once)).toEqual(once);
  });
});
