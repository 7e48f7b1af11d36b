import type { LexiconSource } from "./types.ts";

/** French opinion words; looked up by word, then by stem. */
export const fr: LexiconSource = {
  positive: {
    3: `excellent excellente parfait parfaite parfaitement génial géniale fantastique merveilleux merveilleuse
      magnifique formidable extraordinaire exceptionnel exceptionnelle superbe incroyable adore adoré adorer
      meilleur meilleure meilleurs délicieux délicieuse remarquable impeccable sublime ravi ravie
      enchanté splendide irréprochable top bravo amour aime`,
    2: `bon bonne bons bonnes bien super agréable sympa sympathique gentil gentille aimable accueillant
      serviable efficace rapide rapidement rapidité facile facilement simple pratique utile confortable propre
      beau belle joli jolie content contente satisfait satisfaite satisfaction heureux heureuse
      recommande recommander recommandé merci fiable solide professionnel professionnelle compétent compétente
      attentif souriant souriante chaleureux qualité frais savoureux abordable raisonnable mieux amélioré
      ponctuel clair claire intuitif fluide moderne plaisir plaît réussi réussite succès gagné
      intéressant drôle rire cool félicitations apprécie apprécié j'aime soigné généreux confiance
      joyeux vive hâte bonheur fier sourire courage charmant poli réactif réactive disponible`,
    1: `correct correcte ok convenable suffisant fonctionne marche gratuit nouveau espère écoute choix
      possible volontiers aide aidé`,
  },
  negative: {
    3: `horrible affreux affreuse terrible catastrophe catastrophique nul nulle nuls honteux honte scandaleux scandale
      inadmissible inacceptable lamentable déplorable dégoûtant dégueulasse pire pires arnaque
      arnaqueurs voleurs escroquerie merde merdique déteste détester haine inutile inutilisable
      ridicule exécrable minable atroce infect cauchemar con conne connard putain immonde abominable`,
    2: `mauvais mauvaise mauvaises déçu déçue déçus décevant décevante déception insatisfait mécontent
      énervé énervant agaçant frustrant frustré frustration colère fâché lent lente lenteur long longue
      retard retards attendre attente attendu cassé cassée défectueux abîmé endommagé erreur
      erreurs problème problèmes difficile compliqué compliquée confus désagréable impoli malpoli
      incompétent incompétente arrogant ignoré cher chère chers trop-cher sale bruyant bruit froid froide
      inconfortable faux fausse perdu perdue perd manque manquant bug bugs bugue plante plantage
      panne réclamation plainte annulé annulée annulation malheureusement dommage triste ennuyeux ennuyeuse
      ennui médiocre faible insuffisant refus refusé menti mensonge mensonges impossible regrette
      laid moche peur inquiet inquiétude malade mort guerre crise accident grave polémique pollution
      menace danger dangereux bloqué abandon raté galère pénible désolé rien marre insupportable
      stupide bête aucun`,
    1: `pourquoi malgré petit court vieux vieille frais-supplémentaires remboursement retour peu toujours-pas
      supprimé pauvre pauvres seul contre`,
  },
  phrases: `plus jamais=-3|trop cher=-2|trop chère=-2|trop long=-2|trop lent=-2|trop petit=-2|ne marche pas=-3|ne fonctionne pas=-3|aucune réponse=-2|pas de réponse=-2|pas de problème=2|aucun problème=2|toujours pas=-2|très bien=3|très bon=3|à éviter=-3|je recommande=3|pas mal=1.5|laisse à désirer=-2|en retard=-2|à l'heure=2|n'importe quoi=-3|au top=3|rien à redire=3|à fuir=-3`,
  neutralPhrases: `bien que|ou bien|bien sûr|si bien que|bon marché|le long|eh bien`,
  negators: `ne pas jamais aucun aucune sans ni rien n'est n'a n'ai n'ont n'était`,
  boosters: `très vraiment trop tellement extrêmement si absolument totalement super hyper particulièrement beaucoup toujours`,
  dampeners: `peu assez plutôt parfois presque légèrement relativement`,
  contrast: `mais cependant pourtant toutefois néanmoins malheureusement sauf dommage`,
};

