/** What a survey looks like when it is the page: larger, without a surface of its own. */
export const pageStyles = /* css */ `
.v { padding: 0; background: none }
.q { font-size: 20px; line-height: 1.25; letter-spacing: -.01em }
:is(.s, .f, .t) { margin: 24px 0 }
.e { margin: -16px 0 24px }
.f svg { width: min(56px, 100%); stroke-width: 1.4 }
.t + .b { margin: 0 }
textarea { height: 120px }
.b > * { margin-top: 0 }
.n { order: -1; margin: 0 16px 0 0; padding: 0 24px }
.b { justify-content: start }
`;
