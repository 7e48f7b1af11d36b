/** Emoji and emoticons by what they say, and how strongly. */
const strongGood =
  /[\u{1F60D}\u{1F970}\u{1F929}\u{1F973}\u{1F618}\u{1F44F}\u{1F64C}\u{1F389}\u{1F4AF}\u{1F495}-\u{1F49D}\u{1F49E}\u{1F49F}\u{1F3C6}]|\u{2764}|<3+/gu;
const good =
  /[\u{1F600}-\u{1F60C}\u{1F60E}\u{1F617}\u{1F619}\u{1F61A}\u{1F61B}-\u{1F61D}\u{1F642}\u{1F643}\u{1F917}\u{1F44C}\u{1F44D}\u{1F64F}\u{1F4AA}\u{1F31F}\u{2B50}\u{2728}\u{2705}\u{263A}\u{1F38A}\u{1F382}\u{1F381}\u{1F339}\u{1F338}\u{1F33A}\u{1F49A}\u{1F499}\u{1F49B}\u{1F9E1}\u{1F90D}\u{1F90E}\u{1F5A4}\u{2600}\u{1F31E}\u{1F308}\u{1F37B}\u{1F942}\u{1F483}\u{1F57A}\u{270C}\u{1F91D}\u{1F924}\u{1F60B}]|(?<![\w])[:;=8xX][-o'^]?[)D\]pP*]+(?!\w)|\^_*\^|(?<!\w)[xX]D+\b|\(:|\\o\//gu;
const strongBad =
  /[\u{1F4A9}\u{1F92C}\u{1F92E}\u{1F922}\u{1F621}\u{1F620}\u{1F44E}\u{1F624}\u{1F494}\u{1F595}]/gu;
const bad =
  /[\u{1F610}-\u{1F616}\u{1F61E}\u{1F61F}\u{1F622}\u{1F623}\u{1F625}-\u{1F62B}\u{1F62D}\u{1F62F}-\u{1F631}\u{1F633}\u{1F635}\u{1F637}\u{1F641}\u{1F644}\u{1F912}\u{1F915}\u{1F914}\u{2639}\u{1F926}\u{1F937}\u{274C}\u{1F6AB}\u{26A0}\u{1F480}\u{1F61A}]|(?<![\w])[:=8][-o'^]?[([{/\\|<]+(?![\w/])|:'\(|(?<!\w)[dD]:(?!\w)|-_+-|>:\(|\)\s?:(?!\w)/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Nothing of it is a letter, a digit or plain punctuation; most texts have none and skip the rest. */
const any = /[<>^_\\:;=*|]|\p{Extended_Pictographic}|[xX]D/u;

/** How many good and bad signs a text has; a strong one counts twice. */
export const signsOf = (text: string): { readonly good: number; readonly bad: number } => {
  if (!any.test(text)) return { good: 0, bad: 0 };
  return {
    good: count(text, good) + 2 * count(text, strongGood),
    bad: count(text, bad) + 2 * count(text, strongBad),
  };
};
