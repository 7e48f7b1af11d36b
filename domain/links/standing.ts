/** What is known of one post of a one-click page: what its visit told, and what the server saw of it. */
export type VoteEvidence = {
  /** A trusted pointer, key or touch event after load; or a plain form's button. */
  touched: boolean;
  /** The post holds an answer beyond the clicked score. */
  followUp: boolean;
  /** Milliseconds visible and focused, as the page says. */
  dwell: number;
  /** Milliseconds between the GET that made the visit and this post, by the server's clock. */
  elapsed: number;
  webdriver: boolean;
  /** Filled or pressed something that people cannot see. */
  trapped: boolean;
  /** Other links of the same mail that this browser has opened, and how many ms ago. */
  others: { slot: number; ago: number }[];
};
