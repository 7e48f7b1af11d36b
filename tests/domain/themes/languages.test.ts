import { describe, expect, it } from "vitest";
import { runSurvey, type Verbatim } from "../../../domain/themes/index.ts";
import { normalise } from "../../../domain/themes/normalise.ts";
import { sentimentOf } from "../../../domain/themes/sentiment.ts";
import { wordsOf } from "../../../domain/themes/tokens.ts";
import { engineModel } from "../../support/engine-model.ts";
import { dutch } from "./dutch.ts";
import { de } from "./feedback/de.ts";
import { es } from "./feedback/es.ts";
import { fr } from "./feedback/fr.ts";
import { it as italian } from "./feedback/it.ts";
import { nl } from "./feedback/nl.ts";
import { pt } from "./feedback/pt.ts";

const model = await engineModel();

const feel = (lang: string, text: string) => {
  const clean = normalise(text);
  return sentimentOf(clean, wordsOf(clean), lang, model.sentiment);
};

/** [language, what pleases, its twin of one word's difference that does not]. */
const twins: readonly (readonly [string, string, string])[] = [
  ["de", "Die Beratung war gut", "Die Beratung war nicht gut"],
  ["de", "Das neue Design gefällt mir", "Das neue Design gefällt mir nicht"],
  ["de", "Der Service hilft", "Der Service hilft nie"],
  ["de", "Keine Probleme mit der Lieferung", "Nur Probleme mit der Lieferung"],
  ["de", "Das Zimmer war sauber", "Das Zimmer war schmutzig"],
  ["de", "Ich bin zufrieden", "Ich bin unzufrieden"],
  ["de", "Die Lieferung kam pünktlich", "Die Lieferung kam verspätet"],
  ["fr", "Le produit fonctionne bien", "Le produit ne fonctionne pas bien"],
  ["fr", "J'aime la nouvelle version", "J'aime pas la nouvelle version"],
  ["fr", "Aucun problème avec la livraison", "Gros problème avec la livraison"],
  ["fr", "Personnel très aimable", "Personnel peu aimable"],
  ["fr", "La chambre était propre", "La chambre était sale"],
  ["fr", "Je ne suis pas déçu", "Je suis déçu"],
  ["fr", "Le serveur était poli", "Le serveur était impoli"],
  ["fr", "Le serveur a été aimable", "Le serveur n'a pas été aimable"],
  ["es", "Había muchas mesas limpias", "No había ninguna mesa limpia"],
  ["es", "El servicio es bueno", "El servicio no es bueno"],
  ["es", "Me gusta la aplicación", "No me gusta la aplicación"],
  ["es", "Sin problemas con la entrega", "Muchos problemas con la entrega"],
  ["es", "La habitación estaba limpia", "La habitación estaba sucia"],
  ["es", "Atención rapidísima", "Atención lentísima"],
  ["es", "Nunca tuve problemas", "Siempre tuve problemas"],
  ["it", "Il servizio è buono", "Il servizio non è buono"],
  ["it", "Mi piace la nuova app", "Non mi piace la nuova app"],
  ["it", "Nessun problema con la consegna", "Grosso problema con la consegna"],
  ["it", "I bagni erano puliti", "I bagni erano sporchi"],
  ["it", "Il personale è molto gentile", "Il personale è poco gentile"],
  ["it", "Sono soddisfatto", "Sono insoddisfatto"],
  ["it", "Il cameriere era cortese", "Il cameriere non era mai cortese"],
  ["pt", "O atendimento é bom", "O atendimento não é bom"],
  ["pt", "Gostei do produto", "Não gostei do produto"],
  ["pt", "Nenhum problema com a entrega", "Muito problema com a entrega"],
  ["pt", "O quarto estava limpo", "O quarto estava sujo"],
  ["pt", "O aplicativo é ótimo", "O aplicativo é péssimo"],
  ["pt", "A internet é rápida", "A internet é lenta"],
  ["nl", "De bediening was goed", "De bediening was niet goed"],
  ["nl", "De app werkt goed", "De app werkt niet"],
  ["nl", "Het bevalt me prima", "Het bevalt me niet"],
  ["nl", "Geen problemen met de levering", "Steeds problemen met de levering"],
  ["nl", "De kamer was schoon", "De kamer was vies"],
  ["nl", "Ik ben tevreden", "Ik ben ontevreden"],
  ["nl", "Veel waardering van mijn baas", "Weinig waardering van mijn baas"],
];

/** [language, ends well, ends badly]: what stands after "but" weighs more. */
const turns: readonly (readonly [string, string, string])[] = [
  ["de", "Teuer, aber hervorragend", "Hervorragend, aber viel zu teuer und ständig kaputt"],
  ["fr", "Un peu lent mais excellent", "Joli mais inutilisable et hors de prix"],
  ["es", "Caro pero excelente", "Bonito pero inservible y carísimo"],
  ["it", "Caro ma eccellente", "Bello ma inutilizzabile e carissimo"],
  ["pt", "Caro mas excelente", "Bonito mas inútil e caríssimo"],
  ["nl", "Duur maar uitstekend", "Mooi maar waardeloos en peperduur"],
];

