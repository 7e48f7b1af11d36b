import type { AttributeType } from "../../../../domain/wire/people.ts";
import { isAttribute } from "../../build/placeholders.ts";
import { type Form, booleanOf, dateForm, numberForm, subscriptionOf, typeOf } from "./values.ts";

export type Target =
  | "person"
  | "email"
  | "language"
  | "consent"
  | "subscription"
  | "attribute"
  | "skip";

/** What becomes of one column. */
export type Column = {
  /** As the file names it; "Column 3" where it has no names. */
  head: string;
  /** Its first values that are not empty. */
  samples: string[];
  target: Target;
  /** Of the attribute. */
  name: string;
  type: AttributeType;
  form: Form;
};

/** Columns that an error file adds to those of the original. */
export const ERROR_COLUMNS = ["Row in the file", "Column with a problem", "Problem"] as const;
/** Attributes that one person may have. */
const MOST = 40;

const NAMES: readonly (readonly [Exclude<Target, "attribute">, RegExp])[] = [
  [
    "person",
    /^(?:id|uuid|guid|(?:external|person|people|user|customer|client|contact|member|subscriber|kunden|personen)_?(?:id|no|nr|number|nummer)|kundennummer|customer_key)$/u,
  ],
  [
    "email",
    /^(?:e_?mail|mail|e_?mail_?(?:address|adresse|id|1)|mail_?adresse|courriel|correo(?:_electronico)?)$/u,
  ],
  [
    "language",
    /^(?:language|lang|locale|sprache|langue|idioma|preferred_language|language_code)$/u,
  ],
  [
    "consent",
    /^(?:consent|gdpr|gdpr_consent|marketing_consent|opt_?in|permission|einwilligung|consentement)$/u,
  ],
  [
    "subscription",
    /^(?:subscribed|subscription|subscription_status|email_subscribed|is_subscribed)$/u,
  ],
];
const REVERSED =
  /^(?:unsubscribed?|opt(?:ed)?_?out|has_opted_out(?:_of_email)?|do_not_(?:e?mail|contact)|suppressed)$/u;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

/** A header as an attribute can be named: "Sign-up month" as "sign_up_month". */
export function attributeNameOf(head: string): string {
  const plain = head
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/([a-z0-9])([A-Z])/gu, "$1_$2")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]+/gu, "_")
    .replaceAll(/^_+|_+$/gu, "");
  const named = /^[a-z]/u.test(plain) ? plain : plain === "" ? "column" : `a_${plain}`;
  const name = named.slice(0, 40).replaceAll(/_+$/gu, "");
  // A name like q1 is taken by questions.
  return isAttribute(name) ? name : `${name.slice(0, 35)}_attr`;
}

/** Whether the first row looks like names and not like a person. */
export function hasHeader(first: readonly string[]): boolean {
  return !first.some(
    (cell) => ADDRESS.test(cell) || (cell !== "" && Number.isFinite(Number(cell))),
  );
}

/**
 * What each column is likely to be, by its name and values.
 * @param known types of attributes that people of this workspace have
 */
export function guessColumns(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  known: Readonly<Record<string, AttributeType>> = {},
): Column[] {
  const taken = new Set<Target>();
  const names = new Set<string>();
  const samplesOf = (i: number) => rows.map((cells) => cells[i] ?? "").filter(Boolean);
  const columns = heads.map((head, i): Column => {
    const values = samplesOf(i);
    const key = attributeNameOf(head);
    const base = {
      head,
      samples: values.slice(0, 3),
      name: key,
      type: "text",
      form: "plain",
    } as const;
    if (values.length === 0 || (ERROR_COLUMNS as readonly string[]).includes(head))
      return { ...base, target: "skip" };
    const target = roleOf(key, values);
    if (target !== "attribute" && !taken.has(target)) {
      taken.add(target);
      return { ...base, target, form: REVERSED.test(key) ? "reversed" : "plain" };
    }
    const type = known[key] ?? typeOf(values);
    return { ...base, target: "attribute", type, form: formOf(type, values) };
  });
  // Without a column that is called an address, one that is full of them is it.
  const address = columns.find(
    ({ target }, i) => target === "attribute" && samplesOf(i).every((one) => ADDRESS.test(one)),
  );
  if (!taken.has("email") && address) Object.assign(address, { target: "email", type: "text" });
  let left = MOST;
  for (const column of columns) {
    if (column.target !== "attribute") continue;
    column.name = unused(column.name, names);
    if (left-- <= 0) column.target = "skip";
  }
  return columns;
}

function roleOf(key: string, values: readonly string[]): Target {
  if (REVERSED.test(key)) return "subscription";
  const named = NAMES.find(([, names]) => names.test(key))?.[0];
  if (named) return named;
  const says = values.every(
    (value) => subscriptionOf(value, "plain") && booleanOf(value) === undefined,
  );
  return key === "status" && says ? "subscription" : "attribute";
}

/** How values of a type are written in a column. */
export function formOf(type: AttributeType, values: readonly string[]): Form {
  return type === "number" ? numberForm(values) : type === "date" ? dateForm(values) : "plain";
}

function unused(name: string, names: Set<string>): string {
  let free = name;
  for (let n = 2; names.has(free); n++) free = `${name.slice(0, 36)}_${n}`;
  names.add(free);
  return free;
}

/** Ways to write the values of a column that one can choose from; undefined where there is one. */
export function formsOf({
  target,
  type,
  samples,
}: Column): readonly (readonly [Form, string])[] | undefined {
  if (target === "subscription" && samples.some((one) => booleanOf(one) !== undefined))
    return [
      ["plain", "Yes: may get mail"],
      ["reversed", "Yes: gets no mail"],
    ];
  if (target !== "attribute") return undefined;
  if (type === "number" && samples.some((one) => /[.,]/u.test(one)))
    return [
      ["plain", "1,234.5"],
      ["comma", "1.234,5"],
    ];
  if (type === "date" && dateForm(samples) !== "plain")
    return [
      ["day-first", "Day, month, year"],
      ["month-first", "Month, day, year"],
    ];
  return undefined;
}

/** What keeps a mapping from being used, as a sentence; undefined when nothing does. */
export function mappingProblem(columns: readonly Column[]): string | undefined {
  const of = (target: Target) => columns.filter((column) => column.target === target);
  if (of("person").length + of("email").length === 0)
    return "Choose the column that holds the id or the e-mail address of each person.";
  for (const [target, words] of Object.entries(TARGETS)) {
    if (target !== "attribute" && target !== "skip" && of(target as Target).length > 1)
      return `Two columns cannot both be “${words}”.`;
  }
  const attributes = of("attribute");
  const bad = attributes.find(({ name }) => !isAttribute(name));
  if (bad)
    return `The attribute of “${bad.head}” needs a name of small letters, digits and _, beginning with a letter.`;
  const twice = attributes.find(
    ({ name }, i) => attributes.findIndex((one) => one.name === name) < i,
  );
  if (twice) return `Two columns cannot both be the attribute “${twice.name}”.`;
  if (attributes.length > MOST) return `At most ${MOST} attributes. Leave some columns out.`;
  return undefined;
}

/** Targets in words, in the order in which they are offered. */
export const TARGETS: Record<Target, string> = {
  person: "Person id",
  email: "E-mail address",
  language: "Language",
  consent: "Consent",
  subscription: "Subscription",
  attribute: "Attribute",
  skip: "Leave out",
};

export const TYPES: Record<AttributeType, string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
  date: "Date",
};
