import { type GradedVisit, gradeVisits, standingOf } from "../../../domain/links/standing.ts";
import { canonicalJson } from "../../../domain/survey/canonical.ts";
import type { Context } from "../../context.ts";
import type { CollectRepository, LiveSurvey, PostedVote } from "../../db/repositories/collect.ts";
import type {
  Invitation,
  LinksRepository,
  StoredPost,
  VoteHistory,
} from "../../db/repositories/links.ts";
import { AppError } from "../../errors.ts";
import { acceptVote } from "../responses/record.ts";

export type StandDeps = { collect: CollectRepository; links: LinksRepository };

/** A post that has just come, before it is graded. */
export type NewPost = Omit<PostedVote, "grade" | "reason" | "score" | "rev"> & {
  /** undefined: the next one of its visit, unless it says what the last one said. */
  rev: number | undefined;
};

/** What became of a vote. */
export type Standing = {
  /** The vote that stands now; undefined when nothing that was said is known any more. */
  best: GradedVisit | undefined;
  /** The visit that posted, when one did and it was not a repeat. */
  mine: GradedVisit | undefined;
  stored: boolean;
};

/** Weighings that one request takes while other pages of the invitation post. */
const TRIES = 40;

/**
 * Weighs all that was posted for an invitation and keeps the vote that stands: the same rules at each
 * post and when a probable vote has waited long enough. Two at once are weighed one after the other,
 * so none is overlooked.
 * @throws AppError as acceptResponse
 */
export async function stand(
  ctx: Context,
  deps: StandDeps,
  invitation: Invitation,
  survey: LiveSurvey,
  post?: NewPost,
): Promise<Standing> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const history = await deps.links.history(invitation.workspace, invitation.id);
    const fresh = post && freshOf(history, post);
    const graded = gradeVisits(
      fresh ? [...history.posts, { ...fresh, at: ctx.now }] : history.posts,
      history.seen,
      invitation.sentAt,
    );
    const best = standingOf(graded);
    const mine = fresh && graded.find(({ visit }) => visit === fresh.visit);
    const said = best && (mine === best ? fresh : answersOf(history, best));
    if (!best || !said || (post && !fresh)) return { best, mine, stored: false };
    const offer = {
      survey,
      submission: invitation.id,
      rev: 0,
      answers: said.answers,
      complete: said.complete,
      channel: "email" as const,
      version: survey.version,
      language: said.evidence.language ?? invitation.language ?? undefined,
      device: said.evidence.device,
      person: invitation.person
        ? { id: invitation.person, proven: true, email: invitation.email ?? undefined }
        : undefined,
      attributes: invitation.attributes,
      test: invitation.test,
      vote: { ...best, pending: best.grade === "probable" && ctx.now < best.countsAt },
    };
    const window = { until: invitation.expiresAt, posts: history.count };
    const { taken, stored } = await acceptVote(
      ctx,
      deps,
      offer,
      window,
      fresh && mine && { ...fresh, grade: mine.grade, reason: mine.reason },
    );
    if (taken) return { best, mine, stored };
  }
  throw new AppError("unavailable");
}

/** The post with its revision; undefined for a repeat, and for what a later one of its visit has overtaken. */
function freshOf({ posts }: VoteHistory, post: NewPost): (NewPost & { rev: number }) | undefined {
  const own = posts.filter(({ visit }) => visit === post.visit);
  const last = own.reduce((newest, { rev }) => Math.max(newest, rev), -1);
  if (post.rev !== undefined) return post.rev > last ? { ...post, rev: post.rev } : undefined;
  const said = own.find(({ rev }) => rev === last)?.answers;
  const same = said && canonicalJson(said) === canonicalJson(post.answers);
  return same ? undefined : { ...post, rev: last + 1 };
}

function answersOf({ posts }: VoteHistory, { visit, rev }: GradedVisit) {
  const post = posts.find((one) => one.visit === visit && one.rev === rev);
  return post?.answers ? (post as StoredPost & { answers: object }) : undefined;
}