/** Spanish opinion words; looked up by word, then by stem. */
export const es: LexiconSource = {
  positive: {
    3: `excelente excelentes perfecto perfecta perfectamente fantástico fantástica maravilloso maravillosa
      increíble genial estupendo estupenda magnífico espectacular extraordinario excepcional inmejorable
      impecable mejor mejores encanta encantó encantado encantada amo delicioso deliciosa brillante
      fabuloso sobresaliente buenísimo amor`,
    2: `bueno buena buenos buenas buen bien amable amables simpático simpática agradable atento atenta
      servicial eficiente eficaz rápido rápida rápidamente fácil fácilmente sencillo cómodo cómoda
      práctico útil limpio limpia bonito bonita hermoso hermosa lindo linda guapo contento contenta
      satisfecho satisfecha feliz felicidad recomiendo recomendable recomendado gracias fiable confiable
      profesional competente calidad fresco rico rica sabroso asequible barato económico razonable mejorado
      puntual claro intuitivo moderno disfrutar disfruté gusta gustó gustado éxito exitoso ganar
      interesante divertido divertida risa jaja jajaja felicidades felicitaciones alegría alegre acogedor
      confianza seguro estable bravo suerte sonrisa orgulloso ilusión mola guay chulo`,
    1: `correcto aceptable ok vale funciona gratis nuevo espero ojalá variedad suficiente ayuda ayudó ayudaron favor`,
  },
  negative: {
    3: `horrible horroroso terrible pésimo pésima fatal desastre desastroso asco asqueroso vergüenza
      vergonzoso inaceptable lamentable deplorable peor peores estafa estafadores timo robo ladrones mierda puta
      puto odio odiar inútil inservible ridículo basura nefasto penoso pesadilla gilipollas idiota
      imbécil jodido joder`,
    2: `malo mala malos malas mal decepcionado decepcionada decepcionante decepción insatisfecho molesto
      molesta enfadado enojado frustrante frustrado frustración lento lenta lentitud tarde retraso
      retrasos retrasado demora demoras esperar espera esperando roto rota defectuoso dañado error
      errores problema problemas difícil complicado complicada confuso desagradable maleducado grosero
      incompetente arrogante ignorado caro cara caros carísimo sucio sucia ruidoso ruido frío fría incómodo
      incómoda equivocado falso perdido perdida perdió pierde falta faltan fallo fallos falla fallas
      queja quejas reclamación reclamar cancelado cancelada cancelación desafortunadamente lástima pena
      triste aburrido aburrida mediocre deficiente insuficiente rechazado mentira mentiras mentir imposible
      arrepiento feo fea miedo preocupado enfermo muerte guerra crisis grave colgado bloqueado
      abandonado estresado cansado cansada harto harta dolor duele llorar lloro solo estúpido tonto
      vacío culpa nadie`,
    1: `porqué aunque poco pequeño corto viejo antiguo reembolso devolución todavía sin nunca tampoco`,
  },
  phrases: `nunca más=-3|muy caro=-2|demasiado caro=-2|demasiado tiempo=-2|no funciona=-3|no sirve=-3|no recomiendo=-3|no lo recomiendo=-3|sin problemas=2|sin problema=2|ningún problema=2|todavía no=-1.5|aún no=-1.5|muy bien=3|muy bueno=3|deja que desear=-2|a tiempo=2|sin respuesta=-2|no responden=-2|no contestan=-2|me encanta=3|me gusta=2|no está mal=1.5|de lujo=3|vale la pena=2`,
  neutralPhrases: `más bien|o sea|buenos días|buenas noches|buenas tardes|por favor|tal vez`,
  negators: `no ni nunca jamás sin nada ningún ninguna ninguno tampoco`,
  boosters: `muy tan realmente demasiado extremadamente súper totalmente absolutamente mucho bastante siempre`,
  dampeners: `poco algo casi quizás relativamente ligeramente`,
  contrast: `pero sin-embargo aunque excepto lástima salvo`,
};

