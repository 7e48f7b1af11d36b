import { mayGetMail } from "../../../domain/people/segment.ts";
import type { Person } from "../../../domain/wire/people.ts";
import { useHref } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { ago } from "../../words/dates.ts";
import { attributeName, languageName } from "../../words/names.ts";
import { CONSENTS, SUBSCRIPTIONS, isName, nameOf, valueWords } from "./words.ts";

export const personPath = (person: string): string => `/app/people/${encodeURIComponent(person)}`;

/** People a row each; on a phone a card each. */
export function Table({ people }: { people: readonly Person[] }) {
  const href = useHref();
  const { zone, attributes } = me.value.workspace;
  const now = Date.now();
  const shown = columnsFor(people, attributes);
  return (
    <table class="people-list cards">
      <caption class="sr">People</caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Address</th>
          {shown.map((name) => (
            <th key={name} scope="col">
              {attributeName(name)}
            </th>
          ))}
          <th scope="col">Language</th>
          <th scope="col">Subscription</th>
          <th scope="col">Consent</th>
          <th scope="col" class="num">
            Updated
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => {
          const name = nameOf(one);
          return (
            <tr key={one.person}>
              <th scope="row">
                <a href={href(personPath(one.person))}>{name ?? one.person}</a>
                {name && name !== one.person && <small>{one.person}</small>}
              </th>
              <td class="address">{one.email ?? <span class="quiet">None</span>}</td>
              {shown.map((key) => (
                <td key={key} class="fact" data-label={attributeName(key)}>
                  {one.attributes[key] === undefined ? "" : valueWords(one.attributes[key])}
                </td>
              ))}
              <td class="fact" data-label="Language">
                {one.language ? languageName(one.language) : ""}
              </td>
              <td class="mail">
                <span class={`status ${mark(one)}`}>{SUBSCRIPTIONS[one.subscription]}</span>
              </td>
              <td class="fact" data-label="Consent">
                {CONSENTS[one.consent]}
              </td>
              <td class="num when">{ago(one.updatedAt, zone, now)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const mark = (person: Person) =>
  mayGetMail(person)
    ? "live"
    : /bounced|complained/u.test(person.subscription)
      ? "failed"
      : "draft";

const MOST_COLUMNS = 3;

/** Attributes worth a column: those declared for breakdowns first, then what most people here have. */
function columnsFor(people: readonly Person[], declared: readonly string[]): string[] {
  const n = new Map<string, number>();
  for (const { attributes } of people)
    for (const name of Object.keys(attributes)) n.set(name, (n.get(name) ?? 0) + 1);
  const place = (name: string) => (declared.includes(name) ? declared.indexOf(name) : 99);
  return [...n.keys()]
    .filter((name) => !isName(name) && (n.get(name) ?? 0) * 4 >= people.length)
    .toSorted((a, b) => place(a) - place(b) || (n.get(b) ?? 0) - (n.get(a) ?? 0))
    .slice(0, MOST_COLUMNS);
}
