/**
 * The survey's style sheet, adopted by its shadow root; the build minifies it.
 * .v panel · .q question · .s scale · .f faces or stars · .e ends · .o option · .t text field ·
 * .b buttons · .n next · .p back · .x close · .d thank-you · .k tick · .l live region
 * --a is the workspace's accent. --b is the accent where it reads on the surface: in OKLCH no
 * lighter than .54 on white, no darker than .78 on near-black, which keeps 4.5:1 for every hue.
 */
export const css = /* css */ `
/* An inner !important beats the page's own, even "* { all: unset !important }". */
:host { all: initial !important; display: contents !important; color-scheme: inherit !important }
* { box-sizing: border-box; margin: 0 }
.v {
  --s: light-dark(#fff, #151619);
  --i: light-dark(#16171a, #eeeef1);
  --j: light-dark(#4e5059, #b0b2bb);
  --l: light-dark(#e5e5e9, #2a2b30);
  --m: light-dark(#868892, #71737d);
  --h: light-dark(#f3f3f5, #1d1e22);
  --b: light-dark(oklch(from var(--a) min(l, .54) c h), oklch(from var(--a) max(l, .78) c h));
  display: block; position: relative; inset: auto; width: 100%; padding: 16px 20px 14px;
  border: 0; border-radius: var(--r); background: var(--s); color: var(--i);
  font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; text-align: start; overflow-wrap: anywhere;
}
.popover, .preview {
  max-width: 400px;
  box-shadow: 0 0 0 1px light-dark(#0000000f, #ffffff1a), 0 12px 32px light-dark(#1617191f, #0009);
}
.popover {
  position: fixed; z-index: 2147483647; max-height: calc(100vh - 32px); overflow: auto;
  inset: auto 16px 16px auto;
}
.bl { inset: auto auto 16px 16px }
.tr { inset: 16px 16px auto auto }
.tl { inset: 16px auto auto 16px }
.inline { max-width: 560px; border: 1px solid var(--l) }
.page { padding: 0; background: none }
fieldset { border: 0; padding: 0; min-width: 0 }
.q {
  width: 100%; padding: 0; font-size: 16px; font-weight: 600; line-height: 1.4; text-wrap: pretty;
  outline: 0;
}
:is(.popover, .preview) .q { padding-inline-end: 32px }
label { position: relative; display: grid; place-items: center; cursor: pointer }
:is(.s, .f) input {
  position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer;
}
.s, .f { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); margin-top: 14px }
.s { border: 1px solid var(--m); border-radius: 6px }
.s label { height: 44px; font-size: 16px; border-inline-start: 1px solid var(--l) }
.s label:first-child { border: 0 }
label:hover { background: var(--h) }
.s label:has(:checked) {
  margin: -1px; height: 46px; border-radius: 6px; background: var(--b); color: var(--s);
  font-weight: 600;
}
label:has(:focus-visible), :is(.t, button, a):focus-visible {
  z-index: 1; border-radius: 6px; outline: 2px solid var(--b); outline-offset: 2px;
}
.f label {
  align-content: start; gap: 2px; min-height: 44px; padding: 8px 0 6px; border-radius: 6px;
  font-size: 12px; color: var(--j); text-align: center;
}
svg {
  display: block; width: 16px; fill: none; stroke: currentColor; stroke-width: 1.6;
  stroke-linecap: round; stroke-linejoin: round;
}
.f svg { width: min(40px, 100%) }
.f label:has(:checked) { color: var(--b); font-weight: 600 }
:is(.faces label:has(:checked), .stars label:is(:has(:checked), :has(~ label :checked))) path:first-child {
  fill: var(--b); stroke: var(--b);
}
.faces :checked ~ svg { stroke: var(--s) }
.e { display: flex; justify-content: space-between; gap: 16px; margin-top: 6px; font-size: 12px; color: var(--j) }
.e :last-child { text-align: end }
.o {
  grid-template-columns: auto 1fr; place-items: center start; gap: 10px; min-height: 44px;
  margin-top: 8px; padding: 8px 12px; border: 1px solid var(--l); border-radius: 6px;
}
.o input { width: 18px; height: 18px; margin: 0; accent-color: var(--b) }
.o:has(:checked) { border-color: var(--b); box-shadow: inset 0 0 0 1px var(--b) }
.l + .o { margin: 0 }
.t {
  display: block; width: 100%; min-height: 44px; margin-top: 12px; padding: 9px 12px;
  border: 1px solid var(--m); border-radius: 6px; background: var(--s); color: var(--i);
  font: inherit; font-size: 16px; resize: vertical;
}
textarea { height: 88px }
::placeholder { color: var(--j); opacity: 1 }
.o:not(:has(:checked)) + .t { display: none }
.b { display: flex; align-items: center; justify-content: space-between; margin-top: 14px }
.b:not(:has(:not([hidden]))) { display: none }
button {
  min-width: 44px; min-height: 44px; padding: 0; border: 0; border-radius: 6px; background: none;
  color: var(--j); font: inherit; cursor: pointer;
}
[hidden] { display: none }
.n {
  margin-inline-start: auto; padding: 0 20px; background: var(--b); color: var(--s); font-weight: 600;
}
.x {
  position: absolute; inset-block-start: 4px; inset-inline-end: 6px; display: grid; place-items: center;
}
.x:hover, .p:hover { color: var(--i) }
.d { display: flex; gap: 12px }
.d p { color: var(--j) }
.k { padding: 6px; border-radius: 50%; height: 28px; background: var(--b); color: var(--s) }
a { display: inline-block; padding: 12px 0 6px; color: var(--b); font-weight: 600 }
.l { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.page .q { font-size: 20px; line-height: 1.25; letter-spacing: -.01em }
.page :is(.s, .f, .t) { margin: 24px 0 }
.page .e { margin: -18px 0 24px }
.page .f svg { width: min(56px, 100%) }
.page .n { order: -1; margin: 0 16px 0 0; padding: 0 24px }
.page .b { justify-content: start }
@media (width <= 480px) {
  .popover { inset: auto 0 0; max-width: none; padding: 16px 16px calc(14px + env(safe-area-inset-bottom)); border-end-end-radius: 0; border-end-start-radius: 0 }
}
@media (prefers-reduced-motion: no-preference) {
  .popover { animation: i .2s }
  @keyframes i { from { opacity: 0 } }
}
@media (forced-colors: active) {
  .v { outline: 1px solid }
  label:has(:checked) { outline: 2px solid Highlight }
}
`;