/** Italian opinion words; looked up by word, then by stem. */
export const it: LexiconSource = {
  positive: {
    3: `eccellente ottimo ottima ottimi ottime perfetto perfetta perfettamente fantastico fantastica
      meraviglioso meravigliosa stupendo stupenda straordinario eccezionale splendido splendida
      magnifico incredibile geniale impeccabile migliore migliori adoro amo amore delizioso bellissimo
      bellissima buonissimo strepitoso spettacolare favoloso`,
    2: `buono buona buoni buone bene bello bella belli belle bravo brava bravi gentile gentili cordiale simpatico simpatica
      piacevole disponibile efficiente efficace veloce velocemente rapido rapida facile facilmente semplice
      comodo comoda pratico utile pulito pulita contento contenta soddisfatto soddisfatta felice
      consiglio consigliato consigliatissimo grazie affidabile professionale competente qualità fresco gustoso
      economico conveniente ragionevole meglio migliorato puntuale chiaro intuitivo moderno piace
      piaciuto divertente successo vincere vinto interessante carino carina complimenti auguri
      accogliente sicuro stabile fiducia gioia sorriso risata haha fortuna forte evviva apprezzo raccomando`,
    1: `corretto ok discreto funziona gratis gratuito nuovo spero speriamo scelta sufficiente aiuto aiutato favore volentieri`,
  },
  negative: {
    3: `orribile pessimo pessima pessimi terribile disastro disastroso vergogna vergognoso vergognosa schifo
      schifoso inaccettabile deplorabile penoso peggiore peggio truffa truffatori ladri merda cazzo odio
      odiare inutile inutilizzabile ridicolo ridicola spazzatura incubo idiota idioti scandaloso scandalo
      coglione coglioni vaffanculo stronzo`,
    2: `cattivo cattiva male scarso scarsa deluso delusa deludente delusione insoddisfatto arrabbiato fastidioso
      frustrante lento lenta lentezza tardi ritardo ritardi aspettare attesa atteso rotto rotta difettoso
      danneggiato errore errori problema problemi difficile complicato complicata confuso sgradevole maleducato
      maleducata scortese incompetente incompetenti arrogante ignorato caro cara costoso costosa sporco
      sporca rumoroso rumore freddo fredda scomodo scomoda sbagliato falso falsi perso persa manca mancano
      mancanza bug blocca bloccato guasto reclamo reclami cancellato annullato purtroppo peccato triste
      tristezza noioso noiosa mediocre insufficiente rifiutato bugia bugie bugiardo impossibile pento brutto
      brutta paura preoccupato malato morte morti guerra crisi grave stanco stanca colpa nessuno stupido
      piangere fallito fallimento disonesto corrotti precari precariato tasse tagli sciopero protesta`,
    1: `perché nonostante poco piccolo corto vecchio rimborso reso ancora senza contro purtroppo mai`,
  },
  phrases: `mai più=-3|troppo caro=-2|troppo tempo=-2|non funziona=-3|non va=-2|non consiglio=-3|non lo consiglio=-3|nessun problema=2|senza problemi=2|ancora niente=-2|nessuna risposta=-2|molto bene=3|molto buono=3|in ritardo=-2|in orario=2|lascia a desiderare=-2|non male=1.5|mi piace=2|che schifo=-3|fa schifo=-3|vale la pena=2`,
  neutralPhrases: `va bene|ben oltre|buona notte|buon giorno|per favore`,
  negators: `non né mai nessun nessuna nessuno senza niente nulla neanche nemmeno`,
  boosters: `molto davvero troppo così estremamente super totalmente assolutamente veramente tanto sempre`,
  dampeners: `poco abbastanza quasi forse leggermente relativamente`,
  contrast: `ma però tuttavia purtroppo eppure peccato`,
};

