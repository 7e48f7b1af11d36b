import { ChevronRight, Ellipsis, GripVertical, Pin } from "lucide";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { Icon } from "../../../components/icon.tsx";
import { Menu } from "../../../components/menu.tsx";
import { useHref, useQuery } from "../../../state/location.ts";
import { count, percent, plural, signedTenths } from "../../../words/format.ts";
import { MIN_MENTIONS, momentum, sentimentText, sureOf, toneClass } from "../impact.ts";
import { ImpactScale, SentimentBar, VolumeSpark } from "./bars.tsx";
import type { Entry } from "./order.ts";
import type { Actions } from "./use-actions.tsx";
import type { Dragging } from "./use-drag.ts";

const SURE = { up: "pos", down: "neg", "": "" } as const;

/** One theme: its name and place, and what it weighs. */
export function Row({
  entry: { theme, depth, children, unfolded },
  survey,
  scored,
  ends,
  current,
  nested,
  drag,
  onFold,
  actions,
  onGrab,
}: {
  entry: Entry;
  survey: SurveySummary;
  scored: boolean;
  ends: readonly [number, number];
  current: boolean;
  /** Some theme of the list has sub-themes: names keep room for the fold. */
  nested: boolean;
  drag: Dragging | undefined;
  onFold: () => void;
  /** For those who may change themes. */
  actions?: Actions;
  onGrab?: (event: PointerEvent, theme: Theme) => void;
}) {
  const { impact, sentiment, volume } = theme;
  const mark = drag?.mark !== "top" && drag?.mark?.row === theme.id ? drag.mark.at : undefined;
  const classes = [
    depth === 1 && "sub",
    drag?.theme.id === theme.id && "dragged",
    mark && (drag?.drop?.kind === "no" ? "drop-no" : `drop-${mark}`),
  ];
  return (
    <tr
      data-theme={theme.id}
      class={classes.filter(Boolean).join(" ")}
      {...(current && { "aria-current": "true" as const })}
      onPointerDown={(event) => onGrab?.(event, theme)}
    >
      <th scope="row">
        <div class="name">
          {onGrab && (
            <span
              class="grip"
              data-grip
              aria-hidden="true"
              title="Drag onto another theme to merge"
            >
              <Icon of={GripVertical} />
            </span>
          )}
          {children > 0 ? (
            <button
              type="button"
              class="fold"
              aria-expanded={unfolded}
              aria-label={`${plural(children, "sub-theme")} of ${theme.label}`}
              onClick={onFold}
            >
              <Icon of={ChevronRight} />
            </button>
          ) : (
            nested && <span class="fold" />
          )}
          <Name theme={theme} survey={survey} />
          {children > 0 && !unfolded && (
            <small class="inside" aria-hidden="true">
              {count(children)}
            </small>
          )}
        </div>
      </th>
      <td class="num" data-label="Volume">
        {count(volume)} <small>{percent(theme.share)}</small>
      </td>
      <td class="num" data-label="vs before">
        <Momentum theme={theme} />
      </td>
      <td class="at-large">
        <VolumeSpark spark={theme.spark} />
      </td>
      <td class="num" data-label="Sentiment">
        <span class="felt">
          <SentimentBar theme={theme} />
          <b class={`signed ${toneClass(sentiment)}`}>{sentimentText(sentiment)}</b>
        </span>
      </td>
      {scored && !impact && (
        <td class="few" colSpan={2} data-label="Impact">
          <small>from {MIN_MENTIONS} answers on</small>
        </td>
      )}
      {scored && impact && (
        <>
          <td class="num" data-label="Impact">
            <b class={`signed ${SURE[sureOf(impact)]}`}>{signedTenths(impact.value)}</b>
          </td>
          <td class="scale">
            <ImpactScale impact={impact} ends={ends} />
          </td>
        </>
      )}
      {actions && (
        <td class="row-menu">
          <Menu
            class="button bare"
            label={`Change “${theme.label}”`}
            items={actions.itemsOf(theme)}
          >
            <Icon of={Ellipsis} />
          </Menu>
        </td>
      )}
    </tr>
  );
}

/** The address keeps how the list stands: its order, what is unfolded and what is looked for. */
function Name({ theme, survey }: { theme: Theme; survey: SurveySummary }) {
  const href = useHref();
  const [query] = useQuery();
  const { sort, muted, unfold, find } = query;
  const to = href(`/app/themes/${theme.id}`, { survey: survey.id, sort, muted, unfold, find });
  return (
    <span class="called">
      <a href={to}>
        <bdi>{theme.label}</bdi>
      </a>
      {theme.pinned && (
        <span class="pinned" title="Pinned: no run renames it">
          <Icon of={Pin} />
          <span class="sr">pinned</span>
        </span>
      )}
      {theme.emerging && <small class="emerging">rising</small>}
      {theme.muted && <small>muted</small>}
    </span>
  );
}

/** Bold with its arrow where the change is real. */
function Momentum({ theme }: { theme: Theme }) {
  const words = momentum(theme);
  switch (theme.trend) {
    case "up":
      return (
        <b>
          <span aria-hidden="true">▲ </span>
          {words}
          <span class="sr">, really more</span>
        </b>
      );
    case "down":
      return (
        <b>
          <span aria-hidden="true">▼ </span>
          {words}
          <span class="sr">, really fewer</span>
        </b>
      );
    case "same":
      return (
        <span class="unsure" title="No more than chance">
          {words}
        </span>
      );
    case "few":
      return (
        <span class="unsure" title="Not enough data">
          {words}
        </span>
      );
  }
}
