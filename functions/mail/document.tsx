import { Body } from "@react-email/body";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import { bare } from "./attributes.ts";
import { AFTER, BEFORE, HEAD } from "./marks.ts";
import { type Paint, styleSheet } from "./paint.ts";
import { Scale, type ScaleProps } from "./scale.tsx";

/** All that stands in a mail, with marks where a person's own values go. */
export type Said = {
  language: string;
  subject: string;
  preview: string;
  from: string;
  intro: string;
  closing: string | undefined;
  why: string;
  address: string;
  links: { open: string; trap: string; unsubscribe: string };
  scale: ScaleProps;
  paint: { light: Paint; dark: Paint };
};

const FONT = "-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";

/** The whole mail. No script, no picture, no font of its own; tables carry the layout. */
export function Document(said: Said) {
  const { language, scale, paint } = said;
  const dir = scale.rtl ? "rtl" : "ltr";
  const { page } = paint.light;
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>{said.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: styleSheet(paint) }} />
        {HEAD}
      </Head>
      <Body class="page" dir={dir} bgcolor={page} style={{ margin: "0" }}>
        {said.preview !== "" && <Preview>{said.preview}</Preview>}
        <table {...bare} width="100%">
          <tbody>
            <tr>
              <td
                class="page"
                align="center"
                bgcolor={page}
                style={{ backgroundColor: page, fontFamily: FONT, padding: "24px 8px" }}
              >
                {BEFORE}
                <Container dir={dir}>
                  <Card {...said} />
                  <Foot {...said} />
                </Container>
                {AFTER}
              </td>
            </tr>
          </tbody>
        </table>
      </Body>
    </Html>
  );
}

function Card(said: Said) {
  const { card, text } = said.paint.light;
  return (
    <table {...bare} width="100%">
      <tbody>
        <tr>
          <td
            class="card text"
            bgcolor={card}
            style={{
              backgroundColor: card,
              borderRadius: "8px",
              color: text,
              fontFamily: FONT,
              padding: "24px 16px",
            }}
          >
            <Ask {...said} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const line = (size: number, height: number, margin: string) => ({
  fontSize: `${size}px`,
  lineHeight: `${height}px`,
  msoLineHeightRule: "exactly",
  margin,
});

function Ask({ from, intro, closing, scale, paint, links }: Said) {
  const { text, soft, accent } = paint.light;
  return (
    <>
      <Text class="soft" style={{ ...line(14, 20, "0 0 16px"), color: soft }}>
        {from}
      </Text>
      {intro.split(/\n{2,}/u).map((part) => (
        <Text key={part} class="text" style={{ ...line(16, 24, "0 0 16px"), color: text }}>
          {part.split("\n").flatMap((row, i) => (i === 0 ? [row] : [<br key={row} />, row]))}
        </Text>
      ))}
      <h1 class="text" style={{ ...line(20, 28, "0 0 12px"), color: text, fontWeight: "bold" }}>
        {scale.asked.text}
      </h1>
      <Scale {...scale} />
      {closing !== undefined && (
        <Text class="text" style={{ ...line(16, 24, "20px 0 0"), color: text }}>
          {closing}
        </Text>
      )}
      <Text style={{ ...line(14, 20, "20px 0 0") }}>
        <Link class="pick" href={links.open} style={{ color: accent, textDecoration: "underline" }}>
          {scale.words.open}
        </Link>
      </Text>
      <Trap href={links.trap} />
    </>
  );
}

/**
 * A link that people, screen readers and keyboards do not meet; what opens it is a machine. Programs
 * that drop one way of hiding keep another.
 */
export function Trap({ href }: { href: string }) {
  return (
    <div aria-hidden="true" style={{ ...hidden, height: "0", width: "0" }}>
      <a href={href} aria-hidden="true" tabIndex={-1} style={hidden} />
    </div>
  );
}

const hidden = {
  display: "none",
  visibility: "hidden",
  overflow: "hidden",
  maxHeight: "0",
  fontSize: "0",
  lineHeight: "0",
  opacity: "0",
  msoHide: "all",
};

function Foot({ why, address, links, scale, paint }: Said) {
  const small = { ...line(13, 20, "0 0 8px"), color: paint.light.soft };
  return (
    <Section style={{ padding: "16px" }}>
      <Text class="soft" style={small}>
        {why}{" "}
        <Link
          class="soft"
          href={links.unsubscribe}
          style={{ color: paint.light.soft, textDecoration: "underline" }}
        >
          {scale.words.unsubscribe}
        </Link>
      </Text>
      <Text class="soft" style={small}>
        {address.split("\n").flatMap((row, i) => (i === 0 ? [row] : [<br key={row} />, row]))}
      </Text>
    </Section>
  );
}
