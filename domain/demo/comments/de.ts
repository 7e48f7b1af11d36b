import { type Voice, lines } from "./voice.ts";

export const de: Voice = {
  topics: {
    late: {
      bad: lines(`
        Die Lieferung kam [drei|vier|fünf|sechs] Tage zu spät[, ohne jede Nachricht|, auf Nachfrage nur Textbausteine|].
        Am {day} bestellt, für {day2} versprochen, [erst in der Woche darauf gekommen|bis heute nicht da].
        {carrier} hat [nicht geklingelt|nicht mal geklingelt], [nur einen Zettel eingeworfen|angeblich war niemand da. Ich war da].
        Das Paket lag [vier|fünf|sechs] Tage im Verteilzentrum [bei {town}|und niemand wusste warum].
        Lieferung [viel|deutlich] zu spät, [der Urlaub hatte schon angefangen|so war das Geschenk zu spät].
        Laut Sendungsverfolgung „in Zustellung“, und das [seit drei Tagen|jeden Tag neu].
        [Acht Tage|Neun Tage] Lieferzeit für ein Paar Socken. [Früher waren es zwei.|Das geht besser.]
        Liefertermin wurde [zweimal|dreimal] verschoben[, erfahren habe ich es nur durch Nachsehen|].
        Lieferung verspätet, Hotline ratlos[, {carrier} nicht erreichbar|].
        Extra Urlaub genommen für die Lieferung und dann kommt keiner.
      `),
      badMore: lines(`
        Niemand hat sich gemeldet.
        Für {trip} war es zu spät.
        Ein kurzer Hinweis hätte gereicht.
        Beim nächsten Mal gehe ich wieder in den Laden.
      `),
    },
    carrier: {
      bad: lines(`
        Seit dem Wechsel zu {carrier} ist jede Lieferung [verspätet|zu spät].
        {carrier} ist bei uns [eine Katastrophe|leider unzuverlässig], [bitte wieder der alte Paketdienst|Lieferung drei Tage zu spät].
        Neuer Paketdienst, neue Probleme: [Lieferung verspätet|Paket draußen abgestellt].
        Warum habt ihr den Paketdienst gewechselt? Jetzt kommt alles zu spät.
        Wieder {carrier}, wieder [vier|fünf] Tage zu spät.
      `),
      badMore: lines(`
        Der alte Paketdienst kam jeden Tag um zehn.
        Den Nachbarn geht es genauso.
        Der alte Bote hat wenigstens geklingelt.
      `),
    },
    fast: {
      good: lines(`
        [Schnelle|Sehr schnelle|Blitzschnelle] Lieferung[, gut verpackt|, wie immer|].
        Abends bestellt, [am nächsten Tag da|übernächsten Tag vor der Tür].
        Lieferung pünktlich, Bote freundlich.
        Paket kam genau im angekündigten Zeitfenster.
        Ablageort wurde beachtet, [perfekt|so muss das].
        Ging schneller als gedacht[, danke|].
        Bote klingelt, wartet und grüßt, [mehr will ich nicht|so gehört sich das].
        Paket an der Packstation, [bequem nach Feierabend|keine Schlange].
        [Drei|Vier] Bestellungen dieses Jahr, alle pünktlich.
        Immer informiert, wo das Paket gerade ist.
        Lieferung trotz Schnee [am versprochenen Tag|pünktlich].
        Alles in einem Paket, ordentlich gepackt.
        Beim Nachbarn abgegeben wie gewünscht, [mit Nachricht|super].
        Nichts zu meckern, kam am {day2} wie versprochen.
      `),
    },
    outside: {
      bad: lines(`
        Das Paket stand [im Regen vor der Garage|bei Regen draußen vor der Tür|auf dem Gehweg]. [Kein Zettel, keine Nachricht.|Alles nass.|]
        {carrier} hat das Paket einfach draußen abgestellt[, obwohl ich zu Hause war|, ohne zu klingeln|].
        Laut Sendungsverfolgung „zugestellt“, aber das Paket lag [hinter der Mülltonne|im nassen Gras|unter der Hecke].
        Paket draußen abgelegt und [geklaut|weg]. [Wer ersetzt mir das?|]
        Karton völlig durchweicht, weil das Paket draußen im Regen lag.
        Paket über den Zaun geworfen, [die Nachbarin hat es gesehen|mitten in die Pfütze].
        Keine Ablageerlaubnis erteilt und trotzdem draußen abgestellt.
      `),
      badMore: lines(`
        Fotos habe ich.
        Die Klingel funktioniert übrigens.
        Unterschrieben habe ich nichts.
      `),
    },
    damaged: {
      bad: lines(`
        Karton [eingedrückt|aufgerissen], {fem} [hat ein Loch|mit Flecken|zum Glück heil].
        Falscher Artikel im Paket, [bestellt war blau|das ist nicht meine Bestellung].
      `),
    },
    packaging: {
      good: lines(`
        Verpackung ganz ohne Plastik, [vorbildlich|top|danke dafür].
      `),
      bad: lines(`
        Riesiger Karton für eine Mütze, [fast nur Luft|muss das sein].
        Zu viel Plastik in der Verpackung.
      `),
    },
    quality: {
      good: lines(`
        {Fem} ist [super|klasse|genau richtig|jeden Euro wert].
        [Tolle|Sehr gute|Hervorragende] Qualität[, hält seit Jahren|, sauber verarbeitet|].
        {Fem} hat {trip} ohne Kratzer überstanden.
        Sechs Stunden Regen und innen trocken.
        Die Stiefel sind [ein Traum|vom ersten Tag an bequem].
        Warm, leicht, gut verarbeitet.
        Bin sehr zufrieden, {fem} [sitzt und hält|macht alles mit].
      `),
      bad: lines(`
        Reißverschluss nach [zwei Wochen|einer Tour] kaputt.
        Die Qualität hat [leider|spürbar] nachgelassen.
        {Fem} ist nicht dicht, [nach einer Stunde war alles nass|da hilft kein Spray].
        Nähte gehen nach [drei Wäschen|dem ersten Ausflug] auf.
      `),
    },
    fit: {
      good: lines(`
        Passt wie angegossen.
        Größenberatung stimmte genau.
        Endlich Hosen in langen Größen!
      `),
      bad: lines(`
        Fällt [sehr klein|zwei Nummern zu klein|riesig] aus.
        Größentabelle stimmt nicht, [dreimal bestellt|M ist hier S].
        {Fem} ist an den Ärmeln zu kurz.
      `),
    },
    price: {
      good: lines(`
        Fairer Preis für [gute Ware|die Qualität].
        Preis und Leistung passen.
      `),
      bad: lines(`
        [Leider|Inzwischen] ziemlich teuer[ geworden|].
        Versandkosten für kleine Bestellungen zu hoch.
        Eine Woche nach dem Kauf war {fem} reduziert. Ärgerlich.
      `),
    },
    staff: {
      good: lines(`
        {who} am Telefon war [sehr nett|unglaublich hilfsbereit|geduldig und ehrlich].
        Tolle Beratung, [da kennt sich jemand aus|ehrlich und ohne Druck].
        Kundenservice hat [sofort|am Sonntag] geantwortet. [Klasse.|]
        Problem in zwei Minuten gelöst, freundlich dazu.
      `),
      bad: lines(`
        Kundenservice antwortet [nicht|erst nach neun Tagen|nur mit Textbausteinen].
        [30|40] Minuten Warteschleife, dann aus der Leitung geworfen.
        Versprochener Rückruf kam nie.
      `),
    },
    returns: {
      good: lines(`
        Rücksendung unkompliziert, Geld [nach drei Tagen|schnell] zurück.
        Umtausch ging [einfach|problemlos].
      `),
      bad: lines(`
        Auf die Rückerstattung warte ich seit [drei|vier] Wochen.
        Kein Retourenschein dabei, [ich habe keinen Drucker|umständlich].
      `),
    },
    checkout: {
      good: lines(`
        [Drei Klicks und fertig.|Bestellung in zwei Minuten.]
        Bezahlen ging [schnell|ganz einfach|ohne Konto].
        Warenkorb war auch am nächsten Tag noch da.
        Adresse wurde gleich erkannt.
        Vom Sofa aus mit dem Daumen bestellt.
        Gutschein war schon abgezogen, [schön|ohne Code].
        Übersichtlich, [alle Kosten sofort zu sehen|nichts doppelt eintippen].
        Kauf auf Rechnung, [problemlos|danke].
      `),
      bad: lines(`
        Beim Bezahlen [abgestürzt|rausgeflogen], Warenkorb leer.
        Karte wurde [zweimal|dreimal] abgelehnt, [überall sonst geht sie|dann doppelt abgebucht].
        Warum brauche ich ein Konto, um {fem} zu bestellen?
        Das Formular nimmt meine Hausnummer nicht.
        Gutscheinfeld versteckt und dann „ungültig“.
      `),
    },
    site: {
      good: lines(`
        Seite übersichtlich, gute Fotos.
      `),
      bad: lines(`
        Suche findet nichts[, Filter vergessen alles|].
        Webseite auf dem Handy [sehr langsam|kaum zu bedienen].
      `),
    },
    app: { bad: lines(`App stürzt [beim Warenkorb|seit dem Update dauernd] ab.`) },
    general: {
      good: lines(`
        [Immer wieder gerne.|Gerne wieder.]
        Alles bestens, [weiter so|von Bestellung bis Lieferung].
        Seit Jahren zufriedener Kunde.
        Empfehle ich in unserer Wandergruppe weiter.
        Nette Leute, gute Sachen.
      `),
      bad: lines(`
        War früher besser.
        Diesmal leider enttäuscht.
        Hatte mehr erwartet.
      `),
    },
  },
  tiny: {
    good: lines(`
      Top
      top!
      Super
      Alles gut
      Perfekt
      Sehr gut
      Bestens
      gerne wieder
      Klasse
      Passt
      👍
      schnell
      einfach
      Danke!
      Qualität
    `),
    okay: lines(`
      ok
      geht so
      In Ordnung
      passt schon
      Preis
      mehr Auswahl
      nix
      günstigerer Versand
      mehr Größen
    `),
    bad: lines(`
      zu spät
      Zu teuer
      Lieferung!
      schlecht
      Nie wieder
      leider enttäuscht
      Paketdienst
      keine Antwort
    `),
  },
  opener: {
    good: lines(`
      Vielen Dank!
      Bin [seit Jahren|schon ewig] Kunde.
      Kurz und knapp:
      Großes Lob.
    `),
    bad: lines(`
      Schade.
      Ehrlich gesagt:
      Bin seit Jahren Kunde.
      Liebes Halden-Team,
      So nicht.
    `),
  },
  closer: {
    good: lines(`
      Weiter so!
      Liebe Grüße aus {town}
      Gerne wieder.
      Danke.
    `),
    bad: lines(`
      Bitte ändern.
      Sehr ärgerlich.
      Das muss besser werden.
      Ich warte auf Antwort.
      Schade.
    `),
  },
  but: [", aber", ", aber", ". Nur:", ", allerdings:"],
  // German keeps the capital of nouns; only these words open a sentence and are not nouns.
  capital:
    /^(?!(?:Die|Das|Der|Am|Seit|Laut|Beim|Auf|Bei|Für|Kein|Keine|Warum|Zu|Über|Nach|Fällt|Bin|War|Wieder|Neuer|Leider|Sehr)\b)/u
      .source,
  newCarrier: ["Postley"],
  slots: {
    carrier: ["der Paketdienst", "der Bote"],
    fem: lines(`
      die Jacke
      die Regenjacke
      die Hose
      die Isomatte
      die Daunenweste
      die Stirnlampe
      die Mütze
      die Softshelljacke
    `),
    Fem: lines(`
      Die Jacke
      Die Regenjacke
      Die Hose
      Die Isomatte
      Die Daunenweste
      Die Stirnlampe
      Die Mütze
      Die Softshelljacke
    `),
    day: ["Montag", "Dienstag", "Mittwoch"],
    day2: ["Donnerstag", "Freitag", "Samstag"],
    trip: [
      "die Hüttentour",
      "den Urlaub",
      "das Zeltlager",
      "die Skiwoche",
      "den Geburtstag",
      "die Alpenüberquerung",
    ],
    town: ["Leipzig", "Graz", "Kassel", "Linz", "Hannover", "Freiburg", "Innsbruck", "Kiel"],
    who: ["Marit", "Jonas", "Elin", "Frau Okafor", "Tobias"],
  },
};
