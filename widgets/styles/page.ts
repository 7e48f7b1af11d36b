/** What a survey looks like when it is the page: larger, without a surface of its own. */
export const pageStyles = /* css */ `
section.p { overflow: visible; padding: 0; border: 0; background: none; color: inherit; font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
h2 { padding: 0; font-size: 20px; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance }
:is(.s, .f, .o, .t) { margin: 24px 0 }
.o .t { margin: 8px 0 }
small { margin: -16px 0 24px }
svg { width: min(56px, 100%); stroke-width: 1.4 }
i { font-size: 44px }
textarea { height: 120px }
footer { gap: 16px }
footer > * { margin-top: 0 }
footer > :last-child { order: -1; margin: 0; padding: 0 24px }
`;
