import { HranaError, type HranaValue } from "./protocol.ts";

/** What the native driver takes and gives. A JavaScript boolean or undefined aborts the process. */
export type NativeValue = null | bigint | number | string | Uint8Array;

function bad(what: string): HranaError {
  return new HranaError(what, "HRANA_PROTO_ERROR");
}

/** Wire value to driver value; refuses whatever the driver would crash on or silently change. */
export function decodeValue(value: HranaValue): NativeValue {
  switch (value?.type) {
    case "null":
      return null;
    case "integer": {
      if (typeof value.value !== "string" || !/^-?\d{1,20}$/.test(value.value)) {
        throw bad("an integer is not a decimal string");
      }
      const integer = BigInt(value.value);
      if (BigInt.asIntN(64, integer) !== integer) throw bad("an integer does not fit 64 bits");
      return integer;
    }
    case "float":
      if (typeof value.value !== "number") throw bad("a float is not a number");
      return value.value;
    case "text":
      if (typeof value.value !== "string") throw bad("a text is not a string");
      return value.value;
    case "blob":
      if (typeof value.base64 !== "string") throw bad("a blob is not base64");
      return Buffer.from(value.base64, "base64");
    default:
      throw bad("unknown type of value");
  }
}

/** Driver value to wire value. Integers arrive as bigint, so a number is always a float. */
export function encodeValue(value: NativeValue): HranaValue {
  if (value === null) return { type: "null" };
  if (typeof value === "bigint") return { type: "integer", value: value.toString() };
  if (typeof value === "number") return { type: "float", value };
  if (typeof value === "string") return { type: "text", value };
  return { type: "blob", base64: Buffer.from(value).toString("base64") };
}
