import { type Lines, lines } from "../voice.ts";

export const staff: Lines = {
  good: lines(`
    {who} [on the phone|in the chat|from your service team] was [so helpful|wonderful|patient with me|a star].
    Called because I was between two boot sizes. {who} asked how I lace and what socks I wear, then told me to take the cheaper pair.
    [Friendly|Kind|Honest and friendly] staff [who know what they sell|who really go outside themselves|on the phone, no queue].
    Answer to my mail [within an hour|the same evening|on a Sunday], [from a human|and it solved the problem].
    Your customer service [is the best|saved {trip}|is why I stay].
    Had a question about [the stove|waxing the {item}|a zip], [got a real answer|got a five line answer that helped], not a copy and paste one.
    I had ordered the wrong thing, [{who} changed it before it left|one call and it was fixed].
    {who} talked me out of the expensive {item}. [That is trust.|Who does that?|]
    Customer service [solved it in two minutes|called me back as promised|was quick and kind].
    Support [was great|stayed friendly although I was not].
    Very good advice in the chat[, {who} knew every detail|].
    They sent a spare [buckle|pole|strap] for free, [no questions asked|with a handwritten note].
    Real people, real answers.
    Help was [fast|friendly and fast|better than anywhere else].
    {who} looked for my lost parcel for two days and found it.
    My question about the {item} was answered with a photo taken in the warehouse. [Wow.|That is service.]
    I am deaf and the chat with {who} was relaxed and clear.
    They admitted their mistake and fixed it, [that is worth more than a voucher|no excuses].
    The man in your shop knew the path we wanted to walk.
    Staff have time for you, [even on a Saturday|and for my hundred questions].
    Talked to {who} for ten minutes about tent pegs. [Bought two.|]
    Kind, honest, quick: {who}.
  `),
  goodMore: lines(`
    Please pay {who} more.
    That does not exist anywhere else any more.
    I felt taken seriously.
    No waiting music, no menu, just a person.
    My {item} is fine now.
  `),
  bad: lines(`
    Customer service [did not answer|never answered|took nine days to answer] [my mail|two of my mails|].
    [25|40|35] minutes on hold, then the line was cut.
    The chat bot [does not understand anything|sent me in circles], and there is no way to reach a person.
    Your support answered {ntimes}, each time with a [different|standard] text.
    Was promised a call back on {day}. [Nobody called.|Still waiting.]
    The lady on the phone was [rude|in a hurry|not interested].
    Support asked for the order number {ntimes}. It was in the subject.
    Nobody feels responsible, [the shop says online, online says the shop|I was passed on {ntimes}].
    [Unfriendly|Cold] answer when I asked about my {item}.
    Service hours [end at four|are a joke for people with a job].
    A ticket was closed without any answer.
  `),
  badMore: lines(`
    In the end I gave up.
    I do not want a voucher, I want an answer.
    That was better when you were smaller.
    One sentence would have been enough.
  `),
};

export const returns: Lines = {
  good: lines(`
    Return was [easy|simple|painless], money back [in three days|within the week|before I expected].
    [Free returns|The return label in the box|Returning at the parcel shop] [makes it easy|is why I dare to order boots online].
    Exchanged the {item} for a bigger one, [new one was here before the old one was back|no drama at all].
    Sent back two of three sizes, [refund was there on {day}|all sorted in a few days].
    No discussion about the return, [thank you|fair].
    Took back a worn pair because a seam was open, [no lecture|very fair].
    Return by bike courier, picked up at my door.
  `),
  bad: lines(`
    Refund [took four weeks|is still open after three weeks|came only after I asked {ntimes}].
    The return was [complicated|a pain]: print a label, [who has a printer|at home, these days], then a shop 6 km away.
    You took [5.90|4.90] off my refund for the return, [that was nowhere to be seen|not even for a faulty {item}].
    Returned a {item}, got a voucher instead of my money.
    My return is "in process" since [{day}|two weeks|the first of the month].
    No return slip in the box and the website [sends me in circles|wants an account for it].
    Warehouse says they never got my return. I have the receipt.
    Returning {pair} with the wrong size takes [longer than making them|three forms].
  `),
  badMore: lines(`
    It is 180 euros, I need that back.
    Why can I not just bring it to the shop?
    Meanwhile my size is sold out.
    The mails about it come from a no-reply address.
  `),
};

export const repair: Lines = {
  good: lines(`
    Your repair service [fixed|saved] my ten year old {item}, [for 15 euros|better than new].
    [New zip|New sole|Patched and washed], back in a week. [The repair service is gold.|]
    They repaired it although the warranty was long over.
    Love that you repair things [instead of selling new ones|].
  `),
  bad: lines(`
    Repair takes [six|eight|seven] weeks, [in the season|no date, no status].
    My {item} came back from repair with the same [hole|broken zip].
  `),
};

export const gift: Lines = {
  good: lines(`
    [A gift for my father|A present for my sister|Birthday present for my partner], [he loved it|big success|tears of joy].
    The gift wrapping was [lovely|simple and pretty|done with care], with a [card|little sprig of fir].
    Good advice for a gift although I know nothing about [climbing|camping|hiking].
    Gift card arrived [in seconds|within a minute], [saved my Christmas|].
  `),
  bad: lines(`
    It was a gift and the [invoice with the price was in the box|parcel had a photo of the {item} on it].
    [Paid for gift wrapping|Ordered with gift wrapping], [came in the plain bag|got a folded sheet of paper to do it myself].
    Gift card code did not work [until I called|and the recipient had to ask me, embarrassing].
  `),
};
