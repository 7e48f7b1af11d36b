import { type Lines, lines } from "../voice.ts";

export const late: Lines = {
  bad: lines(`
    Ordered on {day}, promised for {day2}, arrived [five|six|eight] days late.
    My {item} came {days} late [and nobody told me|without a word from you|and I had to chase it myself].
    [Late delivery, again.|Late again.|Second late delivery in a row.] This time it was {days}.
    The tracking [said|kept saying|insisted on] "out for delivery" for {days}. [So late.|In the end it was a week late.|]
    Paid for express delivery and it was {days} late anyway.
    The parcel [sat|was stuck|spent {days}] in a depot [near {town}|somewhere around {town}|and nobody could say why].
    [{Ndays} for a pair of socks.|{Ndays} for one fleece.|{Ndays} to move a small box 200 km.] [Late, late, late.|Nobody could tell me why it was late.|That used to take two.]
    Delivery was [over a week|nearly two weeks|{days}] late.
    Marked as delivered on {day}, in my hands on {day2}, [two days late|late as always]. [Where was it in between?|Neither you nor {carrier} could explain.|]
    {carrier} never [rang the bell|came|showed up], [just|only] a note that I was not at home. I was. [So it came a day late.|]
    I took a day off for this delivery and [no one came|it came a day late|it was moved to {day} at 5 pm].
    The delivery was delayed {ntimes}. [In the end I stopped looking.|Each time by one day.|I only found out by checking myself.]
    Too late for {trip}, [so now I have two {pair}|so I left without the {item}|which was the whole reason for the order].
    Delivery was {days} late, [no mail, no sms, nothing|and the apology came a week after that|the tracking page was wrong all the time].
    Waiting time for the delivery is [way|far|much] too long.
    The late delivery [ruined|spoiled] {trip}.
    It says 2-3 working days on the page. It was [seven|eight|nine]. That is late.
    late late late. still waiting, the order is [ten|eleven|nine] days old
    [Slow|Painfully slow|Very slow] shipping, [a week late|{days} late].
    My order was [split in three|sent in two parcels], [one on time, the rest {days} late|and the second one is late as I write].
    It arrived after {trip}, {days} late. [Useless to me now.|What should I do with it now?|]
    Late, and the wrong estimate on top. [If you write {day}, I plan with {day}.|Better no date at all than a wrong one.]
    Delivery [delayed|late] {ntimes} with the [same|identical] excuse: "high volume".
    The parcel was late because the driver [could not find the house|said the street was closed|had run out of time].
    [Had to pick it up myself|I ended up collecting it] from a shop [8 km away|in the next village|on the other side of {town}], {days} late.
    This delivery was {days} late. Shipping used to be your strong point.
    It was late, and only after I [called|wrote|asked] the parcel started to move.
    Delayed, [no idea why|no reason given|no new date].
    late delivery, [nothing else to say|that is my reason|otherwise fine]
    If only it had not been late, [I was really looking forward to the {item}|everything else was fine].
    A delay can happen, but {days} late without one message is [not ok|rude|too much].
    Late by {days}, [and the {item} was a gift|and I needed the {pair} for {trip}].
  `),
  badMore: lines(`
    We left for {trip} without it.
    Nobody [wrote|called|told me anything]; I had to find out by myself.
    The carrier says it is your fault, you say it is the carrier's.
    Your hotline could only read the tracking page to me.
    I would not mind a delay if someone just told me.
    [A voucher|An apology|One honest mail] would have been nice.
    I ordered the same at a shop in town [in the end|and had it the same day].
    That is not what I [expect|pay for|am used to] from Halden.
    If it happens once more I [cancel|order elsewhere|go to the shop round the corner].
    You can do better, I have seen it [for years|four years long].
  `),
};

