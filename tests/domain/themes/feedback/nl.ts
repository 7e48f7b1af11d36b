/** Comments of Dutch employees on their work: our own, by topic. */
export const nl: Readonly<Record<string, string>> = {
  workload: `
De werkdruk is veel te hoog
Werkdruk is de laatste maanden enorm toegenomen
Door de hoge werkdruk maak ik elke avond overuren
De werkdruk is prima te doen
Te weinig collega's, daardoor hoge werkdruk
Overuren worden niet betaald
Mijn werkdruk is dit jaar gelukkig gedaald
Werkdruk in december is onmenselijk
Ik ben uitgeput door de werkdruk
Goede balans, weinig overuren
De planning maakt de werkdruk alleen maar erger
Niemand doet iets aan de werkdruk`,
  manager: `
Mijn leidinggevende luistert echt
Leidinggevende heeft nooit tijd
Fijne leidinggevende die vertrouwen geeft
Mijn manager deelt geen informatie
Leidinggevende is een echte steun
De manager maakt alleen zichzelf belangrijk
Weinig waardering van mijn leidinggevende
Mijn leidinggevende geeft duidelijke feedback
Nieuwe manager is een verademing
Leidinggevenden weten niet wat er op de vloer gebeurt
Mijn leidinggevende is onbereikbaar
Open gesprekken met mijn leidinggevende`,
  home: `
Thuiswerken is goed geregeld
Meer dagen thuiswerken graag
We mogen nog maar een dag thuiswerken, jammer
Thuiswerken geeft me rust
De vergoeding voor thuiswerken is te laag
Geen goede stoel om thuis te werken gekregen
Thuiswerken scheelt me twee uur reizen, heerlijk
Het beleid rond thuiswerken is onduidelijk
Thuiswerken wordt niet vertrouwd door het management
Blij met de vrijheid van thuiswerken
Thuiswerken werkt alleen met betere laptops
Ik mis collega's door het thuiswerken`,
  pay: `
Het salaris is te laag voor dit werk
Salaris is marktconform
Al drie jaar geen verhoging van mijn salaris
Tevreden met mijn salaris en de pensioenregeling
Bij de concurrent is het salaris veel hoger
Salaris wordt altijd op tijd betaald
De salarisschalen zijn oneerlijk
Bonus zonder uitleg geschrapt
Mijn salaris blijft achter bij de inflatie
Goed salaris, fijne extra's
Gelijk werk maar ongelijk salaris
Het salaris is de reden dat ik vertrek`,
  canteen: `
De kantine heeft weinig keuze
Lekker eten in de kantine
Kantine is te duur geworden
Fijn dat de kantine nu vers fruit heeft
In de kantine is het altijd te druk
De koffie uit de automaat is niet te drinken
Gezellige kantine, goede soep
De kantine sluit te vroeg
Elke dag hetzelfde broodje in de kantine
Kantine is vies
Super dat de kantine vegetarisch kookt
Rij bij de kantine is te lang`,
  office: `
Het kantoor is veel te lawaaierig
Open kantoor, ik kan me niet concentreren
Mooi nieuw kantoor met veel licht
Het is altijd koud op kantoor
Te weinig bureaus op kantoor
De vergaderruimtes zijn altijd bezet
Kantoor is goed bereikbaar met de trein
De airco op kantoor is kapot
Fijne werkplekken en goede schermen
Geluid van het callcenter stoort op kantoor
Het kantoor wordt slecht schoongemaakt
Flexplekken zijn een ramp`,
};
