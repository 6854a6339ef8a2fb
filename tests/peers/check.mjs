// Proves each SMSC against an ESME of the other codebase: node tests/peers/check.mjs
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAMS = {
  node: { smsc: ["node", here("node/smsc.mjs")], esme: ["node", here("node/esme.mjs")] },
  perl: { smsc: ["perl", here("perl/smsc.pl")], esme: ["perl", here("perl/esme.pl")] },
};
const PATIENCE = 10_000; // milliseconds until what should have happened has failed

// A program that speaks in lines.
class Program {
  #waiting = new Set();
  events = [];

  constructor([command, script], options) {
    this.process = spawn(command, [script, JSON.stringify(options)], { stdio: ["pipe", "pipe", "inherit"] });
    let begun = "";
    this.process.stdout.setEncoding("utf8").on("data", (text) => {
      const lines = (begun + text).split("\n");
      begun = lines.pop();
      this.events.push(...lines.map((line) => JSON.parse(line)));
      for (const look of this.#waiting) look();
    });
    this.process.stdin.on("error", () => {}); // it may have ended
  }

  tell(line) {
    this.process.stdin.write(`${JSON.stringify(line)}\n`);
  }

  seen(what) {
    return this.events.filter((event) => what in event).map((event) => event[what]);
  }

  // The first `count` events of a kind.
  until(what, count = 1) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.seen(what).length < count) return;
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve(this.seen(what).slice(0, count));
      };
      const late = setTimeout(() => reject(new Error(`no ${what} (${count}) in ${JSON.stringify(this.events)}`)), PATIENCE);
      this.#waiting.add(look);
      look();
    });
  }
}

// An SMSC and what starts an ESME that binds to it; all of it ends with `use`.
async function among({ smsc, esme }, options, use) {
  const running = [];
  const start = (command, options) => {
    running.push(new Program(command, options));
    return running.at(-1);
  };
  try {
    const peer = start(PROGRAMS[smsc].smsc, options);
    const [port] = await peer.until("listening");
    const bind = async (options = {}) => {
      const program = start(PROGRAMS[esme].esme, { port, ...options });
      await program.until("bound");
      return program;
    };
    await use({ smsc: peer, bind, port });
  } finally {
    for (const program of running) program.process.kill();
  }
}

const message = (text, ways = {}) => ({ deliver: { from: "994501234567", to: "8103", text, ...ways } });
const ask = message("2 AZE1234567");

const GSM = "Permit 4F7K2M9Q: 14:05-17:05 @ Ganja [1]";
const LONG_GSM = `${"x".repeat(152)}€ and {more} `.repeat(3); // the first part would end between an escape and its character
const LONG_UCS2 = "Xəstəxanaya getmək üçün icazə verildi 🚑. ".repeat(5);
const TEXTS = [
  { text: GSM, segments: 1 },
  { text: GSM, ways: { data_coding: 0 }, data_coding: 0, segments: 1 },
  { text: GSM, ways: { data_coding: 1 }, data_coding: 1, segments: 1 },
  { text: GSM, ways: { data_coding: 8 }, data_coding: 8, segments: 1 },
  { text: "göl, çay: ê", ways: { data_coding: 3 }, data_coding: 3, segments: 1 },
  { text: "İcazə verildi", data_coding: 8, segments: 1 },
  { text: LONG_GSM, segments: 4 },
  { text: LONG_UCS2, data_coding: 8, segments: 4 },
  { text: "ê".repeat(200), ways: { data_coding: 3 }, data_coding: 3, segments: 2 },
];