export const fast: Lines = {
  good: lines(`
    [Ordered in the evening|Ordered on {day} night|Ordered before lunch], delivered [the next day|less than two days later|next morning].
    [Fast|Quick|Really fast|Super quick] delivery[, as always|, as usual|].
    Delivery was [a day early|faster than promised|there before I expected it].
    The [driver|courier|delivery man] was [friendly|very kind|polite and waited until I was down the stairs].
    Arrived exactly in the [hour|time window] you named.
    I could [move the delivery to {day}|choose the parcel locker|change the address on the way] with one [click|tap]. [Great.|Very handy.|]
    Tracking was [accurate to the minute|spot on|clear from start to finish].
    Came on time, [well packed|dry in spite of the storm|in one piece].
    Two days from you to [a village in the north|an island|the end of the world where I live]. [Impressive.|Wow.|]
    It was there [in time for {trip}|just before {trip}|the day we left for {trip}].
    [Shipping|Delivery] [is always on time|never disappoints|just works].
    Order, mail, parcel, done. [That is how it should be.|No fuss.|]
    The text message half an hour before the courier came was [very useful|perfect|a nice touch].
    They left it with the neighbour I had chosen, [and told me so|exactly as I asked].
    Parcel handed over in person, [with a smile|nothing to complain about].
    Ordered too late for the weekend I thought, but it was here on {day}.
    Punctual delivery and [good|careful|clear] tracking.
    The [parcel shop|locker] option saves me every time.
    Even in the [Christmas rush|sale week] it took only two days.
    Nothing to say, it came when you said it would.
    Rang twice, waited, said hello. [Small things count.|That is all I want.]
    At the door before [breakfast|nine in the morning|the kids were at school].
    I was informed at every step, [not too much, not too little|by mail and text].
    Expected it on {day2}, got it on {day}.
    The courier carried the {item} up to the fourth floor. [Respect.|No lift!|]
    Very [smooth|uncomplicated] delivery, collected at the [station|petrol station|kiosk] on my way home.
    Delivery was free and still fast.
    I had a wrong house number in the order and it [still found me|got fixed with one call].
    The box was small enough for the letterbox, so no waiting at home.
    The evening slot is [made for people with a job|why I order from you].
    Well packed, came on the day you said, [nothing missing|slip and label inside].
    [Three|Four|Two] orders this year, all on time.
    Everything in one parcel [instead of five|this time], thank you.
    My order from the sale was here before my friend's from a big shop.
    Bike courier in town, within hours. [Cool.|So good.|]
    Delivered to the office, reception signed, [easy|I got a text at once].
    It arrived while I was still reading the shipping mail, more or less.
    Came [by post|with the usual van], quick and dry.
    The map with the little van is [fun|useful|accurate].
    I left for {trip} with the new {item} in the bag, thanks to a delivery that kept its word.
    Good communication about the delivery, [I knew the hour|even when it snowed].
    As promised: {day}.
    The parcel was hidden exactly where I asked, behind the wood pile.
    No complaints about the delivery, [it was early|friendly young man at the door].
    [Delivered|Sent] on the same day I ordered.
    Your packers are fast, ordered at four, label printed at half past four.
  `),
  goodMore: lines(`
    Other shops could learn from that.
    I never had to look up the tracking.
    And no plastic in the box.
    My neighbour ordered the same after that.
    It even came in a box I could reuse.
    That is why I order here and not at the big ones.
  `),
};

export const outside: Lines = {
  bad: lines(`
    The parcel was left outside on the doorstep [in the rain|in plain sight|next to the bins]. [No note, no ring.|Anyone could have taken it.|]
    [Box|Parcel|The box] stood on the doorstep in the rain for [a whole afternoon|hours|half a day], [the {item} was soaked|everything inside was wet|the cardboard fell apart in my hands].
    {carrier} just left the parcel outside on the [doorstep|street|steps] and [marked it as handed over|took a photo|drove off].
    Found my parcel [behind the bins|under the hedge|on the wall by the street|in the wet grass], two days after "delivered".
    Parcel left on the doorstep without asking, [for the second time|again|although I was at home all day].
    My {item} was [stolen|gone], because the parcel was left outside on the doorstep.
    "Delivered to a safe place" means [outside in the snow|on the doorstep of a block with 30 flats|next to the road], it seems.
    Left on the doorstep [over the weekend|overnight] while we were away. [I never gave permission for that.|Lucky that nothing was taken.|]
    Driver threw the parcel over the [fence|gate]. [There is a camera, I saw it.|It landed in a puddle.|]
    The parcel was left outside in plain sight. [Please tell {carrier} to ring.|There is a bell!|We have neighbours for that.]
    No signature, no bell, the box just [lay|stood] on the doorstep in the [rain|wet].
    soaked box on the doorstep, {item} inside damp and smelling
    I asked for the neighbour, they left it on the doorstep [anyway|in the yard].
    A 200 euro {item} left outside on the street like old newspapers.
    It was raining and the parcel was left on the doorstep [uncovered|without any cover|right under the gutter].
    Wet parcel. {carrier} left it outside although there is a [dry porch|parcel box] two steps away.
    Doorstep delivery in the rain. [Really?|Who has that idea?|Everything was wet.]
    Please do not leave parcels on the doorstep[, we live on a busy street|, not even the sunny ones].
  `),
  badMore: lines(`
    I have [a photo|photos] if you need [it|them].
    Nobody rang, I was sitting right behind the door.
    Had to dry everything for two days.
    Please let me forbid that somewhere.
    In our street things disappear.
    The tracking says I signed. I did not.
    Who pays if it is gone next time?
  `),
};

