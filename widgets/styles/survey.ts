/**
 * The survey's style sheets, adopted by its shadow root; the build minifies them.
 * .p panel or tab · .s numbers · .f faces or stars · .o options · .t text field · .c wants a choice · .l unseen
 * · .k the tab · small ends of a scale · footer Back and Next · b tick of the thank-you
 * Surface and text are the system's Canvas and CanvasText: they follow the colour scheme and forced
 * colours. --b is the accent that reads on them, --i where a popover stands (domain/survey/look), --p
 * the share of the steps that are behind.
 * Declarations keep one order everywhere: that compresses better.
 */
export const css = /* css */ `
/* An inner !important beats the page's own, even "* { all: unset !important }". */
:host { all: initial !important; display: contents !important; color-scheme: inherit !important }
* {
  box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #777; border-radius: 8px;
  background: none; color: inherit; font: inherit;
}
.p {
  position: relative; width: 100%; padding: 16px; border: 1px solid #8883;
  background: Canvas; color: CanvasText; font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
}
[popover] { position: fixed; inset: var(--i, auto 16px 16px auto); max-width: 400px; box-shadow: 0 12px 32px #0003 }
h2 { padding-inline-end: 32px; outline: 0; font-size: 16px; font-weight: 600 }
label, button, .t { min-width: 44px; min-height: 44px }
label { position: relative; display: flex; flex: 1; align-items: center; gap: 8px; min-width: 0 }
label:hover { background: #8882 }
label, button, [name] { cursor: pointer }
.s, small, footer { display: flex; margin-top: 12px }
.s input, .l { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0 }
.l { z-index: -1 }
.s { gap: 1px; font-size: 16px }
.s label { justify-content: center }
small, p, button, ::placeholder { color: light-dark(#555, #bbb) }
small { font-size: 12px }
a { color: var(--b); font-weight: 600 }
.s :has(:checked), footer > :last-child, b { background: var(--b); color: Canvas; font-weight: 600 }
/* The outline also shows what is chosen where forced colours take the background away. */
.s :has(:checked), label:has(:focus-visible) { outline: 2px solid var(--b); z-index: 1 }
small { gap: 8px; justify-content: space-between }
.s label, .t { border-width: 1px }
.t { width: 100%; margin-top: 8px; padding: 8px 12px }
.t { font-size: 16px; resize: vertical }
textarea { height: 88px }
.c:not(:has(:checked)) + footer > :last-child { display: none }
footer > :last-child { margin-inline-start: auto; padding: 0 16px }
.p > button { position: absolute; top: 0; inset-inline-end: 0; font-size: 24px }
b { float: inline-start; margin-inline-end: 12px; padding: 6px 10px; border-radius: 50% }
a { display: inline-block; padding: 8px 0 }
.p::before { position: absolute; top: 0; inset-inline-start: 0; width: var(--p); border-top: 2px solid var(--b); content: "" }
@media (width <= 480px) { [popover] { inset: auto 0 0; max-width: none } }
`;

/** Faces and stars. */
export const pictures = /* css */ `
.f { display: flex; margin-top: 12px }
.f input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0 }
.f label { flex-direction: column; padding: 8px 0; color: light-dark(#555, #bbb); font-size: 12px; text-align: center }
.f :has(:checked) { color: var(--b); font-weight: 600 }
svg { width: 32px; border: 2px solid; border-radius: 50%; fill: none; stroke: currentColor; forced-color-adjust: none }
:checked ~ svg { background: var(--b); stroke: Canvas }
i { font-size: 32px; line-height: 1 }
i::before { content: "☆" }
.stars :is(:has(:checked), :has(~ * :checked)) i::before { content: "★"; color: var(--b) }
`;

/** Options, and the text beside "other". */
export const choices = /* css */ `
.o label { width: 100%; margin-top: 8px; padding: 8px 12px; border-width: 1px }
.o [name] { zoom: 1.4; accent-color: var(--b) }
.o :has(:checked) { outline: 2px solid var(--b); z-index: 1 }
label:not(:has(:checked)) + .t { display: none }
`;

/** The modal dialog, the tab. */
export const modes = /* css */ `
dialog { margin: auto; max-width: 400px }
::backdrop { background: #0006 }
.p.k { inset: var(--t, 50% 4px auto auto); width: auto; padding: 12px 8px; background: var(--b); color: Canvas; font-weight: 600; writing-mode: vertical-rl }
`;
