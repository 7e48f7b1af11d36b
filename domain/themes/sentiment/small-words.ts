import { splitWords, type Supported } from "../vocabulary.ts";

/** A language's small words that bend an opinion, as its author writes them. */
type Source = {
  /** Turn what follows round. */
  readonly negators: string;
  /** Negators that also turn a good word before them, where no opinion follows: "gefällt mir nicht". */
  readonly behind?: string;
  /** Two negations make one: "ne ... pas". */
  readonly concord?: true;
  /** Make the next opinion stronger, or weaker. */
  readonly boosters: string;
  readonly dampeners: string;
  /** A new, weightier point begins: "but". */
  readonly contrast: string;
  /** What is said was wished or expected, not found: "would", "should". */
  readonly unreal: string;
  /** What follows is granted, up to the comma; the rest of the sentence is the point: "despite". */
  readonly concession: string;
};

const sources: Readonly<Record<Supported, Source>> = {
  en: {
    negators: `not no never none neither nor nobody nothing nowhere without hardly barely rarely seldom scarcely lacks lacked
      lacking zero minus isn`,
    boosters: `very really extremely so super incredibly absolutely totally completely utterly highly too
      insanely exceptionally particularly especially truly such most remarkably amazingly deeply
      thoroughly entirely ever always damn freaking fucking way much even pretty just all quite real`,
    dampeners: `somewhat slightly fairly rather kinda sorta little bit partly mildly maybe perhaps
      almost moderately occasionally sometimes relatively mostly`,
    contrast: `but however although though yet except unfortunately nevertheless nonetheless`,
    unreal: `would should could might if wish hope hoping hoped expected expecting supposed`,
    concession: `although though despite while albeit notwithstanding whereas`,
  },
  de: {
    negators: `nicht nich ned net nit wenig wenige kein keine keinen keiner keinem keines keins nie niemals nichts nix ohne weder kaum
      nirgends nirgendwo keineswegs keinesfalls nimmer`,
    behind: `nicht nich ned net nit nie niemals`,
    boosters: `sehr echt wirklich total extrem absolut so besonders richtig unglaublich völlig viel zu äußerst immer
      überaus komplett voll ungemein enorm wahnsinnig unheimlich durchweg rundum höchst mega ultra hyper
      dermaßen derart ausgesprochen verdammt einfach ganz`,
    dampeners: `etwas bisschen bissl eher relativ ziemlich manchmal teilweise vielleicht fast halbwegs
      einigermaßen mitunter stellenweise gelegentlich minimal teils`,
    contrast: `aber jedoch allerdings doch trotzdem dennoch sondern hingegen dagegen andererseits`,
    unreal: `würde würden sollte sollten könnte könnten wäre wären hätte hätten müsste müssten bräuchte wenn falls
      hoffe hoffentlich wünschte wünschen erwartet erwartete`,
    concession: `obwohl trotz obgleich`,
  },
  fr: {
    negators: `ne pas peu jamais aucun aucune sans ni rien nullement guère aucunement`,
    behind: `pas jamais`,
    concord: true,
    boosters: `très tres vraiment trop tellement extrêmement si absolument totalement super hyper
      particulièrement beaucoup toujours carrément fort fortement vachement ultra méga entièrement
      complètement énormément infiniment incroyablement franchement tout`,
    dampeners: `assez plutôt parfois presque légèrement relativement moyennement quasi partiellement`,
    contrast: `mais cependant pourtant toutefois néanmoins sauf`,
    unreal: `serait seraient devrait devraient pourrait pourraient pourriez faudrait si espère espérons
      espérais attendais aurait auraient aimerais voudrais souhaite`,
    concession: `malgré quoique`,
  },
  es: {
    negators: `no ni poco poca pocos pocas nunca jamás sin nada ningún ninguna ninguno tampoco nadie apenas`,
    concord: true,
    boosters: `muy tan realmente demasiado extremadamente súper super totalmente absolutamente mucho muchísimo
      bastante siempre sumamente completamente verdaderamente re mega ultra increíblemente altamente
      especialmente`,
    dampeners: `algo casi quizás quizá relativamente ligeramente medio parcialmente`,
    contrast: `pero aunque excepto salvo sino`,
    unreal: `sería serían debería deberían podría podrían si ojalá espero esperaba habría quisiera
      gustaría hubiera hubiese`,
    concession: `aunque pesar`,
  },
  it: {
    negators: `non nn poco poca pochi poche né mai nessun nessuna nessuno senza niente nulla neanche nemmeno neppure mica`,
    concord: true,
    boosters: `molto davvero troppo così cosi estremamente super totalmente assolutamente veramente tanto sempre
      tantissimo moltissimo stra ultra mega incredibilmente particolarmente proprio decisamente
      completamente altamente`,
    dampeners: `abbastanza quasi forse leggermente relativamente po piuttosto parzialmente`,
    contrast: `ma però tuttavia eppure invece anzi bensì sebbene`,
    unreal: `sarebbe sarebbero dovrebbe dovrebbero potrebbe potrebbero se spero avrebbe avrebbero vorrei magari
      fosse avessi speravo`,
    concession: `nonostante sebbene malgrado`,
  },
  pt: {
    negators: `não nao pouco pouca poucos poucas nem nunca jamais sem nada nenhum nenhuma n ñ ninguém tampouco`,
    concord: true,
    boosters: `muito muita tão tao realmente demais extremamente super totalmente absolutamente bastante sempre
      mto mt mtu completamente imensamente incrivelmente mega ultra hiper bué particularmente bem`,
    dampeners: `meio quase talvez relativamente levemente parcialmente`,
    contrast: `mas porém contudo entretanto embora exceto todavia apesar`,
    unreal: `seria seriam deveria deveriam poderia poderiam se tomara espero esperava teria gostaria
      queria fosse`,
    concession: `embora apesar`,
  },
  nl: {
    negators: `niet geen weinig nooit niets niks zonder noch nauwelijks nergens niemand nie amper geenszins`,
    behind: `niet nooit`,
    boosters: `heel erg zeer echt super ontzettend enorm absoluut totaal zo bijzonder extreem veel te altijd
      hartstikke ongelooflijk ongelofelijk uiterst helemaal volledig mega ultra onwijs reuze waanzinnig`,
    dampeners: `beetje enigszins redelijk vrij nogal soms misschien bijna ietwat tamelijk deels
      gedeeltelijk lichtelijk`,
    contrast: `maar echter hoewel toch alleen desondanks daarentegen behalve`,
    unreal: `zou zouden moeten als indien hoop hopelijk hoopte verwacht verwachtte`,
    concession: `hoewel ondanks`,
  },
};

/** What a word does to the opinions beside it; one bit each. */
export const does = {
  negate: 1,
  boost: 2,
  dampen: 4,
  contrast: 8,
  unreal: 16,
  behind: 32,
  concord: 64,
  concede: 128,
} as const;

const compile = (source: Source): ReadonlyMap<string, number> => {
  const roles = new Map<string, number>();
  const add = (words: string, role: number): void => {
    for (const word of splitWords(words)) roles.set(word, (roles.get(word) ?? 0) | role);
  };
  add(source.negators, does.negate);
  add(source.behind ?? "", does.behind);
  if (source.concord === true) add(source.negators, does.concord);
  add(source.boosters, does.boost);
  add(source.dampeners, does.dampen);
  add(source.contrast, does.contrast);
  add(source.unreal, does.unreal);
  add(source.concession, does.concede);
  return roles;
};

/** Word -> its roles (bits of `does`), by language. */
export const smallWords: Readonly<Record<Supported, ReadonlyMap<string, number>>> = {
  en: compile(sources.en),
  de: compile(sources.de),
  fr: compile(sources.fr),
  es: compile(sources.es),
  it: compile(sources.it),
  pt: compile(sources.pt),
  nl: compile(sources.nl),
};
