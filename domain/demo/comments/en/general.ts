import { type Lines, type Voice, lines } from "../voice.ts";

export const general: Lines = {
  good: lines(`
    [Always|Every time] a pleasure[ to shop here| with you|].
    [Happy|Loyal|Satisfied] customer since [2014|2009|years|the little shop by the harbour].
    Everything [as it should be|went well|fine from order to delivery].
    [I recommend you to everyone in my walking group|Half of my climbing club buys here now].
    You feel that people who like the outdoors work there.
    Reliable, friendly, [no tricks|down to earth].
    My favourite shop for [anything outdoors|hiking stuff|the whole family].
    Never had a problem in [six|ten|three] years.
    I like what you stand for[: repair, fair, simple|].
    First order and [surely not the last|I am impressed].
    It just works, [order after order|and that is rare].
    Good things, good people.
    Did what it says. [Keep it that way.|]
    I trust you, [simple as that|and that is not a given].
    A shop that [thinks with you|treats you like a neighbour].
    My whole hiking group wears Halden by now.
    Ordered for the first time because of a friend. [She was right.|]
    The little card in the parcel made me smile.
    I like your newsletter with the tour tips, the only one I read.
    You closed on the holiday so your people could go outside. [I love that.|Respect.]
    From the first click to the parcel [all good|a good feeling].
    Everything went well, [so well that I have nothing to write|no drama].
    What I like most is that nobody wants to sell me things I do not need.
    Old school in a good way.
    Feels like the shop in the village, just online.
  `),
  bad: lines(`
    It [used to be|was] better.
    Expected more from you [to be honest|after all the good reviews|].
    [Too many|Too much] small things went wrong this time.
    I am [a bit|quite] disappointed [this time|with this order].
    Nothing special, [any shop can do that|average].
    First order, probably the last.
    I have to ask for everything, nothing comes from your side.
    Not the Halden I know.
  `),
};

export const around: Omit<Voice, "topics" | "slots" | "newCarrier"> = {
  tiny: {
    good: lines(`
      great
      Great shop
      Perfect
      Perfect!
      super
      All good
      all fine, thanks
      Love it
      👍
      👍👍
      Quality
      Very good
      Top!
      Excellent service
      the boots
      Friendly people
      fast and easy
      easy
      Great quality
      Everything
      Good stuff
      No complaints
      Best outdoor shop
      happy
      ❤️
      Thank you Halden
      nice
      keep it up
      good advice
      Fair prices
      good value
      works
      Brilliant
      my new jacket :)
    `),
    okay: lines(`
      ok
      Ok
      okay
      fine
      It was ok
      so so
      not bad
      alright
      nothing special
      cheaper shipping
      more sizes
      faster delivery
      Lower prices
      more colours
      no
      -
      idk
      can't think of anything
      Better photos
      meh
      average
      free returns
      more shops
      bigger sizes pls
    `),
    bad: lines(`
      Too late
      too slow
      late
      Bad service
      Disappointing
      never again
      Terrible
      too expensive
      No answer
      👎
      awful delivery
      The carrier
      wrong size
      still waiting
      not happy
      Poor quality
      Everything
      Bad
      what a mess
      rubbish
      😡
      communication
    `),
  },
  opener: {
    good: lines(`
      Thank you!
      Thanks to the whole team.
      Have been a customer for [years|ages].
      I do not write reviews normally.
      What can I say?
      Quick feedback from [{town}|a happy customer|the train]:
      Very happy.
      Just back from {trip}.
      As always:
      Honestly?
      Big thanks to {who}.
      A word of praise:
      Second order this month.
      Hello from {town}!
      Dear people at Halden,
      Just to say:
      First time here.
      OK, so.
    `),
    bad: lines(`
      Sorry, but no.
      To be honest:
      I have been a customer for [years|ten years|a long time].
      Normally I do not complain.
      Well.
      I am [angry|annoyed|tired of this].
      Where do I start?
      Dear Halden,
      What happened to you?
      Short version:
      I really wanted to like this.
      Disappointed.
      This is my second complaint.
      I give you that score for one reason.
      A pity, because I like you.
      Not my day, or yours.
      Hello,
      So.
    `),
  },
  closer: {
    good: lines(`
      [Thanks|Thank you|Many thanks]!
      [Keep it up.|Keep going.|Stay as you are.]
      Will order again.
      See you on the next order.
      Greetings from {town}.
      10 out of 10.
      Happy customer here.
      Already told my friends.
      Go on like this!
      Recommended.
      Nothing to add.
      More of that please.
      All the best.
      Now off to the hills.
      That is all I wanted to say.
      You made my week.
      Bye!
    `),
    bad: lines(`
      Please [fix that|do something about it|look into it].
      I expected better.
      Not again.
      Think about it.
      What a pity.
      I hope someone reads this.
      Waiting for an answer.
      Next time I buy elsewhere.
      Come on.
      You lost me there.
      That is all.
      Regards from {town}.
      I would like to hear from you.
      Hoping for better.
      Sorry to say.
      It is the small things.
      I know you can do it.
      Please pass this on.
      Otherwise I like you.
    `),
  },
  but: lines(`
    , but
    , but
    , but
    . But
    . However,
    ... but
    . One thing:
  `),
  capital: /^(?:I\b|I'|PayPal|Halden|App\b|Postley|[A-ZÄÖÜ]{2}|Google|M\b|\d)/u.source,
};
