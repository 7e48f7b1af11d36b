import { type Lines, lines } from "../voice.ts";

export const quality: Lines = {
  good: lines(`
    The {item} is [excellent|great|exactly what I hoped for|even better than the last one].
    [Great|Excellent|Really good|Top] quality, [the stitching is perfect|you feel it the moment you touch it|made to last].
    My {item} [survived|has now seen|came through] {trip} [without a scratch|and looks like new|in pouring rain].
    Wore the {pair} for [five|three|ten] days [in a row|in the hills|from hut to hut], [no blisters|not one wet foot|not a single complaint].
    Warm, light and [well made|packs down to nothing|dries over night].
    Stayed dry in [six hours of rain|a proper storm|everything the west coast had to offer].
    The {item} is the best I have [owned|had] in [twenty years of walking|a long time].
    Fabric feels [solid|wonderful|like it will last] and the zips [run smoothly|are the good ones].
    My [son|daughter|wife|husband] does not want to take the {item} off [any more|again].
    Good quality, [fair|honest] materials, [no nonsense|nothing for show].
    These {pair} are [a dream|super comfortable|the first ones that do not squeak].
    Bought the {item} [two|four|seven] years ago, still going strong, so [I bought another|now the family has four of them].
    The tent was up in [four|five] minutes, by [me alone|two people who had never done it|kids of nine and eleven].
    It keeps what the description promises. [Rare these days.|]
    Sleeping bag held to its minus five, [I checked|I was there].
    Very happy with the {item}, the [pockets|details|little loops] are [so|really] well thought out.
    Quality of your own brand is [better than|at least as good as] the expensive names.
    I use the {item} every day on the bike to work and [nothing wears out|it still repels the rain].
    Product quality, [every time|without exception|year after year].
    You can repair it instead of throwing it away, [that is quality to me|that is why I buy here].
    the {pair} are sooo comfy
    Sturdy, simple, [good looking|beautiful colour].
    The {item} lived through a toddler, a dog and {trip}.
    Finally a {item} without a giant logo.
    Smells of nothing, washes well, dries fast.
    The hood stays put in the wind[, such a simple thing|].
    I am a mountain guide and I buy these {pair} for work.
    Light enough for {trip}, tough enough for brambles.
    The wool does not itch[, and I am sensitive|].
    My third {item} from you, [each one better|and the first is still in use].
    Zips, seams, straps: all [done right|where they should be].
    The {pair} were dry the next morning, [hut veterans know what that means|great].
    It looks good in town as well.
    Beautiful {item}, [I get asked about it all the time|in real life even nicer].
    Simple things done well.
    Cooked for six people on the little stove for two weeks, not one problem.
    The rucksack carries 14 kg like nothing.
    Still waterproof after [three|five] years, I just wax it once a season.
    Reflective bits on the kids' jackets are a really good idea.
    Honest weight: you say 890 g, my scale says 884.
  `),
  goodMore: lines(`
    Even my mountain guide asked where I got it.
    The colour is nicer than in the photos.
    I took it on {trip}.
    Still no sign of wear.
    And it weighs almost nothing.
    My old one was half as good and twice as heavy.
    Bought a second one for my [sister|brother|father].
  `),
  bad: lines(`
    The zip of the {item} [broke|jammed|came off] after [two weeks|one trip|a month].
    [Poor|Disappointing|Bad] quality, a seam came [open|apart] [after three washes|on the first tour|on day one].
    Not waterproof, [whatever the label says|I was wet after an hour|water came through the seams].
    The sole of the left boot came off [after a season|on {trip}|within six months].
    Material feels [cheap|thin|flimsy] compared to [the one from five years ago|what you used to sell].
    The colour [faded|washed out] after [one summer|two washes].
    The {item} [pills|loses feathers|lost its shape] already.
    Quality is [going down|not what it was], [sadly|and the price is not].
    A button came off before I had even worn it.
    These {pair} [squeak|rub|leak] and [no spray helps|nobody could tell me why].
    The pole snapped in the first night, in a [light breeze|normal summer wind].
    Head torch went dark after an hour[, battery was full|].
    Third {item} in four years, the straps keep tearing at the same place.
  `),
  badMore: lines(`
    For that money I expect [more|five years, not five months].
    My old one from 2009 is still fine.
    I had it repaired by the tailor next door.
    On {trip} that is not funny.
    Warranty was refused because of "normal wear".
  `),
};

