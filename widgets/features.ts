/**
 * What only some surveys need. The build replaces this file and makes a widget for every choice of
 * the parts (domain/targeting/parts), so that a page loads no more than its site's surveys use.
 */

/** Part "pictures": stars, faces, a word at each value. */
export const PICTURES: boolean = true;
/** Part "choices": choices, consent, e-mail addresses, messages. */
export const CHOICES: boolean = true;
/**
 * Part "logic": branches, wordings that repeat what was said, a link behind the thank-you, and the bar
 * that shows how far three questions or more are.
 */
export const LOGIC: boolean = true;
/**
 * Part "rare": modal, inline, feedback tab, the page's own font; rules for scrolling, leaving and
 * attributes; leave to ask people with a proof.
 */
export const RARE: boolean = true;
/** Answers given elsewhere and a step to begin at: the hosted pages and the console's preview. */
export const ELSEWHERE: boolean = true;
