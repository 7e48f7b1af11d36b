import * as v from "valibot";
import { Failure, Ok } from "../../domain/wire/common.ts";
import { DemoProgress, DemoRemoved } from "../../domain/wire/demo.ts";
import { Operations } from "../../domain/wire/operations.ts";
import {
  Moved,
  type MoveResponses,
  Response,
  Responses,
  type ResponsesQuery,
  Tray,
} from "../../domain/wire/responses.ts";
import { Scores } from "../../domain/wire/scores.ts";
import { type ChangeCounts, SiteHealth } from "../../domain/wire/site-health.ts";
import {
  type CreateSurvey,
  type MoveSurvey,
  Overview,
  type SaveSurvey,
  Survey,
  Surveys,
} from "../../domain/wire/surveys.ts";
import {
  type BreakdownQuery,
  Meaning,
  type MeaningQuery,
  Quotes,
  type QuotesQuery,
  Refit,
  RunStarted,
  ThemeBreakdown,
  type ThemeChange,
  ThemeChanges,
  ThemeDetail,
  type ThemeEdit,
  ThemePreview,
  ThemeRun,
  Themes,
  Unthemed,
  type UnthemedQuery,
} from "../../domain/wire/themes.ts";
import { Why, type WhyQuestion } from "../../domain/wire/why.ts";
import * as account from "../../domain/wire/workspace.ts";

/** A request that did not work: what the server said, and the id under which it is logged. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fields: Readonly<Record<string, string>>;

  /** @param status HTTP status, 0 when no answer came */
  constructor(
    status: number,
    code: string,
    message: string,
    more: { requestId?: string | undefined; fields?: Record<string, string> | undefined } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = more.requestId;
    this.fields = more.fields ?? {};
  }
}

export type Span = { from: string; to: string };
type Params = Readonly<Record<string, string | undefined>>;
type Input<T extends v.GenericSchema> = v.InferInput<T>;

let workspace: string | null = null;

/** Which of a member's workspaces the next requests are about; null: the first. */
export function setWorkspace(id: string | null): void {
  workspace = id;
}

/** `?a=1` of the parameters that have a value; nothing without any. */
export function search(params: Params): string {
  const known = Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return known.length > 0 ? `?${new URLSearchParams(known)}` : "";
}