/** Portuguese opinion words; looked up by word, then by stem. */
export const pt: LexiconSource = {
  positive: {
    3: `excelente excelentes perfeito perfeita perfeitamente fantástico fantástica maravilhoso maravilhosa
      incrível genial ótimo ótima ótimos espetacular extraordinário excepcional impecável melhor melhores
      adoro adorei amo amei amor delicioso deliciosa brilhante fabuloso sensacional top maravilha lindíssimo`,
    2: `bom boa bons boas bem simpático simpática amável gentil agradável atencioso atenciosa prestativo
      eficiente eficaz rápido rápida rapidamente rapidez fácil facilmente simples confortável prático útil
      limpo limpa bonito bonita lindo linda contente satisfeito satisfeita feliz felicidade recomendo
      recomendado obrigado obrigada confiável profissional competente qualidade fresco saboroso
      acessível barato econômico razoável melhorou pontual claro intuitivo moderno gosto gostei gostoso
      sucesso ganhar ganhou interessante divertido engraçado kkk kkkk kkkkk haha rsrs parabéns
      alegria acolhedor seguro estável confiança sorriso orgulho torcendo merece merecido arrasou fofo
      fofa legal show querido diva curti`,
    1: `correto ok aceitável funciona grátis novo espero tomara variedade suficiente ajuda ajudou favor bacana`,
  },
  negative: {
    3: `horrível horroroso terrível péssimo péssima péssimos desastre desastroso nojo nojento vergonha
      vergonhoso inaceitável lamentável deplorável pior piores golpe fraude roubo ladrão ladrões merda
      porra odeio ódio inútil ridículo ridícula lixo pesadelo idiota imbecil babaca escroto bosta puta`,
    2: `mau má maus ruim ruins mal decepcionado decepcionada decepcionante decepção insatisfeito chateado
      irritado irritante raiva frustrante frustrado frustração lento lenta lentidão demorado demora
      demoram atraso atrasos atrasado tarde esperar espera esperando quebrado quebrada defeito defeituoso danificado
      erro erros problema problemas difícil complicado complicada confuso desagradável mal-educado grosseiro
      incompetente arrogante ignorado caro cara caros caríssimo sujo suja barulhento barulho frio fria
      desconfortável errado falso perdido perdida perdeu perder falta faltou faltando falha falhas trava
      travando reclamação reclamar cancelado cancelada cancelamento infelizmente pena triste tristeza
      chato chata medíocre deficiente insuficiente recusado mentira mentiras impossível arrependo feio feia
      medo preocupado doente morte morreu guerra crise grave bloqueado abandonado cansado cansada dor dói
      chorar chorando chorei culpa ninguém burro estúpido louco saudade preguiça`,
    1: `porque embora pouco pequeno curto velho antigo reembolso devolução ainda sem nunca nem`,
  },
  phrases: `nunca mais=-3|muito caro=-2|caro demais=-2|não funciona=-3|não recomendo=-3|sem problemas=2|nenhum problema=2|ainda não=-1.5|muito bom=3|muito bem=3|sem resposta=-2|não respondem=-2|deixa a desejar=-2|no prazo=2|a tempo=2|não gostei=-3|vale a pena=2|nada mal=1.5`,
  neutralPhrases: `bom dia|boa noite|boa tarde|por favor|se bem que|bem como`,
  negators: `não nao nem nunca jamais sem nada nenhum nenhuma n`,
  boosters: `muito tão realmente demais extremamente super totalmente absolutamente bastante sempre mto mt`,
  dampeners: `pouco meio quase talvez relativamente levemente`,
  contrast: `mas porém contudo entretanto embora infelizmente exceto`,
};
