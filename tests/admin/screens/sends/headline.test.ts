import { expect, it } from "vitest";
import { needsOf, sendsHeadline } from "../../../../admin/screens/sends/headline.ts";
import { mailing, send } from "./support.ts";

it("says what goes out today, beside what has and what may", () => {
  const live = [send(), send({ id: "s2", state: "paused" })];
  expect(sendsHeadline(live, 1, mailing())).toEqual({
    title: "About 1 mail goes out today",
    lede: "At most 500 a day go out. One send is live, 1 paused.",
  });
  const later = mailing({ today: { cap: null, sent: 12 } });
  expect(sendsHeadline(live, 40, later)).toEqual({
    title: "About 40 more mails go out today",
    lede: "12 mails went out today. One send is live, 1 paused.",
  });
  expect(sendsHeadline(live, 0, later).title).toBe("Nothing more goes out today");
  expect(sendsHeadline(live, 0, mailing()).title).toBe("Nothing goes out today");
  expect(sendsHeadline(live, undefined, mailing()).title).toBe("One send is live");
  expect(sendsHeadline([send({ state: "done" })], 0, mailing()).title).toBe("No mail goes out");
});

it("asks for nothing when all is well", () => {
  expect(needsOf(mailing(), [send({ counts: { accepted: 100, bounced: 4 } })])).toEqual([]);
  expect(needsOf(undefined, [])).toEqual([]);
});

it("asks for a sender, a mailer, a decision and a look", () => {
  const none = mailing({ settings: null, kind: "none" });
  expect(needsOf(none, []).map(({ to }) => to)).toEqual([
    "/app/settings/mail",
    "/app/settings/mail",
  ]);
  const one = send({ counts: { unknown: 1, failed: 2, accepted: 90, bounced: 10 } });
  expect(needsOf(mailing(), [one]).map(({ text }) => text)).toEqual([
    "Spring: of 1 mail it is not known whether it went out.",
    "Spring: the mailer refused 2 mails.",
    "Spring: 10 of 100 mails came back.",
  ]);
  // What is over and was refused needs nobody any more; what is unknown does.
  expect(needsOf(mailing(), [{ ...one, state: "done" }]).map(({ action }) => action)).toEqual([
    "Decide",
    "Look",
  ]);
});
