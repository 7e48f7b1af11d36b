// Plain JavaScript, so that an old Node says what is wrong instead of "unknown file extension".
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Verbatim needs Node 22.18 or newer; this is ${process.version}. Install a newer Node from nodejs.org and run the command again.`,
  );
  process.exit(1);
}
const [name] = process.argv.splice(2, 1);
// A module that others use too runs nothing by itself: its command is its `main`.
const { main } = await import(`./${name}.ts`);
await main?.();
