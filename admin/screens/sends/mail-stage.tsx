import { Monitor, Moon, Send as SendIcon, Smartphone, Sun } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import type { MailPreview } from "../../../domain/wire/mail.ts";
import { Letter } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import { Button } from "../../components/button.tsx";
import { Switch } from "../../components/field.tsx";
import { Icon } from "../../components/icon.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useWidth } from "../../components/use-size.ts";
import { useResource } from "../../state/resource.ts";
import { plural } from "../../words/format.ts";
import { MAIL_PAGE, fillFrame } from "./mail-document.ts";
import { sizeWords } from "./size-words.ts";

const SIZES = { phone: [375, 640], desktop: [720, 720] } as const;
type Device = keyof typeof SIZES;
type View = Device | "text";

const QUIET_MS = 400;

/** A value once it has not changed for a moment. */
function useSettled<T>(value: T, key: string): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return settled;
}

/** The mail as it will be sent, for a made-up person. */
export function MailStage({
  survey,
  letter,
  language,
  onTest,
}: {
  survey: string;
  letter: Letter;
  language: string;
  onTest: () => void;
}) {
  const [view, setView] = useState<View>("phone");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const asked = useSettled({ letter, language }, JSON.stringify([letter, language]));
  // A letter without a subject is not rendered: the last one stays meanwhile.
  const whole = v.safeParse(Letter, asked.letter).success;
  const preview = useResource(`mail of ${survey}`, whole ? JSON.stringify(asked) : null, () =>
    mailApi.preview(survey, asked),
  );
  const mail = preview.data;
  return (
    <section class="stage" aria-label="Preview, the real mail" aria-busy={preview.loading}>
      <div class="stagebar">
        <Switch<View>
          label="Shown as"
          value={view}
          onChange={setView}
          options={[
            ["phone", <Icon of={Smartphone} />, "On a phone"],
            ["desktop", <Icon of={Monitor} />, "On a desktop"],
            ["text", "Text", "As plain text"],
          ]}
        />
        {view !== "text" && (
          <Switch
            label="Scheme of the mail program"
            value={theme}
            onChange={setTheme}
            options={[
              ["light", <Icon of={Sun} />, "Light"],
              ["dark", <Icon of={Moon} />, "Dark"],
            ]}
          />
        )}
        <Button icon={SendIcon} onClick={onTest}>
          Send a test
        </Button>
      </div>
      {preview.error !== undefined && (
        <div class="stage-box">
          <ErrorNote error={preview.error} retry={preview.reload} />
        </div>
      )}
      {!mail && preview.error === undefined && (
        <div class="stage-box">
          {whole ? (
            <Skeleton rows={6} />
          ) : (
            <p>The mail shows here once it has a subject and words above the question.</p>
          )}
        </div>
      )}
      {mail && (
        <>
          <Envelope mail={mail} />
          {view === "text" ? (
            <pre class="mail-text" tabIndex={0}>
              {mail.text}
            </pre>
          ) : (
            <MailFrame html={mail.html} device={view} theme={theme} />
          )}
          <Weight mail={mail} />
        </>
      )}
    </section>
  );
}

function Envelope({ mail }: { mail: MailPreview }) {
  return (
    <p class="envelope">
      <span class="quiet">Subject </span>
      <b>{mail.subject}</b>
    </p>
  );
}

function MailFrame({
  html,
  device,
  theme,
}: {
  html: string;
  device: Device;
  theme: "light" | "dark";
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [box, width] = useWidth<HTMLDivElement>(440);
  const [loads, setLoads] = useState(0);
  const [size, height] = SIZES[device];
  const scale = Math.min(1, width / size);
  useEffect(() => {
    if (loads > 0 && frame.current) fillFrame(frame.current, html, theme);
  }, [html, theme, loads]);
  return (
    <div class="stage-box" ref={box}>
      <div class="stage-page" style={{ width: `${size * scale}px`, height: `${height * scale}px` }}>
        {/* No scripts run in it. */}
        <iframe
          ref={frame}
          title="Preview of the mail"
          sandbox="allow-same-origin"
          src={MAIL_PAGE}
          onLoad={() => setLoads(loads + 1)}
          style={{
            width: `${size}px`,
            height: `${height}px`,
            scale: String(scale),
            colorScheme: theme,
          }}
        />
      </div>
    </div>
  );
}

function Weight({ mail }: { mail: MailPreview }) {
  return (
    <div class="weight">
      <p class="quiet">{sizeWords(mail.bytes)} of HTML, no scripts, no remote pictures or fonts.</p>
      {mail.warnings.length > 0 && (
        <details class="behind">
          <summary>{plural(mail.warnings.length, "note")} on mail programs</summary>
          <ul class="notes">
            {mail.warnings.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <small>Rules known of Outlook’s engine; it was not tested there.</small>
        </details>
      )}
    </div>
  );
}
