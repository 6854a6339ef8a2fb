// An SMSC on npm's `smpp`, driven by lines of JSON: ../README.md says what they mean.
import { readFileSync } from "node:fs";
import smpp from "smpp";
import { listen, say, set } from "./lines.mjs";
import { Parts, split } from "./parts.mjs";

const options = {
  port: 0,
  password: null,
  certificate: null,
  key: null,
  ids: "decimal",
  receipts: "DELIVRD",
  receipt_first: false,
  throttle: 0,
  drop_after: 0,
  deaf: false,
  malformed: false,
  data_coding: null,
  concatenation: "udh8",
  parts: null,
  lose_acks: 0,
};
set(options, JSON.parse(process.argv[2] ?? "{}"));

const STATES = { DELIVRD: 2, EXPIRED: 3, DELETED: 4, UNDELIV: 5, ACCEPTD: 6, UNKNOWN: 7, REJECTD: 8 };
// Each run has identifiers of its own, and each has a letter in hexadecimal.
let lastId = Math.floor(Date.now() / 1000) * 2 ** 20 + 0xa0000;
let reference = 0;
let opened = 0;
const links = new Set();
const waiting = []; // what is to be delivered and has no link yet
const submitted = new Parts();

const server = smpp.createServer(
  options.key ? { cert: readFileSync(options.certificate), key: readFileSync(options.key) } : {},
  (session) => {
    const link = { number: ++opened, session, receives: false, sends: false, unanswered: new Set() };
    links.add(link);
    session.on("error", () => session.destroy());
    session.on("close", () => {
      links.delete(link);
      say({ closed: { link: link.number } });
      waiting.unshift(...link.unanswered);
      deliverWaiting();
    });
    session.on("bind_transceiver", (pdu) => bind(link, pdu, "transceiver"));
    session.on("bind_transmitter", (pdu) => bind(link, pdu, "transmitter"));
    session.on("bind_receiver", (pdu) => bind(link, pdu, "receiver"));
    session.on("submit_sm", (pdu) => submit(link, pdu));
    session.on("enquire_link", (pdu) => {
      say({ enquire_link: { link: link.number } });
      if (!options.deaf) session.send(pdu.response());
    });
    session.on("unbind", (pdu) => {
      say({ unbind: { link: link.number } });
      link.receives = link.sends = false;
      session.send(pdu.response(), () => session.close());
    });
    session.on("unknown", (pdu) => session.send(pdu.response()));
  },
);

function bind(link, pdu, as) {
  const status = options.password !== null && pdu.password !== options.password ? smpp.ESME_RINVPASWD : smpp.ESME_ROK;
  say({ bound: { link: link.number, as, system_id: pdu.system_id, interface_version: pdu.interface_version, status } });
  // What waits goes out in the segment of the response: an ESME must be ready for it.
  link.session.socket.cork();
  link.session.send(pdu.response({ command_status: status, system_id: "peer", sc_interface_version: 0x34 }));
  link.receives = status === smpp.ESME_ROK && as !== "transmitter";
  link.sends = status === smpp.ESME_ROK && as !== "receiver";
  deliverWaiting();
  link.session.socket.uncork();
}

function submit(link, pdu) {
  const { session } = link;
  const answer = (fields) => session.send(pdu.response(fields));
  if (!link.sends) return answer({ command_status: smpp.ESME_RINVBNDSTS });
  const { source_addr: from, destination_addr: to } = pdu;
  if (options.throttle > 0) {
    options.throttle -= 1;
    say({ throttled: { link: link.number, from, to } });
    return answer({ command_status: smpp.ESME_RTHROTTLED });
  }
  const id = spell(++lastId);
  const whole = submitted.take(pdu, id.response);
  if (whole) {
    const { data_coding, esm_class, registered_delivery } = pdu;
    const { text, segments, concatenation, notes: ids } = whole;
    say({ submit: { link: link.number, from, to, text, data_coding, esm_class, registered_delivery, segments, concatenation, ids } });
  }
  // It was taken, and the ESME does not learn it.
  if (options.drop_after > 0 && --options.drop_after === 0) return drop();
  const respond = () => answer({ message_id: id.response });
  const asked = options.receipts && (pdu.registered_delivery & 1) === 1;
  if (!options.receipt_first) respond();
  if (asked) deliver(receipt(pdu, id.receipt));
  if (options.receipt_first) respond();
}