for (const pair of [{ smsc: "node", esme: "perl" }, { smsc: "perl", esme: "node" }]) {
  const peers = (name, options, use) => test(`SMSC in ${pair.smsc}, ESME in ${pair.esme}: ${name}`, () => among(pair, options, use));

  for (const concatenation of ["udh8", "udh16", "sar", "payload"]) {
    peers(`texts go both ways whole by ${concatenation}`, { concatenation }, async ({ smsc, bind }) => {
      const esme = await bind({ concatenation });
      let [messages, deliveries, submits] = [0, 0, 0];
      for (const { text, ways, data_coding, segments } of TEXTS) {
        const parts = concatenation === "payload" ? 1 : segments;
        const how = segments === 1 ? "none" : concatenation;
        smsc.tell(message(text, ways));
        messages += 1;
        const delivered = (await esme.until("delivered", messages)).at(-1);
        assert.deepEqual([delivered.text, delivered.segments, delivered.concatenation], [text, parts, how]);
        if (data_coding !== undefined) assert.equal(delivered.data_coding, data_coding);
        deliveries += parts;
        assert.deepEqual((await smsc.until("deliver_resp", deliveries)).slice(-parts).map(({ status, part }) => [status, part]), numbers(parts).map((n) => [0, n]));
        const submit = (await smsc.until("submit", messages)).at(-1);
        assert.deepEqual([submit.text, submit.concatenation, submit.from, submit.to], [text, how, "8103", "994501234567"]);
        submits += submit.segments;
        assert.equal(submit.ids.length, submit.segments);
        assert.equal((submit.esm_class & 0x40) !== 0, how.startsWith("udh"));
        await smsc.until("receipt_resp", submits);
      }
    });
  }

  for (const [ids, receipted] of [
    ["decimal", (id) => id],
    ["hex", (id) => String(parseInt(id, 16))],
    ["padded", (id) => id.padStart(20, "0")],
    ["upper", (id) => id.toUpperCase()],
  ]) {
    peers(`a receipt's identifier is ${ids}`, { ids }, async ({ smsc, bind }) => {
      const esme = await bind();
      smsc.tell(ask);
      const [[{ id }], [receipt]] = [await esme.until("submit_resp"), await esme.until("receipt")];
      if (ids !== "decimal") assert.notEqual(receipted(id), id);
      assert.deepEqual(receipt, { id: receipted(id), stat: "DELIVRD", receipted_message_id: receipted(id), message_state: 2 });
      assert.deepEqual((await smsc.until("submit"))[0].ids, [id]);
    });
  }

  for (const receipt_first of [false, true]) {
    peers(`a receipt comes ${receipt_first ? "before" : "after"} the response`, { receipt_first }, async ({ smsc, bind }) => {
      const esme = await bind();
      smsc.tell(ask);
      await Promise.all([esme.until("submit_resp"), esme.until("receipt")]);
      const order = esme.events.flatMap(Object.keys).filter((what) => ["submit_resp", "receipt"].includes(what));
      assert.deepEqual(order, receipt_first ? ["receipt", "submit_resp"] : ["submit_resp", "receipt"]);
    });
  }

  peers("a receipt says what became of the message", { receipts: "UNDELIV" }, async ({ smsc, bind }) => {
    const esme = await bind();
    smsc.tell(ask);
    const [{ stat, message_state }] = await esme.until("receipt");
    assert.deepEqual([stat, message_state], ["UNDELIV", 5]);
    smsc.tell({ set: { receipts: null } });
    smsc.tell(ask);
    await esme.until("submit_resp", 2);
    smsc.tell({ enquire_link: true });
    await smsc.until("enquire_link_resp");
    assert.equal(smsc.seen("receipt_sent").length, 1);
  });

  peers("the parts that are named go out, in that order", {}, async ({ smsc, bind }) => {
    const esme = await bind();
    smsc.tell({ deliver: { from: "994501234567", to: "8103", text: "x".repeat(161), parts: [2, 2, 1] } });
    const [{ text, segments }] = await esme.until("delivered");
    assert.deepEqual([text, segments], ["x".repeat(161), 2]);
    assert.deepEqual((await smsc.until("deliver_resp", 3)).map(({ part, parts }) => [part, parts]), [[2, 2], [2, 2], [1, 2]]);
  });

  peers("a lost acknowledgement cuts the link, and the message comes again", { lose_acks: 1 }, async ({ smsc, bind }) => {
    const esme = await bind();
    smsc.tell({ deliver: { id: "m-1", from: "994501234567", to: "8103", text: "2 AZE1234567" } });
    await Promise.all([esme.until("delivered"), smsc.until("closed")]);
    assert.equal(smsc.seen("deliver_resp").length, 0);
    const another = await bind();
    assert.equal((await another.until("delivered"))[0].text, "2 AZE1234567");
    assert.equal((await smsc.until("deliver_resp"))[0].id, "m-1");
  });

  peers("the first submits are throttled", { throttle: 2 }, async ({ smsc, bind }) => {
    const esme = await bind();
    for (const _ of numbers(3)) smsc.tell(ask);
    assert.deepEqual((await esme.until("submit_resp", 3)).map(({ status }) => status), [0x58, 0x58, 0]);
    assert.deepEqual([smsc.seen("throttled").length, smsc.seen("submit").length], [2, 1]);
  });

  peers("the link is dropped after a submit that was taken", { drop_after: 2 }, async ({ smsc, bind }) => {
    const esme = await bind();
    smsc.tell(ask);
    await esme.until("submit_resp");
    smsc.tell(ask);
    await Promise.all([esme.until("closed"), smsc.until("closed")]);
    assert.deepEqual([smsc.seen("submit").length, esme.seen("submit_resp").length], [2, 1]);
    await bind();
    smsc.tell(ask);
    await smsc.until("receipt_resp", 2);
  });

  peers("of submits that come in one segment none is taken after the drop", { drop_after: 2 }, async ({ smsc, port }) => {
    await octets(port, 1, numbers(5).map(submit)).catch(() => {}); // it is cut
    await smsc.until("closed");
    assert.equal(smsc.seen("submit").length, 2);
  });

  peers("a message with a malformed parameter arrives, and the next one too", {}, async ({ smsc, bind }) => {
    const esme = await bind();
    smsc.tell(message("2 AZE1234567", { malformed: true }));
    smsc.tell(ask);
    const delivered = await esme.until("delivered", 2);
    assert.deepEqual(delivered.map(({ text, message_state }) => [text, message_state]), [["2 AZE1234567", 2], ["2 AZE1234567", null]]);
  });

  peers("a password is asked for", { password: "secret" }, async ({ smsc, bind }) => {
    const [wrong, right] = [await bind({ password: "wrong" }), await bind({ password: "secret" })];
    assert.deepEqual([wrong, right].map((esme) => esme.seen("bound")[0].status), [0x0e, 0]);
    assert.deepEqual((await smsc.until("bound", 2)).map(({ status, system_id }) => [status, system_id]), [[0x0e, "echo"], [0, "echo"]]);
  });

  peers("what waits comes in the segment of the response to the bind", {}, async ({ smsc, port }) => {
    smsc.tell(ask);
    await smsc.until("waiting");
    const [segment] = await octets(port, 1);
    assert.deepEqual(pdus(segment).map((pdu) => pdu.readUInt32BE(4)), [0x80000009, 0x00000005]);
  });

  for (const { text, ways, lengths } of [
    { text: "x".repeat(161), ways: { concatenation: "udh8" }, lengths: [6 + 153, 6 + 8] },
    { text: "x".repeat(161), ways: { concatenation: "udh16" }, lengths: [7 + 152, 7 + 9] },
    { text: "x".repeat(161), ways: { concatenation: "sar" }, lengths: [153, 8] },
    { text: "x".repeat(161), ways: { concatenation: "payload" }, lengths: [0] },
    { text: "x".repeat(160), ways: {}, lengths: [160] },
    { text: `${"x".repeat(152)}€${"x".repeat(10)}`, ways: {}, lengths: [6 + 152, 6 + 12] },
    { text: "ə".repeat(71), ways: {}, lengths: [6 + 134, 6 + 8] },
    { text: `${"ə".repeat(66)}🚑${"ə".repeat(10)}`, ways: {}, lengths: [6 + 132, 6 + 24] },
    { text: "ê".repeat(141), ways: { data_coding: 3 }, lengths: [6 + 134, 6 + 7] },
  ]) {
    const name = `${[...text].length} of ${text[0]} by ${JSON.stringify(ways)} take ${lengths} octets`;
    peers(name, {}, async ({ smsc, port }) => {
      smsc.tell(message(text, ways));
      await smsc.until("waiting", lengths.length);
      const [, ...delivered] = pdus(Buffer.concat(await octets(port, 1)));
      assert.deepEqual(delivered.map((pdu) => body(pdu).short_message.length), lengths);
    });
  }

  for (const [malformed, overrun] of [[false, 0], [true, 199]]) {
    peers(`a parameter ${malformed ? "claims" : "does not claim"} more octets than there are`, { malformed }, async ({ smsc, port }) => {
      smsc.tell(ask);
      await smsc.until("waiting");
      const [, delivered] = pdus(Buffer.concat(await octets(port, 1)));
      assert.equal(body(delivered).overrun, overrun);
    });
  }

  peers("what was not acknowledged comes again on the next link", {}, async ({ smsc, bind }) => {
    const silent = await bind({ silent: true });
    smsc.tell(message("2 AZE1234567", { id: "m1" }));
    await silent.until("delivered");
    silent.process.kill();
    await smsc.until("closed");
    await bind();
    const [{ id, status, link }] = await smsc.until("deliver_resp");
    assert.deepEqual([id, status, link], ["m1", 0, 2]);
  });

  peers("only a link that receives is given messages, only one that sends may submit", {}, async ({ smsc, bind }) => {
    const [, receiver] = [await bind({ as: "transmitter" }), await bind({ as: "receiver" })];
    smsc.tell(ask);
    assert.equal((await smsc.until("deliver_resp"))[0].link, 2);
    assert.equal((await receiver.until("submit_resp"))[0].status, 0x04);
    assert.deepEqual((await smsc.until("bound", 2)).map(({ as }) => as), ["transmitter", "receiver"]);
  });

  peers("messages take turns among links", {}, async ({ smsc, bind }) => {
    for (const _ of numbers(2)) await bind();
    smsc.tell({ set: { receipts: null } });
    for (const _ of numbers(4)) smsc.tell(ask);
    assert.deepEqual((await smsc.until("deliver_resp", 4)).map(({ link }) => link).sort(), [1, 1, 2, 2]);
  });

  peers("each asks whether the other is there", {}, async ({ smsc, bind }) => {
    const esme = await bind();
    smsc.tell({ enquire_link: true });
    await smsc.until("enquire_link_resp");
    esme.tell({ enquire_link: true });
    await Promise.all([smsc.until("enquire_link"), esme.until("enquire_link_resp")]);
    smsc.tell({ set: { deaf: true } });
    smsc.tell(ask);
    await esme.until("submit_resp");
    esme.tell({ enquire_link: true });
    await smsc.until("enquire_link", 2);
    smsc.tell(ask);
    await esme.until("submit_resp", 2);
    assert.equal(esme.seen("enquire_link_resp").length, 1);
  });

  peers("a link ends by unbind or is cut", {}, async ({ smsc, bind }) => {
    const polite = await bind();
    polite.tell({ unbind: true });
    await Promise.all([smsc.until("unbind"), smsc.until("closed"), polite.until("closed")]);
    const cut = await bind();
    smsc.tell({ drop: true });
    await Promise.all([smsc.until("closed", 2), cut.until("closed")]);
    assert.equal(smsc.seen("unbind").length, 1);
    smsc.tell({ quit: true });
    assert.equal(await new Promise((resolve) => smsc.process.on("exit", resolve)), 0);
  });

  test(`SMSC in ${pair.smsc}: an option that it does not know is refused`, async () => {
    const [command, script] = PROGRAMS[pair.smsc].smsc;
    const { status, stderr } = spawnSync(command, [script, '{"thottle":2}'], { encoding: "utf8" });
    assert.notEqual(status, 0);
    assert.match(stderr, /no such option: thottle/);
  });
}

