import type { Mailing } from "../../../domain/wire/mail.ts";
import type { Send } from "../../../domain/wire/sends.ts";
import { count, plural, spelled } from "../../words/format.ts";

/** Something that waits for a person: a sentence, where it is done, and the word on that link. */
export type Need = { text: string; to: string; action: string };

/** What needs somebody before mail goes on as planned, the most urgent first. */
export function needsOf(mailing: Mailing | undefined, sends: readonly Send[]): Need[] {
  const needs: Need[] = [];
  const settings = "/app/settings/mail";
  if (mailing && mailing.settings === null) {
    needs.push({
      text: "No sender is set, so nothing can be started.",
      to: settings,
      action: "Set the sender",
    });
  }
  if (mailing && mailing.kind === "none") {
    needs.push({
      text: "This installation has no way to hand mail over.",
      to: settings,
      action: "See what is missing",
    });
  }
  for (const send of sends) {
    const { unknown = 0, failed = 0, bounced = 0, accepted = 0 } = send.counts;
    const to = `/app/sends/${send.id}`;
    if (unknown > 0) {
      needs.push({
        text: `${send.name}: of ${plural(unknown, "mail")} it is not known whether ${unknown === 1 ? "it" : "they"} went out.`,
        to,
        action: "Decide",
      });
    }
    if (failed > 0 && (send.state === "live" || send.state === "paused")) {
      needs.push({
        text: `${send.name}: the mailer refused ${plural(failed, "mail")}.`,
        to,
        action: "See why",
      });
    }
    // Mail hosts begin to distrust a sender at about this share.
    if (bounced >= 5 && bounced / (accepted + bounced) > 0.05) {
      needs.push({
        text: `${send.name}: ${count(bounced)} of ${count(accepted + bounced)} mails came back.`,
        to,
        action: "Look",
      });
    }
  }
  return needs;
}

/**
 * The first line: what goes out today.
 * @param today mails still to come today; undefined while that is not known
 */
export function sendsHeadline(
  sends: readonly Send[],
  today: number | undefined,
  mailing: Mailing | undefined,
): { title: string; lede: string } {
  const live = sends.filter(({ state }) => state === "live");
  const paused = sends.filter(({ state }) => state === "paused").length;
  const { cap, sent } = mailing?.today ?? { cap: null, sent: 0 };
  const title =
    live.length === 0
      ? "No mail goes out"
      : today === undefined
        ? `${spelled(live.length)} ${live.length === 1 ? "send is" : "sends are"} live`
        : today === 0
          ? `Nothing${sent > 0 ? " more" : ""} goes out today`
          : `About ${plural(today, `${sent > 0 ? "more " : ""}mail`)} ${today === 1 ? "goes" : "go"} out today`;
  const lede = [
    sent > 0 && `${plural(sent, "mail")} went out today.`,
    cap !== null && `At most ${count(cap)} a day go out.`,
    live.length > 0 &&
      today !== undefined &&
      `${spelled(live.length)} ${live.length === 1 ? "send is" : "sends are"} live${paused > 0 ? `, ${count(paused)} paused` : ""}.`,
  ];
  return { title, lede: lede.filter(Boolean).join(" ") };
}
