import { sayIn } from "../../../domain/survey/ask.ts";
import { type Change, changesBetween, optionsOf } from "../../../domain/survey/changes.ts";
import { AGAIN } from "../../../domain/targeting/rests.ts";
import type {
  Branch,
  Definition,
  Question,
  Targeting,
  Words,
} from "../../../domain/wire/survey.ts";
import { kindName, languageName } from "../../words/names.ts";
import { CORNERS, MODES } from "./look-words.ts";
import { DEVICES, againWords, attributeWords, scheduleWords, shareWords } from "./rule-words.ts";

/** One line of what publishing changes: where, what it was, what it becomes. */
export type DiffLine = { where: string; was?: string; is?: string };

/** What publishing a draft changes, in words a reader can check. @param zone in which times are told */
export function diffLines(before: Definition, after: Definition, zone: string): DiffLine[] {
  return changesBetween(before, after).flatMap((change) => linesOf(change, before, after, zone));
}

function linesOf(change: Change, before: Definition, after: Definition, zone: string): DiffLine[] {
  const old = before.questions.find(({ id }) => id === change.question);
  const now = after.questions.find(({ id }) => id === change.question);
  const place = (definition: Definition) =>
    `Question ${definition.questions.findIndex(({ id }) => id === change.question) + 1}`;
  switch (change.what) {
    case "added":
      return now
        ? [{ where: `${place(after)}, new`, is: `${own(now.text, after)} (${kindName(now)})` }]
        : [];
    case "removed":
      return old ? [{ where: `${place(before)}, removed`, was: own(old.text, before) }] : [];
    case "reworded":
    case "changed":
      return old && now ? questionLines(place(after), old, now, before, after) : [];
    case "reordered":
      return [
        {
          where: "Order",
          is: after.questions.map((question) => own(question.text, after)).join(" → "),
        },
      ];
    case "language":
      return [
        { where: "Language", was: languageName(before.language), is: languageName(after.language) },
      ];
    case "thanks":
      return orTranslations(
        "Thank you",
        pairs("Thank you", thanksFacts(before), thanksFacts(after)),
      );
    case "look":
      return orTranslations("Look", pairs("Look", lookFacts(before), lookFacts(after)));
    case "targeting":
      return pairs(
        "Where and when",
        targetingFacts(before.targeting, zone),
        targetingFacts(after.targeting, zone),
      );
  }
}

/** Where no fact is another in the survey's own language, words in another one are. */
function orTranslations(place: string, lines: DiffLine[]): DiffLine[] {
  return lines.length > 0
    ? lines
    : [{ where: `${place}, translations`, is: "Words in another language changed" }];
}

const own = (words: Words | undefined, { language }: Definition) =>
  words === undefined ? "" : sayIn(words, language, language);

type Facts = readonly (readonly [name: string, value: string])[];

function questionLines(
  place: string,
  old: Question,
  now: Question,
  before: Definition,
  after: Definition,
): DiffLine[] {
  return orTranslations(place, pairs(place, questionFacts(old, before), questionFacts(now, after)));
}

function questionFacts(question: Question, definition: Definition): Facts {
  const more: [string, string][] = optionsOf(question).map((option) => [
    `answer ${option.id}`,
    own(option.text, definition),
  ]);
  if (question.kind === "score") {
    more.push(["scale", kindName(question)], ["style", question.style]);
    more.push(
      ["low end", own(question.low, definition)],
      ["high end", own(question.high, definition)],
    );
    question.labels?.forEach((label, i) =>
      more.push([`word under ${question.min + i}`, own(label, definition)]),
    );
  }
  if (question.kind === "message") more.push(["link", linkWords(question.link, definition)]);
  if (question.kind === "text") {
    more.push(
      ["length", question.long ? "long" : "short"],
      ["text inside the field", own(question.placeholder, definition)],
    );
  }
  return [
    ["wording", own(question.text, definition)],
    ["required", question.required ? "yes" : "no"],
    ["rules", (question.branches ?? []).map((rule) => ruleWords(rule, definition)).join("; ")],
    ...more,
  ];
}

/** A rule as a sentence: "0 to 6: What went wrong?". */
export function ruleWords(rule: Branch, definition: Definition): string {
  const target = definition.questions.find(({ id }) => id === rule.go);
  const go =
    rule.go === "end" ? "thank you" : target ? own(target.text, definition) : "a missing question";
  if (rule.any) {
    const words = definition.questions
      .flatMap(optionsOf)
      .filter(({ id }) => rule.any?.includes(id));
    return `${words.map(({ text }) => own(text, definition)).join(" or ")}: ${go}`;
  }
  if (rule.from === undefined && rule.to === undefined) return `then: ${go}`;
  return `${rule.from ?? "lowest"} to ${rule.to ?? "highest"}: ${go}`;
}

const linkWords = (link: Definition["thanks"]["link"], definition: Definition) =>
  link ? `${own(link.text, definition)}, ${link.url}` : "";

const thanksFacts = (definition: Definition): Facts => [
  ["title", own(definition.thanks.title, definition)],
  ["text", own(definition.thanks.text, definition)],
  ["link", linkWords(definition.thanks.link, definition)],
];

const lookFacts = (definition: Definition): Facts => {
  const { accent, surface, mode, corner, scheme, radius, font, tab } = definition.look;
  return [
    ["colour", accent],
    ["background", surface ?? "as the page"],
    ["mode", MODES[mode].name],
    ["corner", CORNERS[corner]],
    ["scheme", scheme],
    ["roundness", `${radius} px`],
    ["font", font === "page" ? "the page’s" : "the system’s"],
    ["word on the tab", own(tab, definition)],
  ];
};

const targetingFacts = (targeting: Targeting, zone: string): Facts => {
  const { urls, except = [], delay, sample, devices, event, scroll, exit } = targeting;
  const { languages = [], attributes = [], askWithoutMemory } = targeting;
  return [
    ["pages", urls.join(", ") || "every page"],
    ["pages left out", except.join(", ")],
    ["delay", `${delay / 1000} s`],
    ["event", event ?? ""],
    ["scrolled through", scroll === undefined ? "" : `${scroll} %`],
    ["when the pointer leaves", exit ? "yes" : ""],
    ["share of visitors", shareWords(sample)],
    ["devices", devices.map((device) => DEVICES[device]).join(", ") || "all"],
    ["languages", languages.map(languageName).join(", ") || "all"],
    ["attributes", attributes.map(attributeWords).join("; ")],
    ["schedule", scheduleWords(targeting, zone) || "always"],
    ["how soon again", againWords(targeting.again ?? AGAIN)],
    ["asks without memory", askWithoutMemory ? "yes" : ""],
  ];
};

function pairs(place: string, before: Facts, after: Facts): DiffLine[] {
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [old, now] = [was.get(name) ?? "", is.get(name) ?? ""];
    if (old === now) return [];
    return [{ where: `${place}, ${name}`, ...(old && { was: old }), ...(now && { is: now }) }];
  });
}
