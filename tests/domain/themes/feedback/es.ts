/** Comments on a bank as Spanish customers write them: our own, by topic. */
export const es: Readonly<Record<string, string>> = {
  app: `
La aplicación se cierra sola al hacer una transferencia
La app es muy intuitiva y rápida
Desde la última actualización la aplicación no abre
No puedo entrar en la app con la huella
La aplicación va lentísima
Me encanta la nueva aplicación, todo muy claro
La app se bloquea constantemente
La app siempre da error al iniciar sesión
La aplicación funciona perfectamente en mi móvil
Han quitado funciones útiles de la app
La aplicación pide la contraseña cada dos minutos
Buena app, fácil de usar`,
  fees: `
Las comisiones son abusivas
Me cobraron una comisión sin avisar
Cuenta sin comisiones, por fin
Demasiadas comisiones por mantenimiento
Comisiones escondidas en la letra pequeña
Gracias por quitar las comisiones a los jóvenes
Me han subido la comisión de la tarjeta
La comisión por transferencia es un robo
Sin comisiones y sin letra pequeña, genial
Nadie me explicó las comisiones
Cobran comisión hasta por sacar dinero
Las comisiones más bajas del mercado`,
  card: `
Mi tarjeta fue bloqueada sin motivo
La tarjeta llegó en dos días, muy rápido
Llevo un mes esperando la tarjeta nueva
No puedo pagar con la tarjeta en el extranjero
La tarjeta dejó de funcionar en vacaciones
Activar la tarjeta fue muy sencillo
Me clonaron la tarjeta y no me ayudaron
La tarjeta de crédito tiene buenas ventajas
Tarjeta rechazada en el supermercado, qué vergüenza
El límite de la tarjeta es muy bajo
Bloquear la tarjeta desde el móvil es muy útil
La tarjeta virtual es comodísima`,
  phone: `
Nadie contesta el teléfono de atención al cliente
La atención al cliente es excelente
Cuarenta minutos de espera al teléfono
La atención telefónica es pésima
El chico de atención al cliente fue muy amable
Atención al cliente lenta y maleducada
Me colgaron el teléfono dos veces
Muy buena atención, resolvieron mi duda enseguida
La atención al cliente solo responde un robot
Llamé tres veces y cada vez me dijeron algo distinto
Gran atención al cliente, gracias Laura
No hay manera de hablar con atención al cliente`,
  branch: `
Las colas en la oficina son eternas
Cerraron la oficina de mi barrio
El personal de la oficina es encantador
Solo atienden en caja hasta las once
En la oficina me trataron fatal
La oficina nueva es muy cómoda
Hay que pedir cita para todo en la oficina
El director de la oficina nos ayudó muchísimo
Una hora de cola para ingresar un cheque
Oficina limpia y bien atendida
Siempre hay una sola persona en la oficina
El horario de la oficina es ridículo`,
  loan: `
La hipoteca tiene un interés demasiado alto
Aprobaron el préstamo en un día, increíble
Me negaron el préstamo sin explicación
Los intereses del préstamo subieron otra vez
Pedir la hipoteca fue un proceso larguísimo
Muy contento con las condiciones de la hipoteca
El préstamo online es rápido y claro
Demasiados papeles para un préstamo pequeño
La hipoteca más barata que encontré
Me obligaron a contratar un seguro con la hipoteca
El gestor de la hipoteca no responde
Préstamo concedido sin problemas`,
};
