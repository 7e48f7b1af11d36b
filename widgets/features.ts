/**
 * What only some surveys need. The build replaces this file and makes a widget for every choice of
 * PARTS, so that a page loads no more than its site's surveys use (functions/http/widget-files).
 */

/** Stars, faces, a word at each value. */
export const PICTURES: boolean = true;
/** Choices, consent, e-mail addresses, messages. */
export const CHOICES: boolean = true;
/** Modal, inline, feedback tab, the page's own font. */
export const MODES: boolean = true;
/** Rules for scrolling, leaving and attributes; leave to ask people with a proof. */
export const PEOPLE: boolean = true;
