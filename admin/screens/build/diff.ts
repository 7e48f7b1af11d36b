import { sayIn } from "../../../domain/survey/ask.ts";
import { type Change, changesBetween, optionsOf } from "../../../domain/survey/changes.ts";
import type { Branch, Definition, Question, Words } from "../../../domain/wire/survey.ts";
import { percent } from "../../words/format.ts";
import { kindName, languageName } from "../../words/names.ts";

/** One line of what publishing changes: where, what it was, what it becomes. */
export type DiffLine = { where: string; was?: string; is?: string };

/** What publishing a draft changes, in words a reader can check. */
export function diffLines(before: Definition, after: Definition): DiffLine[] {
  return changesBetween(before, after).flatMap((change) => linesOf(change, before, after));
}

function linesOf(change: Change, before: Definition, after: Definition): DiffLine[] {
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
      return pairs("Thank you", thanksFacts(before), thanksFacts(after));
    case "look":
      return pairs("Look", lookFacts(before), lookFacts(after));
    case "targeting":
      return pairs("Where and when", targetingFacts(before), targetingFacts(after));
  }
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
  const lines = pairs(place, questionFacts(old, before), questionFacts(now, after));
  return lines.length > 0
    ? lines
    : [{ where: `${place}, translations`, is: "Words in another language changed" }];
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

const thanksFacts = (definition: Definition): Facts => [
  ["title", own(definition.thanks.title, definition)],
  ["text", own(definition.thanks.text, definition)],
  [
    "link",
    definition.thanks.link
      ? `${own(definition.thanks.link.text, definition)}, ${definition.thanks.link.url}`
      : "",
  ],
];

const CORNERS = { br: "bottom right", bl: "bottom left", tr: "top right", tl: "top left" };

const lookFacts = ({ look }: Definition): Facts => [
  ["colour", look.accent],
  ["mode", look.mode],
  ["corner", CORNERS[look.corner]],
  ["scheme", look.scheme],
  ["roundness", `${look.radius} px`],
];

const targetingFacts = ({ targeting }: Definition): Facts => [
  ["pages", targeting.urls.join(", ") || "every page"],
  ["delay", `${targeting.delay / 1000} s`],
  ["share of visitors", percent(targeting.sample)],
  ["devices", targeting.devices.join(", ") || "all"],
  ["event", targeting.event ?? ""],
];

function pairs(place: string, before: Facts, after: Facts): DiffLine[] {
  const was = new Map(before);
  const is = new Map(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [old, now] = [was.get(name) ?? "", is.get(name) ?? ""];
    if (old === now) return [];
    return [{ where: `${place}, ${name}`, ...(old && { was: old }), ...(now && { is: now }) }];
  });
}
