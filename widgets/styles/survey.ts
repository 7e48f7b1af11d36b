/**
 * The survey's style sheet, adopted by its shadow root; the build minifies it.
 * .v panel · .s numbers · .f faces or stars · .o options · .t text field · .c wants a choice · .l unseen
 * · small ends of a scale · footer Back and Next · b tick of the thank-you
 * Surface and text are the system's Canvas and CanvasText: they follow the colour scheme and forced
 * colours. --a is the workspace's accent. --b is the accent where it reads on the surface: in OKLCH
 * no lighter than .54 on white, no darker than .78 on near-black, which keeps 4.5:1 for every hue.
 */
export const css = /* css */ `
/* An inner !important beats the page's own, even "* { all: unset !important }". */
:host { all: initial !important; display: contents !important; color-scheme: inherit !important }
* {
  box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #7b7d87; border-radius: 6px;
  background: none; color: inherit; font: inherit;
}
.v {
  --j: light-dark(#4e5059, #b0b2bb);
  --b: light-dark(oklch(from var(--a) min(l, .54) c h), oklch(from var(--a) max(l, .78) c h));
  position: relative; width: 100%; padding: 16px 20px 14px; border: 1px solid #8883;
  border-radius: var(--r); background: Canvas; color: CanvasText; font: 14px/1.45 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
.popover { position: fixed; inset: auto 16px 16px auto; max-width: 400px; box-shadow: 0 12px 32px #0003 }
.bl, .tl { left: 16px; right: auto }
.tr, .tl { top: 16px; bottom: auto }
h2 { font-size: 16px; font-weight: 600; outline: 0 }
.popover h2 { padding-inline-end: 32px }
label { position: relative; display: grid; place-items: center; min-height: 44px; cursor: pointer }
label:hover { background: #8882 }
.s, .f { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); margin-top: 14px }
:is(.s, .f) input { position: absolute; inset: 0; height: 100%; width: 100%; opacity: 0; cursor: pointer }
.s { border-width: 1px; font-size: 16px }
.s label + label { border-inline-start: 1px solid #8883 }
.s :not(:has(:checked)) { border-radius: 0 }
.s label:has(:checked), footer > :last-child, b { background: var(--b); color: Canvas; font-weight: 600 }
/* The outline also shows what is chosen where forced colours take the background away. */
:is(.s, .o) :has(:checked), label:has(:focus-visible) { outline: 2px solid var(--b); z-index: 1 }
.f label { align-content: start; padding: 8px 0 6px; text-align: center }
.f label, small { font-size: 12px; color: var(--j) }
svg { width: min(40px, 100%); fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round }
i { font-size: 32px; line-height: 1 }
i::before { content: "☆" }
.f :has(:checked), a { color: var(--b); font-weight: 600 }
.stars label:is(:has(:checked), :has(~ label :checked)) i::before { content: "★"; color: var(--b) }
:checked ~ svg :first-child { fill: var(--b); stroke: var(--b) }
:checked ~ svg { stroke: Canvas }
small { display: flex; justify-content: space-between; gap: 16px; margin-top: 6px }
.o label, .t { width: 100%; min-height: 44px; margin-top: 8px; padding: 9px 12px; border-width: 1px }
.o label { grid-template-columns: auto 1fr; place-items: center start; gap: 10px }
.o [name] { width: 18px; height: 18px; accent-color: var(--b) }
.t { display: block; font-size: 16px; resize: vertical }
textarea { height: 88px }
::placeholder, button, p { color: var(--j) }
label:not(:has(:checked)) + .t, .c:not(:has(:checked)) + footer > :last-child { display: none }
footer { display: flex }
footer > * { margin-top: 14px }
button { min-width: 44px; min-height: 44px; cursor: pointer }
footer > :last-child { margin-inline-start: auto; padding: 0 20px }
section > button { position: absolute; top: 4px; inset-inline-end: 6px; font-size: 24px }
b { float: inline-start; width: 28px; margin-inline-end: 12px; border-radius: 50%; line-height: 28px; text-align: center }
a { display: inline-block; margin-inline-start: 40px; padding: 12px 0 6px }
.l { position: absolute; z-index: -1; opacity: 0 }
@media (width <= 480px) { .popover { inset: auto 0 0; max-width: none } }
`;
