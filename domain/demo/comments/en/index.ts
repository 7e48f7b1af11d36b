import { type Voice, lines } from "../voice.ts";
import { carrier, damaged, fast, late, outside, packaging } from "./delivery.ts";
import { around, general } from "./general.ts";
import { choice, fit, price, quality } from "./product.ts";
import { gift, repair, returns, staff } from "./service.ts";
import { app, checkout, site } from "./shop.ts";

export const en: Voice = {
  ...around,
  topics: {
    late,
    carrier,
    fast,
    outside,
    damaged,
    packaging,
    quality,
    fit,
    price,
    choice,
    staff,
    returns,
    repair,
    gift,
    checkout,
    site,
    app,
    general,
  },
  newCarrier: ["Postley", "the new carrier", "your new carrier"],
  slots: {
    carrier: ["the courier", "the carrier", "the driver", "the delivery company"],
    item: lines(`
      jacket
      rain jacket
      tent
      rucksack
      fleece
      sleeping bag
      down vest
      base layer
      softshell
      daypack
      wool jumper
      parka
      shell
      hammock
      kids' snowsuit
      sleeping mat
      duffel bag
      winter coat
    `),
    pair: lines(`
      boots
      hiking boots
      trousers
      gloves
      trail shoes
      zip-off trousers
      walking poles
      winter boots
      rain trousers
      sandals
      leggings
      mittens
    `),
    day: ["Monday", "Tuesday", "Wednesday"],
    day2: ["Thursday", "Friday", "Saturday"],
    days: [
      "three days",
      "four days",
      "five days",
      "six days",
      "a week",
      "more than a week",
      "eight days",
    ],
    Ndays: ["Eight days", "Six days", "Nine days", "Seven days", "Ten days"],
    ntimes: ["twice", "three times", "four times"],
    trip: lines(`
      our hut tour
      a week in the Lofoten
      our holiday
      the weekend in the Harz
      the scout camp
      the Kungsleden
      the walk to Nordkapp
      two weeks in Scotland
      the school trip
      our ski week
      the West Highland Way
      a winter tour in Jotunheimen
      the family trip to the coast
      a week in the Dolomites
      our first camping weekend
      a rainy week in Wales
    `),
    town: lines(`
      Leipzig
      Graz
      Utrecht
      Leeds
      Aarhus
      Hanover
      Linz
      Lyon
      Malmö
      Kassel
      Bristol
      Groningen
      Innsbruck
      Freiburg
    `),
    who: [
      "Marit",
      "Jonas",
      "Elin",
      "Tobias",
      "Sanne",
      "Priya",
      "Lars",
      "Amélie",
      "Mikkel",
      "Ruth",
      "Henk",
    ],
  },
};
