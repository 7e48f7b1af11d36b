import { expect, it } from "vitest";
import { nestByName } from "../../../domain/themes/combine.ts";
import type { Topic } from "../../../domain/themes/topics.ts";

const topic = (label: string, texts: number): Topic => ({
  label,
  terms: [],
  docs: Array.from({ length: texts }, (_, i) => i),
  members: [],
  parent: null,
  cohesion: 0,
  part: false,
});

/** Names are alike when they end in the same word. */
const alike = (a: string, b: string) => Number(a.split(" ").at(-1) === b.split(" ").at(-1));

it("puts a kind of a thing under the thing, and nothing under what is hardly larger", () => {
  const [food, fresh, fast, price] = [
    topic("food", 60),
    topic("fresh food", 20),
    topic("fast food", 50),
    topic("price", 30),
  ];
  nestByName([food, fresh, fast, price], alike);
  expect([food, fresh, fast, price].map(({ parent }) => parent?.label ?? null)).toEqual([
    null,
    "food",
    null,
    null,
  ]);
});

it("keeps two levels: what has parts stays at the top", () => {
  const [food, fresh, salad] = [topic("food", 90), topic("fresh food", 40), topic("salad", 10)];
  salad.parent = fresh;
  nestByName([food, fresh, salad], alike);
  expect(fresh.parent).toBeNull();
  expect(salad.parent).toBe(fresh);
});

it("prefers the name to the company: great location is location, whoever else is spoken of", () => {
  const [location, rooms, great] = [
    topic("location", 90),
    topic("rooms", 160),
    topic("great location", 20),
  ];
  great.parent = rooms;
  nestByName([location, rooms, great], alike);
  expect(great.parent).toBe(location);
});
