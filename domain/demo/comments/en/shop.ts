import { type Lines, lines } from "../voice.ts";

export const checkout: Lines = {
  good: lines(`
    [Three clicks and done.|Two minutes, done.|Basket, pay, done.]
    Checkout was [easy|quick|smooth|short and clear].
    I could order as a guest, [no account, no newsletter|thank you for that].
    [Payment with one tap|Paying by phone] [worked at once|is so fast].
    Address was filled in [by itself|correctly from the first letters].
    All costs on one page [before I pay|from the start], [no surprises|honest].
    [Simple|Easy|Easiest] checkout [I know|of all the shops I use|, even for my mother].
    Invoice payment [without fuss|is what I need, and it is there].
    The basket still had my things [from last week|from my phone], [nice|very handy].
    Worked [on the train with bad signal|on my old tablet|with the screen reader].
    Everything clear, [nothing to fill in twice|big buttons, few words].
    Saved card, saved address, [one button|done before the coffee was].
    Delivery day could be picked right in the checkout.
    No pop ups, no upsell, [just the order|thank you].
    It was easy to change the size in the basket.
    Changing the delivery address at the last step was no problem.
    Gift card and card together in one payment, [worked|no problem].
    Ordered from bed with one thumb.
    I like that the total never changed from basket to receipt.
    My address in [Denmark|Sweden|the Netherlands] was no problem for once.
    The order summary before paying is [short and readable|really clear].
    [Quick|Fast] and no nonsense.
    I am 74 and did it without my grandson.
    Took me [one minute|ninety seconds|less time than the kettle].
    Voucher was already applied, [nice surprise|no code to copy].
    The error in my postcode was explained in plain words.
    Ordering again from an old order is one click. [Great for wool socks.|]
    No captcha, no phone number, no birthday.
    Picked a parcel shop on the map, two taps.
    Paying in [kronor|pounds|euros] with the right amount from the start.
    Checkout felt [safe|solid|modern], and my bank did not ask three times.
    It remembered my company's tax number.
    Everything on one page, [like it should be everywhere|works even on a small screen].
    Could split the delivery myself. [Clever.|]
    The buttons are where the thumb is.
    Straightforward from basket to confirmation.
    It did not lose my basket when I changed from phone to laptop.
  `),
  bad: lines(`
    My [card|payment] was declined {ntimes}, [with the same card I use everywhere|then it was charged twice].
    Checkout [threw me out|froze|lost my basket] [at the payment step|after I came back from the bank app|].
    Had to type my address {ntimes}.
    The payment page [hung|kept loading|just stayed white], I did not know if I had ordered or not.
    Voucher code field is [hidden|impossible to find on the phone], [and then it says invalid|].
    Why do I need [an account|a phone number|my date of birth] to buy {pair}?
    The form does not accept my [street|postcode|house number with a letter|second name].
    PayPal [sent me back to an empty basket|did not open].
    Shipping costs show up only at the very last step.
    Bank confirmation [timed out|failed] {ntimes}, then the basket was empty.
    No invoice payment [any more|for new customers], [pity|so I nearly left].
    [The pay button|Continue] did nothing on my phone[, had to use the laptop|].
    The checkout wants the card number again [although it is saved|each time].
    Error message was only "something went wrong". [What?|What should I do with that?]
    Too many steps in the checkout, [five|six] pages for one {item}.
    Two factor code came after the page had [expired|timed out].
    Could not pick another delivery address [without starting over|for a gift].
    Had to accept three boxes before I could pay.
  `),
  badMore: lines(`
    In the end I paid with another card.
    I almost gave up.
    On the laptop it worked at first try.
    My neighbour had the same.
    It took me [twenty minutes|half an evening].
    Was the order placed twice now?
    Last year this was much easier.
  `),
  goodMore: lines(`
    Please leave it as it is.
    Other shops need ten minutes for that.
    Even the confirmation mail was short.
    I had feared worse.
  `),
};

export const site: Lines = {
  good: lines(`
    The website is [clear|calm|easy to use], [filters that work|good photos from all sides].
    Good [descriptions|photos], [weights included|also on real people of different sizes].
    Honest reviews on the site, [also the bad ones|that helps].
    I find what I need [in a minute|without searching].
    Comparing two {pair} side by side [is great|helped a lot].
  `),
  bad: lines(`
    The search finds [everything but what I typed|sandals when I look for sledges].
    The website is [slow|very slow|jumpy] on [my phone|mobile], [pictures load one by one|].
    Filters [reset|forget everything] when I go back.
    Too many banners, [newsletter, app, cookies|I just want to see the {item}].
    Product page says in stock, basket says no.
    Cannot find the [weight|washing instructions|back length] of the {item} anywhere.
    I was logged out {ntimes} while shopping.
    Password reset mail never came.
    The size filter shows things that are sold out in my size.
  `),
  badMore: lines(`
    I had to search with Google to find it on your site.
    Please keep it simple.
    My eyes are not the best, the grey text is hard to read.
  `),
};

export const app: Lines = {
  good: lines(`
    The app is [quick|nicely made], [order status at a glance|and remembers my sizes].
    Scanning the label in the shop with the app is [clever|useful].
    The app shows what is left in the shop in {town}, [saved me a trip|great].
    I like the packing list in the app.
  `),
  bad: lines(`
    The app [crashes|closes] when I [open the basket|add a photo|tap on pay].
    App crashes since the last update. [Three times today.|Android, if that helps.|]
    App logs me out [every day|each time], [then it crashes|].
    The app shows other prices than the website.
    Push messages every day, [no way to turn them off|deleted the app].
    App is [slow|sluggish] and [freezes|hangs] on the list of orders.
  `),
  badMore: lines(`
    Reinstalled it, same thing.
    In the browser it works.
  `),
};
