import { FileUp } from "lucide";
import { ButtonLink } from "../../components/button.tsx";
import { Empty } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { may } from "../../state/me.ts";

/** Nobody yet: the three ways in which people come, and the shortest of them. */
export function Teach() {
  const href = useHref();
  return (
    <>
      <Empty
        title="Here you will see whom you ask"
        action={
          may("admin") && (
            <ButtonLink kind="primary" icon={FileUp} href={href("/app/people/import")}>
              Import a CSV file
            </ButtonLink>
          )
        }
      >
        Each person with their answers from every channel, what you know about them, whether they
        may get mail, and until when they are left alone.
      </Empty>
      <dl class="ways">
        <div>
          <dt>From a file</dt>
          <dd>A CSV of your shop or CRM. You see what becomes of each column before it is sent.</dd>
        </div>
        <div>
          <dt>From your site</dt>
          <dd>
            Call <code>verbatim("identify", proof)</code> with a proof that your server signed. A
            site under Settings shows how.
          </dd>
        </div>
        <div>
          <dt>From your server</dt>
          <dd>
            <code>POST /api/v1/people</code> with a key that may write people: up to 500 in a call,
            safe to repeat.
          </dd>
        </div>
      </dl>
    </>
  );
}
