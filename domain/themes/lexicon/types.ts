/** A language's opinion words as its author writes them: grade -> words parted by white space. */
export type LexiconSource = {
  readonly positive: Readonly<Record<1 | 2 | 3, string>>;
  readonly negative: Readonly<Record<1 | 2 | 3, string>>;
  /** `a b=2|c d e=-1`: word runs with a value of their own. */
  readonly phrases: string;
  /** `a b|c d`: word runs whose words say nothing. */
  readonly neutralPhrases: string;
  readonly negators: string;
  readonly boosters: string;
  readonly dampeners: string;
  readonly contrast: string;
};
