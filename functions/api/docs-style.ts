/** Style sheet of the API page: the tokens of the product, a rail of resources beside the text. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --canvas: light-dark(#fafafb, #0e0f11); --surface: light-dark(#fff, #151619); --sunken: light-dark(#f3f3f5, #1d1e22); --line: light-dark(#e5e5e9, #2a2b30); --ink: light-dark(#16171a, #eeeef1); --ink-2: light-dark(#4e5059, #b0b2bb); --accent: light-dark(#5b43c4, #b3a4ff); --accent-tint: light-dark(#f4f2fe, #221f33); }
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; display: grid; grid-template-columns: 200px minmax(0, 1fr); background: var(--canvas); color: var(--ink); font: 0.9375rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.to-main { position: absolute; left: -999px; }
.to-main:focus { left: 8px; top: 8px; padding: 8px; background: var(--surface); }
nav { position: sticky; top: 0; align-self: start; height: 100vh; overflow: auto; padding: 24px 16px; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 16px 0 0; padding: 0; }
nav a { display: block; padding: 4px 8px; border-radius: 6px; color: var(--ink-2); text-decoration: none; }
nav a:hover { background: var(--sunken); color: var(--ink); }
main { max-width: 860px; padding: 24px 32px 96px; }
h1 { margin: 0 0 8px; font-size: 1.25rem; }
h2 { margin: 48px 0 8px; font-size: 1rem; text-transform: capitalize; }
h3 { margin: 0 0 8px; font-size: 0.875rem; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
article { margin: 16px 0; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
article:target { border-color: var(--accent); }
.method { display: inline-block; min-width: 56px; padding: 2px 8px; border-radius: 6px; background: var(--accent-tint); color: var(--accent); font-size: 0.75rem; text-align: center; }
.need { color: var(--ink-2); }
code { font: 0.8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre { margin: 8px 0; padding: 12px; overflow: auto; border-radius: 6px; background: var(--sunken); }
table { width: 100%; margin: 8px 0; border-collapse: collapse; font-size: 0.875rem; }
caption { padding: 4px 0; color: var(--ink-2); font-size: 0.75rem; text-align: left; }
th, td { padding: 4px 8px 4px 0; border-top: 1px solid var(--line); font-weight: 400; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { border: 0; color: var(--ink-2); font-size: 0.75rem; }
summary { cursor: pointer; color: var(--ink-2); font-size: 0.875rem; }
dl { display: grid; grid-template-columns: 56px 1fr; gap: 4px 8px; margin: 8px 0; font-size: 0.875rem; }
dd { margin: 0; }
@media (max-width: 720px) {
  body { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; height: auto; border: 0; border-bottom: 1px solid var(--line); padding: 16px; }
  nav ul { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 8px; }
  main { padding: 16px; }
}
`;
