/**
 * The survey's style sheet, adopted by its shadow root; the build minifies it.
 * section panel · .s numbers · .f faces or stars · .o options · .t text field · .c wants a choice · .l unseen
 * · small ends of a scale · footer Back and Next · b tick of the thank-you
 * Surface and text are the system's Canvas and CanvasText: they follow the colour scheme and forced
 * colours. --b is the accent that reads on them, --i where a popover stands (domain/survey/look).
 * Declarations keep one order everywhere: that compresses better.
 */
export const css = /* css */ `
/* An inner !important beats the page's own, even "* { all: unset !important }". */
:host { all: initial !important; display: contents !important; color-scheme: inherit !important }
* {
  box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #777; border-radius: 8px;
  background: none; color: inherit; font: inherit;
}
section {
  position: relative; width: 100%; padding: 16px; border: 1px solid #8883;
  background: Canvas; color: CanvasText; font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
}
[popover] { position: fixed; inset: var(--i, auto 16px 16px auto); max-width: 400px; box-shadow: 0 12px 32px #0003 }
h2 { padding-inline-end: 32px; outline: 0; font-size: 16px; font-weight: 600 }
label, button, .t { min-width: 44px; min-height: 44px }
label { position: relative; display: flex; flex: 1; align-items: center; gap: 8px; min-width: 0 }
label:hover { background: #8882 }
label, button, [name] { cursor: pointer }
.s, .f, small, footer { display: flex; margin-top: 12px }
.s input, .f input, .l { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0 }
.l { z-index: -1 }
.s { gap: 1px; font-size: 16px }
.s label { justify-content: center }
.f label { flex-direction: column; padding: 8px 0; text-align: center }
.f label, small, p, button, ::placeholder { color: light-dark(#555, #bbb) }
.f label, small { font-size: 12px }
.f :has(:checked), a { color: var(--b); font-weight: 600 }
.s :has(:checked), footer > :last-child, b { background: var(--b); color: Canvas; font-weight: 600 }
/* The outline also shows what is chosen where forced colours take the background away. */
.s :has(:checked), .o :has(:checked), label:has(:focus-visible) { outline: 2px solid var(--b); z-index: 1 }
svg { width: 32px; border: 2px solid; border-radius: 50%; fill: none; stroke: currentColor; forced-color-adjust: none }
:checked ~ svg { background: var(--b); stroke: Canvas }
i { font-size: 32px; line-height: 1 }
i::before { content: "☆" }
.stars :is(:has(:checked), :has(~ * :checked)) i::before { content: "★"; color: var(--b) }
small { gap: 8px; justify-content: space-between }
.s label, .o label, .t { border-width: 1px }
.o label, .t { width: 100%; margin-top: 8px; padding: 8px 12px }
.o [name] { zoom: 1.4; accent-color: var(--b) }
.t { font-size: 16px; resize: vertical }
textarea { height: 88px }
label:not(:has(:checked)) + .t, .c:not(:has(:checked)) + footer > :last-child { display: none }
footer > :last-child { margin-inline-start: auto; padding: 0 16px }
section > button { position: absolute; top: 0; inset-inline-end: 0; font-size: 24px }
b { float: inline-start; margin-inline-end: 12px; padding: 6px 10px; border-radius: 50% }
a { display: inline-block; padding: 8px 0 }
@media (width <= 480px) { [popover] { inset: auto 0 0; max-width: none } }
`;