/** Says nothing by itself: the face decides. */
const plain = {
  de: "Heute angekommen",
  fr: "Arrivé aujourd'hui",
  es: "Llegó hoy",
  it: "Arrivato oggi",
  pt: "Chegou hoje",
  nl: "Vandaag aangekomen",
};

describe("opinions in six languages", () => {
  it.each(twins)("%s: %s / %s", (lang, good, bad) => {
    expect(feel(lang, good).score).toBeGreaterThan(0.1);
    expect(feel(lang, bad).score).toBeLessThan(-0.1);
  });

  it.each(turns)("%s turns: %s / %s", (lang, well, badly) => {
    expect(feel(lang, well).score).toBeGreaterThan(0);
    expect(feel(lang, badly).score).toBeLessThan(0);
  });

  it.each(Object.entries(plain))("%s reads the face: %s", (lang, text) => {
    expect(feel(lang, `${text} 😍`).polarity).toBe(1);
    expect(feel(lang, `${text} 😡`).polarity).toBe(-1);
    expect(feel(lang, `${text} 👍`).score).toBeGreaterThan(feel(lang, `${text} 👎`).score);
  });

  it("tells good from bad in Dutch sentences of our own", () => {
    const told = dutch.filter(([polarity]) => polarity !== 0);
    const right = told.filter(([polarity, text]) => feel("nl", text).score * polarity > 0);
    expect(right.length / told.length).toBeGreaterThan(0.78);
  });
});

/** Twelve comments on each of six topics, in an order that mixes them. */
const survey = (topics: Readonly<Record<string, string>>, lang: string, from = 1): Verbatim[] => {
  const blocks = Object.values(topics).map((block) => block.trim().split("\n"));
  return Array.from({ length: 12 }, (_, row) =>
    blocks.map((lines, topic) => ({
      id: `${lang}${topic}-${row}`,
      surveyId: "sv_a",
      seq: from + row * blocks.length + topic,
      text: lines[row] as string,
      at: 0,
      langHint: lang,
    })),
  ).flat();
};

const run = (texts: readonly Verbatim[]) =>
  runSurvey({
    model,
    runId: "r",
    surveyId: "sv_a",
    since: Math.max(...texts.map(({ seq }) => seq)),
    at: 1_700_000_000_000,
    themes: [],
    texts,
    reviewed: false,
    newId: (ordinal) => `t${ordinal}`,
  });

describe("themes in six languages", () => {
  it.each([
    ["de", de, ["App", "Kundenservice", "Paket|Lieferung", "Preise?", "Retouren?|Rücksendung"]],
    ["fr", fr, ["Bruit", "Parking", "Personnel", "Petit déjeuner", "Propreté", "Wifi"]],
    ["es", es, ["App", "Atención al cliente", "Comisiones", "Hipoteca", "Oficina", "Tarjeta"]],
    ["it", italian, ["App", "Personale", "Prezzi", "Pulizia", "Ritardo", "Sedili"]],
    ["pt", pt, ["Aplicativo", "Atendimento", "Fatura", "Preço", "Técnico"]],
    ["nl", nl, ["Kantine", "Kantoor", "Leidinggevende", "Salaris", "Thuiswerken", "Werkdruk"]],
  ] as const)("%s comments are called by words of their language", (lang, topics, wanted) => {
    const texts = survey(topics, lang);
    const { themes, readings } = run(texts);
    const labels = themes.map(({ label }) => label);
    for (const label of wanted)
      expect(labels).toContainEqual(expect.stringMatching(new RegExp(`^(?:${label})$`, "u")));
    // Twelve texts said each: the named topics hold most of the survey.
    const themed = readings.filter(({ mentions }) => mentions.length > 0).length;
    expect(themed).toBeGreaterThanOrEqual(wanted.length * 9);
    expect(readings.filter((reading) => reading.lang !== lang).length).toBeLessThanOrEqual(1);
  });

  it("joins what German and French customers say of one thing", () => {
    const texts = [...survey(de, "de"), ...survey({ price: fr["parking"] as string }, "fr", 100)];
    const late = [
      "La livraison est arrivée en retard",
      "Colis perdu, aucune livraison",
      "Livraison rapide et soignée",
    ].map((text, at) => ({
      ...(texts[0] as Verbatim),
      id: `x${at}`,
      seq: 200 + at,
      text,
      langHint: "fr",
    }));
    const { themes, readings } = run([...texts, ...late]);
    const delivery = themes.find(({ label }) => /^(?:Paket|Lieferung)$/u.test(label));
    const joined = readings.filter(
      ({ verbatimId, mentions }) =>
        verbatimId.startsWith("x") && mentions.some(({ themeId }) => themeId === delivery?.id),
    );
    expect(joined.length).toBe(3);
  });
});
