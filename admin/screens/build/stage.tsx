import { Monitor, Moon, RotateCcw, Smartphone, Sun } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { languagesOf } from "../../../domain/survey/ask.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { Button } from "../../components/button.tsx";
import { Field, Select, Switch } from "../../components/field.tsx";
import { Icon } from "../../components/icon.tsx";
import { useWidth } from "../../components/use-size.ts";
import { languageName } from "../../words/names.ts";
import { attributesSaid, sceneOf } from "./preview.ts";
import { type Heights, PREVIEW, type Report } from "./scene.ts";

const SIZES = { phone: [375, 640], desktop: [1120, 760] } as const;
type Device = keyof typeof SIZES;

/** The survey as respondents will see it: the real widget on a made-up page. Nothing is sent. */
export function Stage({
  definition,
  step,
  language,
  onLanguage,
  onHeights,
  from,
}: {
  definition: Definition;
  /** Question to show, or "thanks". */
  step: string | undefined;
  language: string;
  onLanguage: (language: string) => void;
  /** Hears how high the survey stands in a page. */
  onHeights?: ((heights: Heights) => void) | undefined;
  /** Who asks: then the survey's own page is shown. */
  from?: string;
}) {
  const [device, setDevice] = useState<Device>("phone");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const [visitor, setVisitor] = useState<Record<string, string>>({});
  const frame = useRef<HTMLIFrameElement>(null);
  const [box, width] = useWidth<HTMLDivElement>(440);
  const [ready, setReady] = useState(false);
  const [run, setRun] = useState(0);
  const hears = useRef(onHeights);
  hears.current = onHeights;
  const languages = languagesOf(definition);
  const measured = onHeights !== undefined;
  const scene = sceneOf(definition, { step, language, theme, visitor, measured, from });
  const [size, height] = SIZES[device];
  const scale = Math.min(1, width / size);
  const said = attributesSaid(definition);

  useEffect(() => {
    const hear = (event: MessageEvent<Report>) => {
      if (event.source !== frame.current?.contentWindow || event.data?.type !== PREVIEW) return;
      if (event.data.heights) hears.current?.(event.data.heights);
      else setReady(true);
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);
  useEffect(() => {
    if (ready && scene) frame.current?.contentWindow?.postMessage(scene, location.origin);
  }, [ready, JSON.stringify(scene), device, run]);

  return (
    <section class="stage" aria-label="Preview, the real widget">
      <div class="stagebar">
        <Switch
          label="Device"
          value={device}
          onChange={setDevice}
          options={[
            ["phone", <Icon of={Smartphone} />, "Phone"],
            ["desktop", <Icon of={Monitor} />, "Desktop"],
          ]}
        />
        <Switch
          label="Scheme of the page"
          value={theme}
          onChange={setTheme}
          options={[
            ["light", <Icon of={Sun} />, "Light"],
            ["dark", <Icon of={Moon} />, "Dark"],
          ]}
        />
        <Select
          label="Language that is shown and edited"
          hideLabel
          value={language}
          options={languages.map((tag) => [tag, languageName(tag)] as const)}
          onChange={onLanguage}
        />
        <Button
          kind="bare"
          icon={RotateCcw}
          aria-label="Start the preview again"
          onClick={() => setRun(run + 1)}
        />
      </div>
      {said.length > 0 && (
        <fieldset class="visitor">
          <legend>The visitor of this preview</legend>
          {said.map((name) => (
            <Field
              key={name}
              label={name}
              value={visitor[name] ?? ""}
              placeholder="Unknown"
              autoComplete="off"
              maxLength={200}
              onInput={(event) => setVisitor({ ...visitor, [name]: event.currentTarget.value })}
            />
          ))}
        </fieldset>
      )}
      <div class="stage-box" ref={box}>
        <div
          class="stage-page"
          style={{ width: `${size * scale}px`, height: `${height * scale}px` }}
        >
          <iframe
            ref={frame}
            title="Preview of the survey"
            src={`${import.meta.env.BASE_URL}preview.html`}
            style={{ width: `${size}px`, height: `${height}px`, scale: String(scale) }}
          />
        </div>
      </div>
      <p class="quiet">The real widget, sending nothing.</p>
    </section>
  );
}
