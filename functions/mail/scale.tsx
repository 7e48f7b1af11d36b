import type { ComponentChildren } from "preact";
import type { AskedQuestion } from "../../domain/wire/site-config.ts";
import { bare } from "./attributes.ts";
import { ROOM } from "./marks.ts";
import type { Paint } from "./paint.ts";
import { type MailWords, put } from "./words.ts";

export type AskedScore = Extract<AskedQuestion, { kind: "score" }>;
export type ScaleProps = {
  asked: AskedScore;
  /** href of each value, lowest first. */
  hrefs: readonly string[];
  words: MailWords;
  paint: Paint;
  rtl: boolean;
};

/** Faces from very sad to laughing, as text: a mail loads no pictures. */
const FACES = ["😞", "😕", "😐", "😊", "😀"];
/** More than this stands in two halves, which a phone stacks so that each value keeps 44 px. */
const LONGEST_ROW = 7;

/** The scale as tables of links, each 44 px high, and in words what its ends mean. */
export function Scale(props: ScaleProps) {
  const { asked, paint, rtl } = props;
  const values = Array.from({ length: asked.max - asked.min + 1 }, (_, i) => asked.min + i);
  const half = Math.ceil(values.length / 2);
  return (
    <>
      {values.length > LONGEST_ROW ? (
        <Table>
          <Half width="54.5%">
            <Row {...props} values={values.slice(0, half)} />
          </Half>
          <Half width="45.5%">
            <Row {...props} values={values.slice(half)} short />
          </Half>
        </Table>
      ) : (
        <Row {...props} values={values} />
      )}
      {(asked.low !== undefined || asked.high !== undefined) && (
        <Table>
          <End paint={paint} align={rtl ? "right" : "left"}>
            {asked.low !== undefined && `${asked.min} = ${asked.low}`}
          </End>
          <End paint={paint} align={rtl ? "left" : "right"}>
            {asked.high !== undefined && `${asked.max} = ${asked.high}`}
          </End>
        </Table>
      )}
    </>
  );
}

function Table({ children }: { children: ComponentChildren }) {
  return (
    <table {...bare} width="100%">
      <tbody>
        <tr>{children}</tr>
      </tbody>
    </table>
  );
}

function Half({ width, children }: { width: string; children: ComponentChildren }) {
  return (
    <td class="half" width={width} valign="top">
      {children}
    </td>
  );
}

function Row({ values, short, ...props }: ScaleProps & { values: number[]; short?: boolean }) {
  const width = `${Math.floor(1000 / values.length) / 10}%`;
  return (
    <table {...bare} width="100%" {...(short && { class: "five" })} style="table-layout:fixed">
      <tbody>
        <tr>
          {values.map((value) => (
            <Cell key={value} {...props} value={value} width={width} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Cell({
  asked,
  hrefs,
  words,
  paint,
  value,
  width,
}: ScaleProps & { value: number; width: string }) {
  const { min, max, shape, labels, low, high } = asked;
  const at = value - min;
  const href = hrefs[at] ?? "";
  const label = labels?.[at];
  const meaning = label ?? (value === min ? low : value === max ? high : undefined);
  const said = put(words.value, { n: value, max }) + (meaning ? `, ${meaning}` : "");
  const big = shape === undefined ? String(value) : shape === "stars" ? "★" : faceOf(at, max - min);
  const under = label ?? (shape === undefined ? undefined : String(value));
  const size = shape === undefined ? 16 : 24;
  return (
    <td width={width} align="center" valign="top" style="padding:2px 1px">
      <table {...bare} width="100%">
        <tbody>
          <tr>
            <td
              class="cell"
              align="center"
              height="44"
              bgcolor={paint.card}
              style={`background-color:${paint.card};border:1px solid ${paint.accent};border-radius:6px`}
            >
              <a
                class="pick"
                href={href}
                target="_blank"
                aria-label={said}
                style={`display:block;color:${paint.accent};font-size:${size}px;font-weight:bold;line-height:44px;mso-line-height-rule:exactly;text-decoration:none`}
              >
                {ROOM}
                {big}
                {ROOM}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
      {under !== undefined && (
        <a
          class="soft"
          href={href}
          target="_blank"
          tabIndex={-1}
          aria-hidden="true"
          style={`display:block;color:${paint.soft};font-size:12px;line-height:16px;mso-line-height-rule:exactly;padding:4px 1px;text-decoration:none`}
        >
          {under}
        </a>
      )}
    </td>
  );
}

function faceOf(at: number, last: number): string {
  return FACES[Math.round((at / last) * (FACES.length - 1))] ?? "";
}

function End(props: { paint: Paint; align: "left" | "right"; children: ComponentChildren }) {
  const { paint, align, children } = props;
  return (
    <td
      class="soft"
      width="50%"
      align={align}
      valign="top"
      style={`color:${paint.soft};font-size:13px;line-height:18px;mso-line-height-rule:exactly;padding:6px 2px 0`}
    >
      {children}
    </td>
  );
}