export const fit: Lines = {
  good: lines(`
    Perfect fit, [the size chart was right|the size advice was spot on|first time in years].
    The {pair} fit [like a glove|as if made for me|right out of the box].
    [Finally|At last] trousers in [long sizes|short sizes|a cut for real people].
    Size finder said M, M it is. [Perfect.|Works.|]
    Fits well over [a jumper|two layers] and [does not look like a sack|still looks good].
    Wide toe box, [my feet say thanks|exactly what I need].
    True to size.
  `),
  bad: lines(`
    The {item} runs [very small|two sizes too small|large|short in the arms].
    Size chart is [wrong|off|useless], [ordered L, got something like S|I measured twice].
    Sizes differ between [your own models|men's and women's in a strange way|colours of the same {item}].
    Ordered {ntimes} until the size was right.
    Sleeves [too short|too long|made for gorillas], the rest fits.
    [Half sizes|Long sizes|Bigger sizes] are [never there|always sold out|missing].
    Boots too [narrow|tight] at the toes although I took one size up.
    The {pair} sit too tight at the waist and too loose at the legs.
    No idea which size to take, [the chart says M, the reviews say XL|the size guide does not help at all].
    The women's cut is [too narrow at the shoulders|short, as if we did not carry rucksacks].
    Kids size 140 is in truth a 128.
    Between two sizes and the advice was [no help|to buy both].
    The hood is too small for a helmet.
    Boot size 43 from two models, one centimetre apart.
  `),
  badMore: lines(`
    Please show body measurements, not S M L.
    Sending it back costs me an afternoon.
    Same size from you fitted two years ago.
    I kept it, but I am not happy with it.
  `),
};

export const price: Lines = {
  good: lines(`
    [Fair|Good|Honest] price for [what you get|this quality|a {item} that lasts].
    [Half|Two thirds] the price of the [big brands|famous ones] and [as good|better].
    Good value, [in the sale even more|no tricks with fake discounts].
    Not cheap, worth it.
    Great offer on the {item}, [thanks|could not resist].
    I compared {ntimes}, you were [cheapest|the best price] including shipping.
  `),
  bad: lines(`
    [Too expensive|A bit too expensive|Quite pricey] for [a simple {item}|what it is|polyester].
    Prices have gone up [a lot|by a third in two years|every season].
    Bought the {item} at full price and [a week later it was 30 % off|two days after that it was in the sale].
    [6.90 for shipping|The delivery fee] for a [pair of socks|small order] [is too much|hurts].
    Found the same {item} [20 euros cheaper|much cheaper] [elsewhere|in a shop in {town}].
    Your prices are [getting silly|above my budget now], [sorry|I say that as a fan].
    Members used to get 10 %. Now it is points that [expire|nobody understands].
    The voucher [did not work on|excluded] [everything I wanted|sale items|your own brand, of all things].
    The price went up between basket and checkout.
  `),
  badMore: lines(`
    I wait for the sale now.
    My neighbour paid less in the shop, same week.
    Students have no chance at these prices.
    Why no free delivery from 50?
  `),
};

export const choice: Lines = {
  good: lines(`
    [Big|Great|Good] choice without [the junk|fifty versions of the same thing].
    You have the things [other shops stopped selling|nobody else has], [gaiters for small feet for example|like spare parts for old stoves].
    I find everything for [kids and dogs|winter camping|a whole family] in one place.
    Nice selection of [vegan boots|second hand|recycled fabrics].
    Well chosen range, [you can tell that someone tests it|not just everything].
  `),
  bad: lines(`
    My size is [always sold out|gone within a day of the newsletter].
    The {item} was [out of stock|sold out] [for two months|again], no date given.
    Fewer and fewer [colours|women's models|things for tall people].
    [All the nice colours|The good colours] are for men only.
    Ordered, confirmed, paid, and then "sorry, out of stock".
    I miss the old {item} model[, why was it dropped|].
  `),
};
