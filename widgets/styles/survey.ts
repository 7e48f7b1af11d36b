/**
 * The survey's style sheet, adopted by its shadow root; the build minifies it.
 * .v panel · .q title · .s scale · .f faces or stars · .e ends · .o option · .t text field ·
 * .b buttons · .n next · .p back · .x close · .c wants a choice · .d thank-you · .l unseen
 * --a is the workspace's accent. --b is the accent where it reads on the surface: in OKLCH no
 * lighter than .54 on white, no darker than .78 on near-black, which keeps 4.5:1 for every hue.
 * Lines and hover are one grey with transparency, right on both schemes.
 */
export const css = /* css */ `
/* An inner !important beats the page's own, even "* { all: unset !important }". */
:host { all: initial !important; display: contents !important; color-scheme: inherit !important }
* { box-sizing: border-box; margin: 0 }
.v {
  --s: light-dark(#fff, #151619);
  --i: light-dark(#16171a, #eeeef1);
  --j: light-dark(#4e5059, #b0b2bb);
  --b: light-dark(oklch(from var(--a) min(l, .54) c h), oklch(from var(--a) max(l, .78) c h));
  position: relative; inset: auto; width: 100%; padding: 16px 20px 14px; border: 0;
  border-radius: var(--r); background: var(--s); color: var(--i);
  font: 14px/1.45 system-ui, sans-serif; text-align: start; overflow-wrap: anywhere;
}
.popover {
  position: fixed; z-index: 2147483647; max-width: 400px; inset: auto 16px 16px auto;
  box-shadow: 0 0 0 1px #8883, 0 12px 32px #0003;
}
.bl { inset: auto auto 16px 16px }
.tr { inset: 16px 16px auto auto }
.tl { inset: 16px auto auto 16px }
.inline { max-width: 560px; border: 1px solid #8883 }
.q { font-size: 16px; line-height: 1.4; outline: 0 }
.popover .q { padding-inline-end: 32px }
label { position: relative; display: grid; place-items: center; cursor: pointer; border-radius: 6px }
.s, .f { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); margin-top: 14px }
:is(.s, .f) input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
.s { border: 1px solid #7b7d87; border-radius: 6px }
.s label { height: 44px; font-size: 16px }
.s label + label { border-inline-start: 1px solid #8883 }
label:hover { background: #8882 }
.s label:has(:checked) { margin: -1px; height: 46px; background: var(--b); color: var(--s); font-weight: 600 }
label:has(:focus-visible), :is(.t, button, a):focus-visible { outline: 2px solid var(--b); outline-offset: 2px; z-index: 1 }
.f label { align-content: start; min-height: 44px; padding: 8px 0 6px; font-size: 12px; color: var(--j); text-align: center }
svg { width: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round }
.f svg { width: min(40px, 100%) }
.f label:has(:checked) { color: var(--b); font-weight: 600 }
.f :checked ~ svg :first-child, .stars label:has(~ label :checked) :first-child { fill: var(--b); stroke: var(--b) }
.f :checked ~ svg { stroke: var(--s) }
.e { display: flex; justify-content: space-between; gap: 16px; margin-top: 6px; font-size: 12px; color: var(--j) }
.o { grid-template-columns: auto 1fr; place-items: center start; gap: 10px; min-height: 44px; margin-top: 8px; padding: 8px 12px; border: 1px solid #8886 }
.o input { width: 18px; height: 18px; margin: 0; accent-color: var(--b) }
.t {
  display: block; width: 100%; min-height: 44px; margin-top: 12px; padding: 9px 12px; border: 1px solid #7b7d87;
  border-radius: 6px; background: none; color: inherit; font: inherit; font-size: 16px; resize: vertical;
}
textarea { height: 88px }
::placeholder { color: var(--j) }
.o:not(:has(:checked)) + .t, .c:not(:has(:checked)) + .b .n { display: none }
.b { display: flex; margin-top: 14px }
button { min-width: 44px; min-height: 44px; padding: 0; border: 0; border-radius: 6px; background: none; color: var(--j); font: inherit; cursor: pointer }
.n { margin-inline-start: auto; padding: 0 20px; background: var(--b); color: var(--s); font-weight: 600 }
.x { position: absolute; top: 4px; inset-inline-end: 6px }
.d { display: flex; gap: 12px }
.d svg { flex: none; width: 28px; height: 28px; padding: 6px; border-radius: 50%; background: var(--b); color: var(--s) }
a { display: inline-block; padding: 12px 0 6px; color: var(--b); font-weight: 600 }
.l { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media (width <= 480px) { .popover { inset: auto 0 0; max-width: none; border-radius: var(--r) var(--r) 0 0 } }
@media (forced-colors: active) { label:has(:checked) { outline: 2px solid Highlight } }
`;
