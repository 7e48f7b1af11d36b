import { Hono } from "hono";
import * as wire from "../../domain/wire/people.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { changePerson } from "../services/people/change.ts";
import { getPerson } from "../services/people/get.ts";
import { listAttributes } from "../services/people/list-attributes.ts";
import { listPeople } from "../services/people/list.ts";
import { savePeople } from "../services/people/save.ts";

export const people = new Hono<AppEnv>();

/** 500 people with all that they may be described by. */
const MAX_BODY = 1024 * 1024;

endpoint(
  people,
  "GET /api/v1/people",
  {
    summary:
      "People in order of id: all, of a segment, or whose id or address begins like `q`; a page may be empty and have a next one",
    query: wire.PeopleQuery,
    reply: wire.People,
  },
  ({ ctx, deps, query }) => listPeople(ctx, deps, query),
);

endpoint(
  people,
  "GET /api/v1/people/attributes",
  { summary: "What people are described by", reply: wire.PeopleAttributes },
  ({ ctx, deps }) => listAttributes(ctx, deps),
);

endpoint(
  people,
  "POST /api/v1/people",
  {
    summary: "Make and update up to 500 people; safe to repeat. Rows that are wrong are told",
    body: wire.SavePeople,
    reply: wire.SavedPeople,
    maxBody: MAX_BODY,
  },
  ({ ctx, deps, body }) => savePeople(ctx, deps, body.items, body.source ?? "api"),
);

endpoint(
  people,
  "GET /api/v1/people/:id",
  { summary: "One person with all that happened", reply: wire.PersonDetail },
  ({ ctx, deps, param }) => getPerson(ctx, deps, param("id")),
);

endpoint(
  people,
  "PATCH /api/v1/people/:id",
  {
    summary: "Change a person; `subscribed` undoes what an import or a bounce said of the address",
    body: wire.ChangePerson,
    reply: wire.Person,
  },
  ({ ctx, deps, param, body }) => changePerson(ctx, deps, param("id"), body),
);
