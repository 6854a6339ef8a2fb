// Texts to parts and back, for npm's `smpp`: SMPP 3.4 section 5.2.19 (data_coding), 3GPP TS 23.040 section 9.2.3.24 (user
// data headers).
import smpp from "smpp";

const { encodings, consts } = smpp;

// What a message has room for, in units of its alphabet: alone, as a part under a header of 6 octets, under one of 7.
const ROOM = { ASCII: [160, 153, 152], LATIN1: [140, 134, 133], UCS2: [70, 67, 66] };
const ALPHABET = { 0: "ASCII", 1: "ASCII", 3: "LATIN1", 8: "UCS2" };

// The fields of each message that together carry a text. Without a `data_coding` the library chooses: 1, 3 or 8.
export function split(text, { concatenation = "udh8", data_coding = null }, reference) {
  const alphabet = data_coding === null ? encodings.detect(text) : ALPHABET[data_coding];
  if (!alphabet || !encodings[alphabet].match(text)) throw new Error(`the text cannot be written in data_coding ${data_coding}`);
  const coded = { data_coding: data_coding ?? consts.ENCODING[alphabet] };
  const size = (text) => encodings[alphabet].encode(text).length / (alphabet === "UCS2" ? 2 : 1);
  const [alone, under6, under7] = ROOM[alphabet];
  if (size(text) <= alone) return [{ ...coded, short_message: { message: text } }];
  if (concatenation === "payload") return [{ ...coded, short_message: "", message_payload: { message: text } }];

  const room = concatenation === "udh16" ? under7 : under6;
  const parts = [""];
  let used = 0;
  for (const character of text) {
    const needed = size(character);
    if (used + needed > room) {
      parts.push("");
      used = 0;
    }
    parts[parts.length - 1] += character;
    used += needed;
  }
  return parts.map((message, index) => {
    const [total, number] = [parts.length, index + 1];
    switch (concatenation) {
      case "udh8":
        return { ...coded, short_message: { udh: Buffer.from([5, 0, 3, reference & 255, total, number]), message } };
      case "udh16":
        return { ...coded, short_message: { udh: Buffer.from([6, 8, 4, (reference >> 8) & 255, reference & 255, total, number]), message } };
      case "sar":
        return { ...coded, short_message: { message }, sar_msg_ref_num: reference & 65535, sar_total_segments: total, sar_segment_seqnum: number };
      default:
        throw new Error(`no such concatenation: ${concatenation}`);
    }
  });
}

// Joins what comes in parts.
export class Parts {
  #begun = new Map();

  // The whole message when `pdu` completes one, with what was noted for each of its parts; else nothing.
  take(pdu, note) {
    const here = place(pdu);
    const text = words(here.how === "payload" ? pdu.message_payload : pdu.short_message);
    if (here.total === 1) return { text, segments: 1, concatenation: here.how, notes: [note] };
    const key = [pdu.source_addr, pdu.destination_addr, here.how, here.reference, here.total].join();
    const parts = this.#begun.get(key) ?? new Map();
    parts.set(here.number, { text, note });
    this.#begun.set(key, parts);
    if (parts.size < here.total) return null;
    this.#begun.delete(key);
    const inOrder = [...parts.keys()].sort((a, b) => a - b).map((number) => parts.get(number));
    return { text: inOrder.map((part) => part.text).join(""), segments: here.total, concatenation: here.how, notes: inOrder.map((part) => part.note) };
  }
}

function place(pdu) {
  if (pdu.message_payload) return { how: "payload", total: 1 };
  if (pdu.sar_total_segments > 1) {
    return { how: "sar", reference: pdu.sar_msg_ref_num, total: pdu.sar_total_segments, number: pdu.sar_segment_seqnum };
  }
  for (const element of pdu.short_message?.udh ?? []) {
    if (element[0] === 0x00) return { how: "udh8", reference: element[2], total: element[3], number: element[4] };
    if (element[0] === 0x08) return { how: "udh16", reference: element.readUInt16BE(2), total: element[4], number: element[5] };
  }
  return { how: "none", total: 1 };
}

// The library leaves what is not text as octets.
const words = (field) => (Buffer.isBuffer(field?.message) ? field.message.toString("hex") : (field?.message ?? ""));
