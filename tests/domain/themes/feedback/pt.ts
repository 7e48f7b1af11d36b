/** Comments on an internet provider as Brazilian customers write them: our own, by topic. */
export const pt: Readonly<Record<string, string>> = {
  speed: `
A internet é muito lenta à noite
Internet rápida e estável, recomendo
A velocidade contratada nunca chega
Internet cai todo dia
Ótima velocidade, nunca fico na mão
A internet oscila demais, não dá para trabalhar
Internet excelente para jogar
Pago por 500 mega e a velocidade não passa de 50
Sinal da internet fraco no quarto
Velocidade muito boa por esse preço
A internet ficou fora do ar o fim de semana inteiro
Depois da troca do modem a internet melhorou`,
  billing: `
Cobrança indevida na minha fatura
A fatura veio com valor errado de novo
Fatura clara e fácil de pagar
Cobraram multa sem explicar
Cancelei e continuam mandando fatura
O valor da fatura aumentou sem aviso
Boleto chega sempre atrasado
Pagar a fatura pelo aplicativo é muito prático
Cobranças de serviços que não pedi
Fatura duplicada, um absurdo
Nunca tive problema com cobrança
Estorno da cobrança demorou três meses`,
  support: `
O atendimento é péssimo, ninguém resolve
Atendimento rápido e educado
Fiquei uma hora no telefone com o atendimento
A atendente foi muito atenciosa
Atendimento só com robô, impossível falar com alguém
Parabéns pelo atendimento
O atendente desligou na minha cara
Atendimento pelo WhatsApp funciona bem
Passam de um atendente para outro e nada
Melhor atendimento que já tive
Atendimento demorado e despreparado
Atendimento nota dez, problema resolvido`,
  technician: `
O técnico não apareceu no dia marcado
Técnico educado e pontual
A instalação ficou mal feita, fios soltos
Instalação rápida e limpa
O técnico furou a parede errada
Remarcaram a visita do técnico três vezes
Instalação agendada para o mesmo dia, ótimo
O técnico explicou tudo com paciência
Esperei o dia todo e nenhum técnico veio
A instalação demorou duas semanas
Técnico excelente, resolveu em minutos
Visita técnica cobrada sem necessidade`,
  app: `
O aplicativo trava na tela de login
Aplicativo simples e útil
Não consigo entrar no aplicativo
O aplicativo não mostra o consumo
Adorei o novo aplicativo
O aplicativo pede atualização toda hora
Aplicativo fecha sozinho
Consigo resolver tudo pelo aplicativo
Aplicativo pesado e confuso
A senha do aplicativo nunca funciona
Aplicativo muito bom
Erro no aplicativo ao pedir segunda via`,
  price: `
O plano é caro demais
Bom preço em comparação com os outros
O preço subiu depois do primeiro ano
Plano família com ótimo preço
Promoção só para clientes novos, injusto
Preço justo pelo que oferece
Prometeram um desconto que nunca veio
Os planos são caros e limitados
Mudei de plano e o preço dobrou
Plano barato e sem surpresas
O desconto acabou sem aviso
Não vale o preço`,
};