test("SMSC in node, ESME in node: a link over TLS", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "exeat-peers-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const [certificate, key] = ["certificate.pem", "key.pem"].map((name) => join(folder, name));
  const made = spawnSync("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost".split(" "),
    ...["-keyout", key, "-out", certificate],
  ]);
  if (made.error) return context.skip("openssl is missing");
  await among({ smsc: "node", esme: "node" }, { certificate, key }, async ({ smsc, bind }) => {
    await bind({ authority: certificate });
    smsc.tell(ask);
    await smsc.until("receipt_resp");
  });
});

// Binds with octets written by hand, sends more in the same segment if there is more, and gives the first `count` reads.
async function octets(port, count, more = []) {
  const bind = pdu(0x00000009, 1, "echo\0\0\0\x34\0\0\0");
  const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.concat([bind, ...more])));
  const reads = [];
  for await (const read of socket) {
    reads.push(read);
    if (reads.length === count) break;
  }
  socket.destroy();
  return reads;
}

const submit = (sequence) => pdu(0x00000004, sequence, `${"\0".repeat(3)}8103\0\x01\x01994501234567${"\0".repeat(10)}\x02ok`);

function pdu(command, sequence, body) {
  const octets = Buffer.from("\0".repeat(16) + body, "latin1");
  [octets.length, command, 0, sequence].forEach((number, index) => octets.writeUInt32BE(number, index * 4));
  return octets;
}

function pdus(octets) {
  const length = octets.length < 16 ? 0 : octets.readUInt32BE(0);
  return length === 0 ? [] : [octets.subarray(0, length), ...pdus(octets.subarray(length))];
}

// The text of a deliver_sm, and by how many octets its last parameter overruns it: SMPP 3.4 section 4.6.1.
function body(pdu) {
  let at = 16;
  const text = () => (at = pdu.indexOf(0, at) + 1);
  text(); // service_type
  for (const _ of ["source", "destination"]) {
    at += 2;
    text();
  }
  at += 3;
  for (const _ of ["schedule_delivery_time", "validity_period"]) text();
  at += 4;
  const short_message = pdu.subarray(at + 1, (at += 1 + pdu[at]));
  while (at < pdu.length) at += 4 + pdu.readUInt16BE(at + 2);
  return { short_message, overrun: at - pdu.length };
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index + 1);
}