async function send(method: string, path: string, body?: unknown): Promise<globalThis.Response> {
  const unsafe = method !== "GET";
  const reply = await fetch(path, {
    method,
    headers: {
      accept: "application/json",
      ...(unsafe && { "x-verbatim": "1" }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(workspace && { "x-verbatim-workspace": workspace }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(0, "offline", "The server cannot be reached.");
  });
  if (reply.ok) return reply;
  const told = v.safeParse(Failure, await reply.json().catch(() => null));
  if (!told.success)
    throw new ApiError(reply.status, "unknown", "The server answered in a way we do not know.");
  const { code, message, requestId, fields } = told.output.error;
  throw new ApiError(reply.status, code, message, { requestId, fields });
}

async function call<T extends v.GenericSchema>(
  schema: T,
  method: string,
  path: string,
  body?: unknown,
): Promise<v.InferOutput<T>> {
  const reply = await send(method, path, body);
  const parsed = v.safeParse(schema, await reply.json().catch(() => undefined));
  if (parsed.success) return parsed.output;
  throw new ApiError(
    reply.status,
    "unknown_reply",
    "This page is older or newer than the server. Reload it.",
    {
      requestId: reply.headers.get("x-request-id") ?? undefined,
    },
  );
}

// Screens that load by themselves keep their calls beside them: see sends.ts.
const at = (path: string, params: Params = {}) => `/api/v1${path}${search(params)}`;
export const get = <T extends v.GenericSchema>(schema: T, path: string, params?: Params) =>
  call(schema, "GET", at(path, params));
export const post = <T extends v.GenericSchema>(
  schema: T,
  path: string,
  body: unknown = {},
  params?: Params,
) => call(schema, "POST", at(path, params), body);
export const patch = <T extends v.GenericSchema>(schema: T, path: string, body: unknown) =>
  call(schema, "PATCH", at(path), body);
export const put = <T extends v.GenericSchema>(schema: T, path: string, body: unknown) =>
  call(schema, "PUT", at(path), body);
export const remove = <T extends v.GenericSchema>(schema: T, path: string, body?: unknown) =>
  call(schema, "DELETE", at(path), body);

/** As the API takes them; an address of the console holds one attribute at a time. */
export type ResponseFilters = Omit<Input<typeof ResponsesQuery>, "attr"> & {
  attr?: string | undefined;
};
export type ScoresFilters = Partial<Span> & {
  by?: string | undefined;
  question?: string | undefined;
  channel?: string | undefined;
};

/** Everything the console asks of the server. Each call rejects with an ApiError. */
export const api = {
  signIn: (email: string) =>
    call(v.object({ ok: v.boolean() }), "POST", "/auth/sign-in", { email }),
  signOut: () => send("POST", "/auth/sign-out").then(() => undefined),

  me: () => get(account.Me, "/me"),
  createWorkspace: (name: string) => post(account.Workspace, "/workspaces", { name }),
  saveWorkspace: (body: Input<typeof account.SaveWorkspace>) =>
    patch(account.Workspace, "/workspace", body),

  overview: (span: Span) => get(Overview, "/overview", span),
  surveys: (archived = false) => get(Surveys, "/surveys", archived ? { archived: "1" } : {}),
  survey: (id: string) => get(Survey, `/surveys/${id}`),
  createSurvey: (body: Input<typeof CreateSurvey>) => post(Survey, "/surveys", body),
  saveSurvey: (id: string, body: Input<typeof SaveSurvey>) => patch(Survey, `/surveys/${id}`, body),
  publishSurvey: (id: string) => post(Survey, `/surveys/${id}/publish`),
  moveSurvey: (id: string, to: Input<typeof MoveSurvey>["to"]) =>
    post(Survey, `/surveys/${id}/move`, { to }),
  duplicateSurvey: (id: string) => post(Survey, `/surveys/${id}/duplicate`),
  archiveSurvey: (id: string, archived: boolean) =>
    post(Survey, `/surveys/${id}/archive`, { archived }),

  scores: (id: string, filters: ScoresFilters) => get(Scores, `/surveys/${id}/scores`, filters),
  responses: (id: string, filters: ResponseFilters) =>
    get(Responses, `/surveys/${id}/responses`, filters),
  responsesCsv: (id: string, filters: ResponseFilters) =>
    send("GET", at(`/surveys/${id}/responses.csv`, filters)).then((reply) => reply.blob()),
  response: (id: string) => get(Response, `/responses/${id}`),
  tray: (id: string) => get(Tray, `/surveys/${id}/tray`),
  moveResponses: (id: string, order: Input<typeof MoveResponses>) =>
    post(Moved, `/surveys/${id}/responses/move`, order),
  undoMove: (id: string, move: string) =>
    post(Moved, `/surveys/${id}/responses/undo`, { call: move }),

  themes: (survey: string, span: Span) => get(Themes, `/surveys/${survey}/themes`, span),
  theme: (id: string, survey: string, span: Span) =>
    get(ThemeDetail, `/themes/${id}`, { survey, ...span }),
  editTheme: (id: string, survey: string, span: Span, edit: Input<typeof ThemeEdit>) =>
    post(ThemeDetail, `/themes/${id}/edits`, edit, { survey, ...span }),
  themePreview: (id: string, survey: string, change: Input<typeof ThemeChange>) =>
    post(ThemePreview, `/themes/${id}/preview`, change, { survey }),
  themeQuotes: (id: string, query: Input<typeof QuotesQuery>) =>
    get(Quotes, `/themes/${id}/quotes`, query),
  themeBreakdown: (id: string, query: Input<typeof BreakdownQuery>) =>
    get(ThemeBreakdown, `/themes/${id}/breakdown`, query),
  themeChanges: (survey: string, days = 7) =>
    get(ThemeChanges, `/surveys/${survey}/themes/changes`, { days: String(days) }),
  unthemed: (survey: string, query: Input<typeof UnthemedQuery>) =>
    get(Unthemed, `/surveys/${survey}/unthemed`, query),
  meaning: (survey: string, query: Input<typeof MeaningQuery>) =>
    get(Meaning, `/surveys/${survey}/meaning`, query),
  startRefit: (survey: string) => post(Refit, `/surveys/${survey}/refits`),
  refit: (id: string) => get(Refit, `/theme-refits/${id}`),
  decideRefit: (id: string, accept: boolean) => post(Refit, `/theme-refits/${id}`, { accept }),
  startRun: (survey: string) => post(RunStarted, "/theme-runs", { survey }),
  run: (id: string) => get(ThemeRun, `/theme-runs/${id}`),

  sites: () => get(account.Sites, "/sites"),
  site: (id: string) => get(SiteHealth, `/sites/${id}`),
  addProofKey: (id: string) => post(account.ProofKey, `/sites/${id}/proof-keys`),
  removeProofKey: (id: string, kid: string) => post(Ok, `/sites/${id}/proof-keys/remove`, { kid }),
  changeCounts: (id: string, by: Input<typeof ChangeCounts>) => post(Ok, `/sites/${id}/counts`, by),
  why: (id: string, question: Input<typeof WhyQuestion>) => post(Why, `/sites/${id}/why`, question),
  createSite: (body: Input<typeof account.CreateSite>) => post(account.Site, "/sites", body),
  saveSite: (id: string, body: Input<typeof account.SaveSite>) =>
    patch(account.Site, `/sites/${id}`, body),
  keys: () => get(account.ApiKeys, "/keys"),
  createKey: (body: Input<typeof account.CreateApiKey>) =>
    post(account.CreatedApiKey, "/keys", body),
  revokeKey: (id: string) => remove(v.unknown(), `/keys/${id}`),
  operations: () => get(Operations, "/operations"),
  members: () => get(account.Members, "/members"),
  invite: (body: Input<typeof account.InviteMember>) => post(account.Invited, "/members", body),
  saveMember: (id: string, body: Input<typeof account.SaveMember>) =>
    patch(account.Member, `/members/${id}`, body),
  removeMember: (id: string) => remove(Ok, `/members/${id}`),
  removeInvite: (id: string) => remove(Ok, `/invites/${id}`),

  loadDemo: (cursor?: string) =>
    post(DemoProgress, "/demo", cursor === undefined ? {} : { cursor }),
  removeDemo: () => remove(DemoRemoved, "/demo"),
};
