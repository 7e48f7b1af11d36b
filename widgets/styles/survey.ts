/**
 * The survey's style sheets, adopted by its shadow root; the build minifies them.
 * .p panel or tab · .s numbers · .f faces or stars · .o options · .t text field · .l unseen
 * · .k the tab · .y a filled star · small ends of a scale · footer Back and Next · b tick of the thank-you
 * Surface and text are the system's Canvas and CanvasText: they follow the colour scheme and forced
 * colours. --b is the accent that reads on them, --i where a popover stands, --t where a tab does
 * (domain/survey/look), --p the share of the steps that are behind.
 * Declarations keep one order everywhere: that compresses better.
 */
export const css = /* css */ `
/* An inner !important beats the page's own, even "* { all: unset !important }". */
:host { all: initial !important; display: contents !important; color-scheme: inherit !important }
* {
  box-sizing: border-box; margin: 0; padding: 0; border: 0 solid #777; border-radius: 8px;
  background: none; color: inherit; font: inherit; appearance: none;
}
.p {
  width: 100%; padding: 16px; border: 1px solid #8883;
  background: Canvas; color: CanvasText; font: 14px/1.45 system-ui;
}
[popover] { inset: var(--i, auto 16px 16px auto); max-width: 400px; max-height: 90%; box-shadow: 0 12px 32px #0003 }
h2 { padding-inline-end: 32px; outline: 0 !important; font-size: 16px; font-weight: 600; overflow-wrap: anywhere }
button, .s input { min-width: 44px; min-height: 44px; cursor: pointer }
.s, .t, small, footer { display: flex }
.s, .t, small, footer > * { margin-top: 12px }
.s, .t { flex-wrap: wrap; border-width: 1px; font-size: 16px }
.s input { flex: 1; min-width: 24px; line-height: 44px; text-align: center }
.s input::before { content: attr(value) }
small, p, button, ::placeholder { color: inherit; opacity: .7 }
small { justify-content: space-between; font-size: 12px }
.s :checked, footer > :last-child, b { background: var(--b); color: Canvas; font-weight: 600; opacity: 1 }
/* It also shows what is chosen where forced colours take the background away. */
.s :hover, :checked, :focus-visible { outline: 2px solid var(--b) }
:focus-visible { outline-offset: 2px }
.t { width: 100%; min-height: 44px; padding: 8px 12px; resize: vertical }
footer > :last-child { margin-inline-start: auto; padding: 0 16px }
.p > button { position: absolute; top: 0; inset-inline-end: 0; font-size: 24px }
b { float: inline-start; margin-inline-end: 12px; padding: 6px 10px; border-radius: 50% }
.l { position: absolute; bottom: 0; z-index: -1; opacity: 0 }
@media (width <= 480px) { [popover] { inset: auto 0 0; max-width: none } }
`;

/** How far it is, and links. */
export const logic = /* css */ `
.p::before { position: absolute; top: 0; inset-inline-start: 0; width: var(--p); border-top: 2px solid var(--b); content: "" }
b:has(~ a) { margin-bottom: 40px }
a { display: inline-block; padding: 8px 0; color: var(--b); font-weight: 600 }
`;

/** Faces and stars. */
export const pictures = /* css */ `
.f { display: flex; margin-top: 12px }
.f label { position: relative; flex: 1; min-width: 0; padding: 8px 0; font-size: 12px; text-align: center; cursor: pointer }
.f label:hover { background: #8882 }
.f input { position: absolute; inset: 0; outline: 0; text-align: center }
.f :has(:checked) { color: var(--b); font-weight: 600 }
.f :has(:focus-visible) { outline: 2px solid var(--b) }
svg { display: block; width: 32px; margin: 0 auto 8px; border: 2px solid; border-radius: 50%; fill: none; stroke: currentColor; forced-color-adjust: none }
:checked ~ svg { background: var(--b); stroke: Canvas }
.stars input { position: static; display: block; width: 100%; font-size: 32px; line-height: 1.2 }
.stars input::before { content: "☆" }
.y input::before { content: "★"; color: var(--b) }
`;

/** Options, and the text beside "other". */
export const choices = /* css */ `
.o label { display: flex; align-items: center; gap: 8px; min-height: 44px; margin-top: 8px; padding: 8px 12px; border-width: 1px; overflow-wrap: anywhere; cursor: pointer }
.o label:hover { background: #8882 }
.o .t { margin-top: 8px }
.o input:not(.t) { outline: 0; appearance: auto; zoom: 1.4; accent-color: var(--b) }
.o :has(:checked), .o :has(:focus-visible) { outline: 2px solid var(--b) }
.o :has(:focus-visible) { outline-offset: 2px }
/* A consent has its words in the option alone, beside the way out. */
:is([popover], dialog) .l + .o { margin-top: 28px }
.o [hidden] { display: none }
`;

/** The modal dialog, the tab. */
export const modes = /* css */ `
section:not([popover]) { position: relative; overflow: clip }
dialog { margin: auto; max-width: 400px }
dialog::backdrop { background: #0006 }
.p.k { inset: var(--t, 50% 4px auto auto); width: auto; padding: 12px 8px; background: var(--b); color: Canvas; font-weight: 600; opacity: 1; writing-mode: vertical-rl }
.k::before { content: none }
`;
