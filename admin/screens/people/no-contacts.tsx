import { Empty } from "../../components/states.tsx";
import { Screen } from "../screen.tsx";

/** What a viewer sees where contact data would stand. */
export function NoContacts({ name }: { name: string }) {
  return (
    <Screen title={name}>
      <Empty title="Contact data is kept from viewers">
        You read scores, themes and answers without knowing whose they are. An admin of this
        workspace can make you an analyst under Settings, Members.
      </Empty>
    </Screen>
  );
}

/** What an analyst sees where something would be changed. */
export function AdminsOnly({ name }: { name: string }) {
  return (
    <Screen title={name}>
      <Empty title="Admins do this">
        Your role reads people and does not change them. An admin of this workspace can do it, or
        change your role under Settings, Members.
      </Empty>
    </Screen>
  );
}
