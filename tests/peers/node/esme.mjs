// An ESME on npm's `smpp` that says what it gets and sends each text back: it proves an SMSC of another codebase.
import { readFileSync } from "node:fs";
import smpp from "smpp";
import { listen, say, set } from "./lines.mjs";
import { Parts, split } from "./parts.mjs";

const options = { port: 0, password: "", as: "transceiver", authority: null, silent: false, concatenation: "udh8", data_coding: null };
set(options, JSON.parse(process.argv[2] ?? "{}"));

const got = new Parts();
let reference = 0;
const tls = options.authority ? { tls: true, ca: readFileSync(options.authority), servername: "localhost" } : {};
const session = smpp.connect({ host: "127.0.0.1", port: options.port, ...tls }, () => {
  session[`bind_${options.as}`]({ system_id: "echo", password: options.password, interface_version: 0x34 }, ({ command_status: status }) => {
    say({ bound: { status } });
  });
});
session.on("error", (error) => console.error(error.message));
session.on("close", () => {
  say({ closed: {} });
  process.exit(0);
});
session.on("enquire_link", (pdu) => session.send(pdu.response()));
session.on("deliver_sm", (pdu) => {
  if (!options.silent) session.send(pdu.response());
  if (pdu.esm_class & smpp.ESM_CLASS.MC_DELIVERY_RECEIPT) {
    const text = pdu.short_message.message;
    const [, id, stat] = /^id:(\S+) .* stat:(\S+) /.exec(text);
    return say({ receipt: { id, stat, receipted_message_id: pdu.receipted_message_id, message_state: pdu.message_state } });
  }
  const whole = got.take(pdu);
  if (!whole) return;
  const { text, segments, concatenation } = whole;
  say({ delivered: { text, segments, concatenation, data_coding: pdu.data_coding, message_state: pdu.message_state ?? null } });
  if (options.silent) return;
  for (const part of split(text, options, ++reference)) {
    session.submit_sm(
      { source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, registered_delivery: 1, ...part },
      ({ command_status: status, message_id: id = null }) => say({ submit_resp: { status, id } }),
    );
  }
});

listen((what) => {
  if (what === "enquire_link") session.enquire_link(() => say({ enquire_link_resp: {} }));
  if (what === "unbind") session.unbind(() => session.close());
}, () => session.destroy());
