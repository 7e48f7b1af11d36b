import { ButtonLink } from "../components/button.tsx";
import { Screen } from "./screen.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Screen title="There is nothing at this address">
      <p class="lede">It was removed, or the link is wrong.</p>
      <div class="actions section">
        <ButtonLink href="/app">Go to the overview</ButtonLink>
      </div>
    </Screen>
  );
}
