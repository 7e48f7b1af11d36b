import { askFor } from "../../../../domain/survey/ask.ts";
import type { Ask } from "../../../../domain/wire/site-config.ts";
import type { Definition, Look, Question } from "../../../../domain/wire/survey.ts";
import { plain } from "../../../widgets/support/surveys.ts";

const either = (en: string, ar: string) => ({ en, ar });

/** Every kind of question there is, by the name it has in the tests. */
export const KINDS = {
  nps: {
    id: "nps",
    kind: "score",
    metric: "nps",
    min: 0,
    max: 10,
    style: "numbers",
    text: either(
      "How likely are you to recommend Halden to a friend?",
      "ما مدى احتمال أن توصي بهالدن لصديق؟",
    ),
    low: either("Not at all likely", "غير محتمل إطلاقًا"),
    high: either("Extremely likely", "محتمل جدًا"),
  },
  csat: {
    id: "csat",
    kind: "score",
    metric: "csat",
    min: 1,
    max: 5,
    style: "numbers",
    text: either("How satisfied are you with your delivery?", "ما مدى رضاك عن التوصيل؟"),
    low: either("Very unsatisfied", "غير راضٍ إطلاقًا"),
    high: either("Very satisfied", "راضٍ جدًا"),
  },
  stars: {
    id: "stars",
    kind: "score",
    metric: "csat",
    min: 1,
    max: 5,
    style: "stars",
    text: either("How do you like your tent?", "هل أعجبتك الخيمة؟"),
    low: either("Not at all", "لم تعجبني"),
    high: either("Very much", "أعجبتني جدًا"),
  },
  faces: {
    id: "faces",
    kind: "score",
    metric: "csat",
    min: 1,
    max: 5,
    style: "faces",
    text: either("How was the chat with us?", "كيف كانت محادثتك معنا؟"),
    labels: [
      either("Very bad", "سيئة جدًا"),
      either("Bad", "سيئة"),
      either("Okay", "مقبولة"),
      either("Good", "جيدة"),
      either("Very good", "جيدة جدًا"),
    ],
  },
  ces: {
    id: "ces",
    kind: "score",
    metric: "ces",
    min: 1,
    max: 7,
    style: "numbers",
    text: either("It was easy to return my order.", "كان من السهل إرجاع طلبي."),
    low: either("Strongly disagree", "لا أوافق بشدة"),
    high: either("Strongly agree", "أوافق بشدة"),
  },
  rating: {
    id: "rating",
    kind: "score",
    metric: "rating",
    min: 1,
    max: 10,
    style: "numbers",
    text: either("How good is our search?", "ما مدى جودة البحث لدينا؟"),
  },
  single: {
    id: "single",
    kind: "single",
    text: either("What did you come for?", "لماذا زرتنا اليوم؟"),
    options: [
      { id: "buy", text: either("To buy something", "لشراء شيء") },
      { id: "look", text: either("To look around", "للتصفح") },
      { id: "help", text: either("To get help", "لطلب المساعدة") },
    ],
  },
  other: {
    id: "other",
    kind: "single",
    text: either("Where did you hear of us?", "كيف سمعت عنا؟"),
    options: [
      { id: "friend", text: either("From a friend", "من صديق") },
      { id: "web", text: either("On the web", "على الإنترنت") },
    ],
    other: { id: "else", text: either("Somewhere else", "مكان آخر") },
  },
  multiple: {
    id: "multiple",
    kind: "multiple",
    text: either("What do you use?", "ماذا تستخدم؟"),
    options: [
      { id: "tents", text: either("Tents", "خيام") },
      { id: "boots", text: either("Boots", "أحذية") },
      {
        id: "maps",
        text: either("Maps and guides for long walks", "خرائط وأدلة للمسارات الطويلة"),
      },
    ],
  },
  short: {
    id: "short",
    kind: "text",
    long: false,
    text: either("Which city do you live in?", "في أي مدينة تعيش؟"),
  },
  long: {
    id: "long",
    kind: "text",
    long: true,
    text: either("What should we have done better?", "ما الذي كان علينا أن نفعله بشكل أفضل؟"),
    placeholder: either("One sentence is enough", "جملة واحدة تكفي"),
  },
  email: {
    id: "email",
    kind: "email",
    text: either("Where may we reach you?", "كيف نصل إليك؟"),
  },
  consent: {
    id: "consent",
    kind: "consent",
    text: either("You may write to me about this answer", "يمكنكم مراسلتي بخصوص هذه الإجابة"),
  },
  message: {
    id: "message",
    kind: "message",
    text: either("The new summer tents are here.", "وصلت خيام الصيف الجديدة."),
    link: { text: either("See the tents", "شاهد الخيام"), url: "https://example.org/tents" },
  },
} as const satisfies { [name: string]: Question };

export type Kind = keyof typeof KINDS;
export const ALL = Object.keys(KINDS) as Kind[];

/** A look for each theme; the accents need help to be read on them (domain/survey/look). */
export const THEMES = {
  light: { ...plain, accent: "#1d5b49" },
  dark: { ...plain, accent: "#ffd400" },
  surface: { ...plain, accent: "#e0115f", surface: "#f3e2c7" },
} satisfies { [theme: string]: Look };

export type Theme = keyof typeof THEMES;

/**
 * A survey of these kinds in one language, as the edge compiles it.
 * @param link whether the thank-you leads on
 */
export function askOf(
  kinds: readonly Kind[],
  {
    lang = "en",
    look = THEMES.light,
    link = true,
  }: { lang?: string; look?: Look; link?: boolean } = {},
): Ask {
  const definition: Definition = {
    metric: "none",
    language: "en",
    questions: kinds.map((kind) => KINDS[kind]),
    thanks: {
      title: either("Thank you", "شكرًا لك"),
      text: either("The delivery team reads this today.", "يقرأ فريق التوصيل هذا اليوم."),
      ...(link && {
        link: {
          text: either("See where my order is", "أين طلبي الآن؟"),
          url: "https://example.org/orders",
        },
      }),
    },
    look,
    targeting: { urls: [], delay: 0, sample: 1, devices: [] },
  };
  return askFor(definition, lang);
}