// The identifier as the response and as the receipt have it.
function spell(id) {
  const decimal = String(id);
  const hex = id.toString(16);
  return {
    decimal: { response: decimal, receipt: decimal },
    hex: { response: hex, receipt: decimal },
    padded: { response: decimal, receipt: decimal.padStart(20, "0") },
    upper: { response: hex, receipt: hex.toUpperCase() },
  }[options.ids];
}

// SMPP 3.4, appendix B.
function receipt(pdu, id) {
  const now = new Date().toISOString().replace(/\D/g, "").slice(2, 12);
  const done = options.receipts === "DELIVRD";
  return {
    receipt: id,
    fields: {
      source_addr_ton: pdu.dest_addr_ton,
      source_addr_npi: pdu.dest_addr_npi,
      source_addr: pdu.destination_addr,
      dest_addr_ton: pdu.source_addr_ton,
      dest_addr_npi: pdu.source_addr_npi,
      destination_addr: pdu.source_addr,
      esm_class: smpp.ESM_CLASS.MC_DELIVERY_RECEIPT,
      data_coding: 0,
      short_message: `id:${id} sub:001 dlvrd:${done ? "001" : "000"} submit date:${now} done date:${now} stat:${options.receipts} err:${done ? "000" : "001"} text:-`,
      receipted_message_id: id,
      message_state: STATES[options.receipts],
    },
  };
}

// Gives something to the link whose turn it is; without one it waits.
function deliver(item) {
  const link = [...links].find((link) => link.receives);
  if (!link) {
    waiting.push(item);
    return say({ waiting: { messages: waiting.length } });
  }
  links.delete(link);
  links.add(link);
  link.unanswered.add(item);
  const pdu = new smpp.PDU("deliver_sm", item.fields);
  if (item.malformed) pdu.toBuffer = malformed;
  link.session.send(pdu, ({ command_status: status }) => {
    // The ESME has it, and nobody here learns it.
    if (!item.receipt && options.lose_acks > 0) {
      options.lose_acks -= 1;
      return drop();
    }
    link.unanswered.delete(item);
    if (item.receipt) say({ receipt_resp: { link: link.number, id: item.receipt, status } });
    else say({ deliver_resp: { link: link.number, id: item.id, part: item.part, parts: item.parts, status } });
  });
  if (item.receipt) say({ receipt_sent: { link: link.number, id: item.receipt } });
}

function deliverWaiting() {
  for (const item of waiting.splice(0)) deliver(item);
}

// A parameter that claims 200 octets where one is left.
function malformed() {
  const whole = Buffer.concat([smpp.PDU.prototype.toBuffer.call(this), Buffer.from([0x04, 0x27, 0x00, 0xc8, 0x02])]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}

function deliverText({ from, to, text, id = null, ...wanted }) {
  const ways = { ...options };
  set(ways, wanted);
  const parts = split(text, ways, ++reference);
  for (const part of ways.parts ?? parts.map((_, index) => index + 1)) {
    const fields = { source_addr_ton: 1, source_addr_npi: 1, source_addr: from, destination_addr: to, ...parts[part - 1] };
    deliver({ id, part, parts: parts.length, malformed: ways.malformed, fields });
  }
}

// Nothing that came in the same segment is read any more.
function drop() {
  for (const { session } of links) {
    session.pause();
    session.destroy();
  }
}

const quit = () => process.exit(0);

listen((what, value) => {
  switch (what) {
    case "deliver":
      return deliverText(value);
    case "set":
      return set(options, value);
    case "enquire_link":
      return links.forEach(({ number, session }) => session.enquire_link(() => say({ enquire_link_resp: { link: number } })));
    case "drop":
      return drop();
    case "quit":
      return quit();
    default:
      console.error(`no such line: ${what}`);
      process.exit(2);
  }
}, quit);

server.listen(options.port, "127.0.0.1", () => say({ listening: server.address().port }));