export const damaged: Lines = {
  bad: lines(`
    The box was [crushed|open on one side|torn] and the {item} had a [hole|scratch|stain].
    [Damaged|Broken] on arrival. [The packaging was far too thin.|The {item} had no protection at all.|]
    One of two parcels arrived [damaged|crushed|ripped open].
    Stove arrived with a [bent|broken] leg, the box looked like someone [stood|sat] on it.
    My thermos had a dent [right out of the box|before I used it once].
    The parcel was damaged in transport[, the bottle inside leaked over everything|, one pole was bent].
    Wrong item in the box: [ordered blue, got grey|ordered a 42, got a 40|got somebody else's {item}].
    Half of the order was missing, the slip said it was complete.
    Buckle broken in the box[, so that must have been packed broken|].
    Carton open, tape torn, [one glove missing|the socks were gone].
  `),
  badMore: lines(`
    [Replacement is on its way|A new one came after a week], I hope [it is packed better|with more padding].
    Photos are in my ticket.
    You answered quickly at least.
    I fixed it with tape, no time to send it back.
  `),
};

export const packaging: Lines = {
  good: lines(`
    [Love|I like] that there is no plastic in the [box|parcel].
    Packed with care, [just paper|only paper and cardboard|not a bit of air too much].
    Small box, no plastic, [thank you|finally a shop that gets it].
    The reusable bag instead of a carton is [a great idea|brilliant].
    Everything arrived wrapped in old newspaper, [I like that|with a crossword to solve].
    My last carton came with a second address label inside, [so I used it again|clever].
    Paper tape, no plastic, [opened without a knife|straight into the recycling].
    The carton fitted the {item} like a shoe box fits shoes.
    You use seconds of old cartons, [scruffy and lovely|good idea].
  `),
  bad: lines(`
    Why does a [pair of socks|small {item}|head torch] come in a box [made for a bicycle|the size of a fridge]?
    [Too much|So much] packaging, [mostly air|half of it plastic|for one {item}].
    Three boxes for three items that would fit in one. [What a waste.|]
    Every single thing in its own plastic bag. [For an outdoor shop?|This does not fit your green words.|]
    The packaging waste [bothers me|is hard to understand] [for a company that talks about nature|].
    Please use smaller boxes[, my recycling bin is full|].
    Huge carton full of paper for one buff.
    Plastic inside plastic inside cardboard[. Please stop that.|.]
  `),
  badMore: lines(`
    A paper bag would do.
    Others manage it with recycled paper.
    It is small, but it says something about a company.
  `),
};

/** What people say of the new carrier by name. */
export const carrier: Lines = {
  bad: lines(`
    Since you use {carrier} every parcel is late.
    {carrier} is [a joke|a disaster|not reliable here|hopeless]. My order went to {town} and back before it came to us.
    Shipping used to be your strong point. Since the change of carrier it is not.
    Please go back to the old carrier, [this one is always late|delivery took {days} this time].
    {carrier} left my parcel outside and the one before came {days} late.
    New carrier, new problems: [late delivery|{days} late], [parcel left outside|nobody rings].
    Why did you change the carrier? [Delivery was late {ntimes} since.|It worked for years.]
    {carrier} again. [Late|{days} late], again.
    Two orders with {carrier}, two late deliveries.
  `),
  badMore: lines(`
    The old carrier was here at ten every morning, you could set a clock by him.
    The old carrier always rang.
    My neighbours have the same trouble with {carrier}.
    Our street is not on their map, it seems.
    Everybody in the village complains.
    I know it is not you who drives, but you chose them.
  `),
};
