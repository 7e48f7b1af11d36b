import "./people.css";
import { peopleApi } from "../../api/people.ts";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { Screen } from "../screen.tsx";
import { Answers } from "./answers.tsx";
import { Invitations } from "./invitations.tsx";
import { NoContacts } from "./no-contacts.tsx";
import { PersonActions } from "./person-actions.tsx";
import { Facts, Mail, Rests } from "./person-facts.tsx";
import { mailWords, nameOf } from "./words.ts";

/** One person: who they are, whether they may be asked, and all that happened between us. */
export default function PersonPage({ id }: { id: string }) {
  return may("analyst") ? <One key={id} id={id} /> : <NoContacts name="Person" />;
}

function One({ id }: { id: string }) {
  const person = useResource(`person ${id}`, "it", () => peopleApi.get(id));
  const { data, error } = person;
  const name = data && (nameOf(data) ?? data.person);
  return (
    <Screen
      title={name ?? (error === undefined ? "Person" : id)}
      name={name ?? "Person"}
      beside={data && name !== data.person && <small>{data.person}</small>}
      end={data && may("admin") && <PersonActions person={data} reload={person.reload} />}
    >
      {error !== undefined && <ErrorNote error={error} retry={person.reload} />}
      {!data && error === undefined && <Skeleton rows={6} height={64} />}
      {data && (
        <>
          <p class="lede">
            {mailWords(data, data.suppressed)}{" "}
            {data.rests.length === 0
              ? "Any survey may ask them now."
              : `${data.rests.some(({ of }) => of === "any") ? "Every survey leaves them" : "Some surveys leave them"} alone for now.`}
          </p>
          <div class="person">
            <div>
              <Answers answers={data.answers} />
              <Invitations items={data.invitations} />
            </div>
            <aside aria-label="What is known">
              <Mail person={data} reload={person.reload} />
              <Rests rests={data.rests} answers={data.answers} />
              <Facts person={data} />
            </aside>
          </div>
        </>
      )}
    </Screen>
  );
}
