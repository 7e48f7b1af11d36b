import "./people.css";
import { Ellipsis, PenLine, Plus, Send, Trash2, UsersRound } from "lucide";
import type { Segment } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { ago } from "../../words/dates.ts";
import { plural } from "../../words/format.ts";
import { Screen } from "../screen.tsx";
import { NoContacts } from "./no-contacts.tsx";
import { deleteSegment } from "./segment-delete.ts";
import { rulesWords } from "./segment-words.ts";

/** Saved filters over people. */
export default function Segments() {
  return may("analyst") ? <List /> : <NoContacts name="Segments" />;
}

function List() {
  const href = useHref();
  const segments = useResource("segments", "all", () => peopleApi.segments());
  const { data, error } = segments;
  const create = may("admin") && (
    <ButtonLink kind="primary" icon={Plus} href={href("/app/people/segments/new")}>
      New segment
    </ButtonLink>
  );
  return (
    <Screen
      title={data && data.items.length > 0 ? plural(data.items.length, "segment") : "Segments"}
      name="Segments"
      end={
        <>
          <ButtonLink href={href("/app/people")}>All people</ButtonLink>
          {data && data.items.length > 0 && create}
        </>
      }
    >
      {error !== undefined && <ErrorNote error={error} retry={segments.reload} />}
      {!data && error === undefined && <Skeleton rows={4} />}
      {data && data.items.length === 0 && (
        <Empty title="Here you will name whom to ask" action={create}>
          A segment is a filter over people that stays up to date: customers on a plan, in a
          country, who have not answered in half a year. Sends ask a segment.
        </Empty>
      )}
      {data && data.items.length > 0 && <Table items={data.items} reload={segments.reload} />}
    </Screen>
  );
}

function Table({ items, reload }: { items: readonly Segment[]; reload: () => void }) {
  const href = useHref();
  const { zone } = me.value.workspace;
  const now = Date.now();
  return (
    <table class="segment-list cards section">
      <caption class="sr">Segments by name</caption>
      <thead>
        <tr>
          <th scope="col">Segment</th>
          <th scope="col">Used by</th>
          <th scope="col" class="num">
            Changed
          </th>
          <th scope="col">
            <span class="sr">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((segment) => (
          <tr key={segment.id}>
            <th scope="row">
              <a href={href(`/app/people/segments/${segment.id}`)}>{segment.name}</a>
              <small>{rulesWords(segment.rules)}</small>
            </th>
            <td>{segment.sends === 0 ? "No send" : plural(segment.sends, "send")}</td>
            <td class="num">{ago(segment.updatedAt, zone, now)}</td>
            <td class="num">
              <Menu
                class="button bare"
                label={`Actions for ${segment.name}`}
                items={[
                  {
                    words: "Its people",
                    icon: UsersRound,
                    href: href("/app/people", { segment: segment.id }),
                  },
                  may("admin") && {
                    words: "Change its rules",
                    icon: PenLine,
                    href: href(`/app/people/segments/${segment.id}`),
                  },
                  may("admin") && {
                    words: "Send a survey to it",
                    icon: Send,
                    href: href("/app/sends/new", { segment: segment.id }),
                  },
                  may("admin") && {
                    words: "Delete",
                    icon: Trash2,
                    onSelect: () => void deleteSegment(segment, reload),
                  },
                ]}
              >
                <Icon of={Ellipsis} />
              </Menu>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
