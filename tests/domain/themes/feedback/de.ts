/** Comments on an online shop as German customers write them: our own, by topic. */
export const de: Readonly<Record<string, string>> = {
  delivery: `
Die Lieferung kam drei Tage zu spät
Lieferung war superschnell, am nächsten Tag da
Leider wurde das Paket beim falschen Nachbarn abgegeben
Mein Paket ist seit zwei Wochen verschwunden
Die Lieferzeit wurde nicht eingehalten
Der Versand dauert viel zu lange
Paket kam beschädigt an, Karton völlig zerdrückt
Schneller Versand, alles gut verpackt
Sendungsverfolgung funktioniert nicht, keiner weiß wo mein Paket ist
Die Zustellung erfolgte pünktlich, der Bote war nett
Warte immer noch auf meine Lieferung
Teillieferung ohne Hinweis, sehr ärgerlich`,
  returns: `
Die Rücksendung war kompliziert, kein Etikett dabei
Rückerstattung nach vier Wochen immer noch nicht da
Retoure hat problemlos geklappt
Umtausch ging schnell und kulant
Ich warte seit einem Monat auf meine Erstattung
Für die Retoure musste ich selbst Porto zahlen, frech
Rücksendung kostenlos und einfach, top
Das Geld für die Retoure kam nach zwei Tagen zurück
Beim Umtausch wurde mir die falsche Größe geschickt
Retouren werden einfach nicht bearbeitet
Die Rückerstattung lief reibungslos
Rücksendeetikett ließ sich nicht ausdrucken`,
  app: `
Die App stürzt beim Bezahlen ab
Seit dem Update hängt sich die App ständig auf
Die App ist übersichtlich und schnell
App findet meine alten Bestellungen nicht mehr
Ich kann mich in der App nicht anmelden
Tolle App, alles auf einen Blick
Die App lädt ewig
Passwort zurücksetzen in der App geht nicht
Neue App ist deutlich schlechter als die alte
In der App fehlt die Merkliste
Die App zeigt nur noch eine Fehlermeldung
Bestellen per App ist kinderleicht`,
  service: `
Der Kundenservice geht nie ans Telefon
Sehr freundlicher Kundenservice, danke Frau Becker
Eine Stunde in der Warteschleife der Hotline
Der Kundendienst antwortet nur mit Textbausteinen
Kundenservice hat mein Problem sofort gelöst
Auf meine E-Mail an den Kundenservice kam keine Antwort
Hotline unfreundlich und ahnungslos
Die Dame an der Hotline war geduldig und kompetent
Kundenservice ist ein Witz
Der Chat mit dem Kundenservice war hilfreich
Beim Kundendienst fühlt sich niemand zuständig
Toller Service, man wird ernst genommen`,
  price: `
Die Preise sind in letzter Zeit stark gestiegen
Versandkosten sind viel zu hoch
Faire Preise und oft Rabatte
Für die Qualität ist der Preis angemessen
Der Gutschein wurde nicht angerechnet
Bei der Konkurrenz sind die Preise deutlich niedriger
Versteckte Gebühren an der Kasse
Guter Preis, schnell bestellt
Rabattcode funktioniert nicht
Preis-Leistungs-Verhältnis stimmt
Warum sind die Versandkosten höher als der Artikel?
Überteuert für das, was man bekommt`,
  fit: `
Die Hose fällt viel zu klein aus
Größe stimmt nicht mit der Tabelle überein
Der Stoff fühlt sich billig an
Sehr gute Qualität, Nähte sauber verarbeitet
Die Jacke passt perfekt
Nach einer Wäsche ist der Pullover eingelaufen
Farbe sieht anders aus als auf dem Bild
Die Qualität hat stark nachgelassen
Schuhe fallen groß aus, sonst prima Qualität
Reißverschluss nach einer Woche kaputt
Material ist weich und angenehm
Die Größentabelle ist falsch`,
};
