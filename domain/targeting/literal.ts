/** Text as the source of a regular expression (without the flags u and v) that matches just it. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
