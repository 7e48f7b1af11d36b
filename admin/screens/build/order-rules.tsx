import { ArrowDown, ArrowUp } from "lucide";
import { Button } from "../../components/button.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useSurveys } from "../../state/surveys.ts";
import { SURVEY_STATES } from "../../words/names.ts";
import { inOrder, priorityTo } from "./order.ts";
import type { Draft } from "./use-draft.ts";

/** Which survey of the site goes first where several could be asked. */
export function OrderRules({ draft }: { draft: Draft }) {
  const { survey, name, priority, place, definition } = draft;
  const surveys = useSurveys();
  const others = surveys.data?.items.filter(
    ({ id, site, state }) => site === survey.site && id !== survey.id && state !== "closed",
  );
  const mine = { ...survey, name, priority };
  if (definition.look.mode === "inline" || definition.look.mode === "tab")
    return (
      <fieldset class="form part">
        <legend>Who goes first</legend>
        <p>It stands in a place of its own, so it goes before nobody and waits for nobody.</p>
      </fieldset>
    );
  return (
    <fieldset class="form part">
      <legend>Who goes first</legend>
      {surveys.error !== undefined && <ErrorNote error={surveys.error} retry={surveys.reload} />}
      {!others && surveys.error === undefined && <Skeleton rows={2} height={40} />}
      {others?.length === 0 && <p class="quiet">This is the only survey of its site.</p>}
      {others && others.length > 0 && (
        <>
          <p>
            A page asks one survey at a time: the first of these whose rules hold. What stands in a
            page or in a tab waits for nobody. Holds at once, without publishing.
          </p>
          <ol class="order">
            {inOrder([...others, mine]).map((one) => (
              <li key={one.id} {...(one.id === survey.id && { "aria-current": "true" as const })}>
                <span>
                  {one.name} <small>{SURVEY_STATES[one.state]}</small>
                </span>
                {one.id === survey.id &&
                  ([-1, 1] as const).map((by) => {
                    const next = priorityTo(mine, others, by);
                    return (
                      <Button
                        key={by}
                        kind="bare"
                        icon={by < 0 ? ArrowUp : ArrowDown}
                        aria-label={by < 0 ? "Goes earlier" : "Goes later"}
                        aria-disabled={next === undefined}
                        onClick={() => next !== undefined && place(next)}
                      />
                    );
                  })}
              </li>
            ))}
          </ol>
        </>
      )}
    </fieldset>
  );
}
