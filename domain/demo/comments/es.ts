import { type Voice, lines } from "./voice.ts";

export const es: Voice = {
  topics: {
    late: {
      bad: lines(`
        La entrega llegó con [tres|cuatro|cinco] días de retraso[ y nadie avisó|].
        Prometido para el {day}, llegó [una semana después|demasiado tarde para el viaje].
        El paquete estuvo [parado|perdido] en el almacén [cuatro|seis] días.
      `),
    },
    fast: {
      good: lines(`
        Entrega [rápida|muy rápida|en dos días], [todo perfecto|bien embalado].
        Llegó antes de lo previsto.
      `),
    },
    outside: {
      bad: lines(`Dejaron el paquete fuera, [bajo la lluvia|en la calle], sin llamar.`),
    },
    quality: {
      good: lines(`
        Muy buena calidad, [la chaqueta es perfecta|materiales de verdad].
        Las botas son [comodísimas|una maravilla].
      `),
      bad: lines(`
        La cremallera se rompió [a las dos semanas|en la primera salida].
        No es impermeable[, lástima|].
      `),
    },
    fit: {
      good: lines(`La talla es exacta.`),
      bad: lines(`Talla [muy pequeña|enorme], la guía no sirve.`),
    },
    price: {
      good: lines(`Buen precio para lo que ofrece.`),
      bad: lines(`
        [Un poco|Demasiado] caro.
        Gastos de envío muy altos.
      `),
    },
    staff: {
      good: lines(
        `Atención al cliente [excelente|muy amable], me ayudaron [enseguida|en cinco minutos].`,
      ),
      bad: lines(`Nadie responde a mis correos.`),
    },
    returns: {
      good: lines(`Devolución fácil y rápida.`),
      bad: lines(`Sigo esperando el reembolso, ya [tres|cuatro] semanas.`),
    },
    checkout: {
      good: lines(`
        Muy fácil, [tres clics|sin crear cuenta].
        Pago sencillo y rápido.
      `),
      bad: lines(`
        El pago falló [dos|tres] veces.
        Se vació la cesta al pagar.
      `),
    },
    site: {
      good: lines(`Página clara y con buenas fotos.`),
      bad: lines(`La web va lenta en el móvil.`),
    },
    general: {
      good: lines(`
        Todo bien, [volveré a comprar|repetiré seguro].
        Los recomiendo[ a todos mis amigos|].
      `),
      bad: lines(`
        Esperaba más.
        Esta vez me han decepcionado.
      `),
    },
  },
  tiny: {
    good: ["Perfecto", "muy bien", "Genial", "todo ok", "fácil", "Excelente", "rápido"],
    okay: ["normal", "regular", "bien", "el precio"],
    bad: ["tarde", "Mal", "muy caro", "Decepcionado"],
  },
  opener: { good: ["¡Gracias!", "Primera compra."], bad: ["Una pena.", "Hola:"] },
  closer: {
    good: ["Gracias.", "¡Seguid así!"],
    bad: ["Espero una respuesta.", "Hay que mejorar."],
  },
  but: [", pero", ". Eso sí,"],
  capital: /^\d/u.source,
  newCarrier: ["Postley"],
  slots: { carrier: ["el transportista"], day: ["lunes", "martes", "jueves"] },
};
