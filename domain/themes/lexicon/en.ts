import type { LexiconSource } from "./types.ts";

/** English opinion words, written for customer feedback. Grades: 3 strong, 2 clear, 1 mild. */
export const en: LexiconSource = {
  positive: {
    3: `amazing awesome excellent exceptional extraordinary fabulous fantastic flawless incredible
      magnificent marvelous marvellous outstanding perfect perfection phenomenal sensational splendid
      spectacular stellar stunning superb superior terrific wonderful wonderfully wow love loved loves
      adore brilliant divine exquisite heavenly masterpiece unbeatable unmatched unparalleled best
      finest delicious delightful delight delighted ecstatic thrilled thrilling lifesaver gem a+ rocks
      priceless impeccable immaculate mouthwatering mesmerizing breathtaking gorgeous beautiful
      beautifully faultless bliss yum yummy kudos bravo yay hooray woohoo excels loving mindblowing
      sublime luscious scrumptious glorious genius legendary masterful`,
    2: `good great nice nicely happy happily glad pleased pleasing pleasant pleasantly pleasure enjoy
      enjoyed enjoyable enjoying helpful friendly friendliest friendlier courteous polite kind kindness
      caring attentive professional professionalism efficient efficiently effective effectively
      reliable reliably dependable trustworthy recommend recommended recommends satisfied satisfying
      satisfaction satisfy impressed impressive impress easy easily easier easiest effortless effortlessly simple
      convenient convenience comfortable comfy comfort cozy cosy clean cleanest tidy spotless fast
      faster fastest quick quickly quicker prompt promptly speedy seamless seamlessly smooth smoothly
      intuitive useful handy versatile powerful sturdy durable solid robust crisp crystal vivid sharp
      bright fresh tasty flavorful flavourful juicy tender hot affordable cheap inexpensive bargain
      reasonable reasonably economical worth worthwhile valuable value better improved improvement improves win
      winner winning cool fun funny hilarious entertaining exciting excited engaging interesting charming charm
      charismatic lovely cute elegant stylish sleek attractive classy generous gracious welcoming
      welcome welcomed accommodating knowledgeable competent skilled talented expert responsive
      understanding thoughtful honest genuine sincere authentic trust trusted favorite favourite
      favorites appreciate appreciated appreciative appreciation grateful thankful thanks thank thx
      thnx blessed lucky pretty super top topnotch first-rate success successful successfully resolved
      solved fixed rescued saved saves perfectly greatly ideal exceeded exceeds superbly smart clever
      innovative creative original memorable unforgettable remarkable remarkably compelling touching moving
      heartwarming inspired inspiring uplifting refreshing relaxing relaxed calm peaceful quiet
      spacious roomy portable lightweight compact quality well-made upgrade upgraded bonus plus
      advantage benefit beneficial applaud congrats congratulations cheers hero rock gladly
      satisfactory glowing praise praised hospitable hospitality cheerful warm romantic authenticity
      treat treated treats lol haha hahaha smile smiling smiles joy joyful fav nifty neat swift
      swiftly believable captivating clear clearly clearer clarity accurate accurately precise
      precisely stable secure safe safely consistent consistently flexible helps helped loyal
      passionate rich wise sweet sexy imaginative riveting gripping witty poignant subtle
      well-acted likable likeable lovable adorable enchanting fascinating intriguing triumph gem`,
    1: `ok okay fine decent adequate fair fairly acceptable working works worked like liked likes
      enough improve agree agreed sure hope hopeful interested new modern popular variety
      plenty available complimentary free thx patient patience cooperative organized organised
      timely ontime proper properly functional full complete able help please loads suitable fits
      fit light large huge yes definitely highly certainly truly handled resolve assist
      assistance complement compliments compliment special unique fancy extra correct promising
      respect respectful respected strong energetic lively vibrant hearty healthy celebrate`,
  },
  negative: {
    3: `terrible terribly horrible horribly horrid horrendous horrific awful awfully atrocious abysmal appalling
      disgusting disgusted disgust disgrace disgraceful worst nightmare pathetic useless worthless
      garbage trash junk crap crappy shit shitty bullshit sucks suck sucked hate hated hates hating hateful loathe
      despise dreadful disaster disastrous catastrophe unacceptable inexcusable outrageous scam fraud fraudulent
      rip-off ripoff ripped robbery thieves stole stolen inedible filthy revolting repulsive vile
      nasty gross sickening insulting insulted insult deplorable abusive infuriating infuriated furious
      livid enraged outraged unbearable unusable incompetent incompetence ridiculous ridiculously
      ludicrous laughable lousy miserable miserably wtf fuck fucking fucked fuckin damn hell avoid
      never-again pointless rubbish fail failed fails epicfail shame shameful shambles fiasco
      unprofessional rude rudeness ruined ruin ruins cheated swindled racist unbelievable
      unwatchable torture torturous excruciating stupid stupidity idiot idiotic idiots moronic vomit puke rotten
      inept hideous ghastly`,
    2: `bad badly poor poorly worse disappointing disappointed disappointment disappoints disappoint
      unhappy dissatisfied dissatisfaction unsatisfied unsatisfactory displeased upset upsetting angry
      anger mad annoyed annoying annoys annoyance irritated irritating irritates frustrated frustrating frustrates
      frustration fed-up tired boring bored bore dull bland tasteless flavorless stale soggy greasy
      burnt overcooked undercooked raw cold lukewarm dirty dusty smelly stinks stink stank sticky
      stained moldy cockroach roaches bug bugs buggy glitch glitches glitchy crash crashed crashes crashing
      freeze freezes froze frozen lag laggy lags slow slower slowly sluggish unresponsive broken broke
      breaks break defective defect defects faulty malfunction malfunctioned malfunctions damaged damage
      cracked flimsy cheaply fragile error errors problem problems problematic issue issues trouble
      troubles troublesome difficult difficulty hard confusing confused confuses confusion complicated
      cumbersome clumsy clunky awkward inconvenient inconvenience inconvenienced uncomfortable cramped crowded noisy
      loud expensive overpriced pricey overcharged overcharge unfair unreasonable ignored ignore ignores
      ignoring neglected unhelpful unfriendly impolite disrespectful arrogant condescending careless
      clueless dishonest lied lies lying liar misleading mislead deceptive deceived false fake
      unreliable unstable inconsistent inaccurate incorrect wrong missing lost lose losing loses loss
      delay delays delayed delaying late cancelled canceled cancel cancellation cancellations cancelling
      canceling cancellation stuck stranded waiting waited wasted waste wasting complaint complaints complain
      complained complaining regret regretted sorry apologize apology refuse refused refuses denied deny
      rejected reject lack lacks lacking lacked insufficient inadequate incomplete unable impossible
      can't-even dead died dies dying die useless weak mediocre subpar sub-par inferior overrated
      disaster mess messy messed messing screwed screw chaos chaotic sad sadly unfortunate
      unfortunately unpleasant ugly painful pain hurt hurts hurting awkwardly hassle pita concern
      concerned worried worry worrying scary afraid fear suspicious skeptical ashamed embarrassed
      embarrassing cheesy lame silly predictable cliche cliched clichés contrived unfunny
      uninspired unconvincing shallow flat lifeless tedious bothersome bother bothered stopped
      stops blah meh ugh argh yuck ew eww sigh smh booo boo blame fault neglect mistreated mishandled
      misplaced drains drained drain dropped drops drop disconnected disconnect disconnects unanswered
      unresolved unsafe dangerous hung overbooked bumped rip lacked sloppy tacky drag drags hostile
      depressing unimpressed underwhelming underwhelmed dissapointed dissapointing disapointed
      disapointing disappointment pissed pisses nonsense absurd insane crazy weird fails failure
      failures sick allergic poison poisoning hopeless helpless distracting mistake mistakes deceiving
      unlistenable muddy static echo garbled unclear blurry grainy scratch scratched scratches
      uncaring indifferent apathetic inattentive snobby snotty sassy attitude dry rubbery bitter
      chewy tough plagued negative negatives con cons drawback drawbacks downside flaw flaws flawed
      limitation limitations ineffective inefficient illogical incoherent unintelligible wooden
      cardboard amateurish amateur pretentious bitch hungry stale corrupt evil`,
    1: `wait hold hours nobody none nothing unexpected hardly barely however unless instead
      despite hidden fee fees charge charged extra old outdated dated small tiny short cheap-looking
      heavy bulky thin limited without expire expired refund refunds return returned replace replaced replacement
      supposed tried trying still least less noise smell smells tight overly excessive
      forced wrongly stupidly questionable unsure doubt doubtful lacking average
      unnecessary unneeded needlessly rush rushed pushy salty oily
      strange odd oddly fallout unfinished tears worn rough loose leak leaks leaked leaking
      kept apologies shortage crying cry interrupt interrupted vague random gone below
      sucker desperate excuse excuses argue argued ashes blocked disabled`,
  },
  neutralPhrases: `pretty much|like to|would like|looks like|look like|feel like|like that|like this|just like|something like|well as|as well|no matter|sure if|not sure|make sure|made sure|hot dog|hot dogs|cold beer|kind of|hard drive|free to|better than nothing|new york|cheap price|top of|first class|high quality|thanks for nothing|best buy|dead on|ice cold|hard to beat|no idea`,
  phrases: `no problem=2|no problems=2|no issues=2|no complaints=2|no doubt=1|can't wait=2|cannot wait=2|can't go wrong=3|can't beat=3|hard to beat=3|second to none=3|thumbs up=2|thumbs down=-2|two thumbs up=3|must have=2|must see=2|go back=1|be back=2|will return=2|come back=1|high quality=2|low quality=-2|poor quality=-3|five stars=3|5 stars=3|4 stars=2|1 star=-3|one star=-3|zero stars=-3|2 stars=-2|on time=2|top notch=3|top quality=3|well made=2|well done=2|well worth=3|worth it=2|worth every=3|good luck=-1|waste of=-3|rip off=-3|ripped off=-3|let down=-2|stay away=-3|steer clear=-3|fed up=-2|on hold=-2|hung up=-2|hang up=-2|still waiting=-2|still no=-2|no one=-1|no help=-3|no response=-2|no answer=-2|no reply=-2|not working=-2|doesn't work=-3|didn't work=-3|does not work=-3|did not work=-3|won't work=-2|stopped working=-3|quit working=-3|not worth=-3|used to be=-1|used to=-0.5|should have=-1.5|should be=-0.5|could have=-1|would have=-0.5|at least=-0.5|too much=-1|too many=-1|too long=-2|too small=-2|too big=-1|too expensive=-2|too loud=-2|too slow=-2|too short=-2|so long=-1|how long=-1|never again=-3|last time=-1.5|never came=-2|never got=-2|thanks for nothing=-3|thank you=2|last resort=-1|not even=-1.5|get it together=-2|do better=-2|needs improvement=-2|need to improve=-2|need improvement=-2|figure out=-0.5|go elsewhere=-2|going elsewhere=-2|look elsewhere=-2|money back=-1|falls apart=-3|fell apart=-3|fall apart=-3|gave up=-1.5|give up=-1|turned off=-1|run around=-2|runaround=-2|wish i=-1|i wish=-1|if only=-1|what a joke=-3|a joke=-2|big mistake=-3|save your money=-3|beware=-2|out of order=-2|out of stock=-1|all time=1|works great=3|works well=2|works fine=2|pay attention=-0.5|over priced=-2|under cooked=-2|not bad=1.5|so so=-1|i guess=-0.5|first rate=3|user friendly=3|state of the art=2|bang for=2|mind blowing=3|blown away=3|blew me away=3|above and beyond=3|went above=3|hit or miss=-1.5|long wait=-2|long line=-2|long lines=-2|no way=-1.5|what happened=-1|why is=-1|why are=-1|why do=-1|why can't=-2|in vain=-2|lack of=-2|no longer=-1|not enough=-2|rather than=-0.5|less than=-0.5|low price=2|good price=2|great price=3|long battery=1.5|short battery=-2|don't bother=-3|do not bother=-3|don't buy=-3|do not buy=-3|don't waste=-3`,
  negators: `not no never none neither nor nobody nothing nowhere without cannot can't won't don't doesn't didn't isn't
    aren't wasn't weren't haven't hasn't hadn't wouldn't shouldn't couldn't ain't mustn't n't cant wont dont
    doesnt didnt isnt arent wasnt werent havent hasnt hadnt wouldnt shouldnt couldnt aint hardly
    barely rarely seldom scarcely lacks zero`,
  boosters: `very really extremely so super incredibly absolutely totally completely utterly highly too
    insanely exceptionally particularly especially truly such most remarkably amazingly deeply
    thoroughly entirely ever always damn freaking fucking way much even`,
  dampeners: `somewhat slightly fairly rather quite kinda sorta little bit partly mildly maybe perhaps
    almost moderately occasionally sometimes relatively mostly`,
  contrast: `but however although though yet except unfortunately nevertheless nonetheless`,
};
