import { describe, expect, it } from "vitest";
import { plainWords, withWords, wordsIn } from "../../../../admin/screens/build/words.ts";
import { definition } from "../../support.ts";

describe("words in several languages", () => {
  it("edits one language and leaves the others", () => {
    expect(withWords("Hello", "en", "en", "Hi")).toBe("Hi");
    expect(withWords("Hello", "de", "en", "Hallo")).toEqual({ en: "Hello", de: "Hallo" });
    expect(withWords({ en: "Hello", de: "Hallo" }, "de", "en", "")).toEqual({ en: "Hello" });
    expect(withWords({ en: "Hello", de: "Hallo" }, "en", "en", "")).toEqual({
      en: "",
      de: "Hallo",
    });
  });

  it("shows no words of another language as if they were this one's", () => {
    expect(wordsIn("Hello", "de", "en")).toBe("");
    expect(wordsIn({ en: "Hello", de: "Hallo" }, "de", "en")).toBe("Hallo");
  });

  it("names the answer that is filled in", () => {
    expect(plainWords("You gave {{q1}}.", definition().questions)).toBe("You gave [answer 1].");
  });
});
