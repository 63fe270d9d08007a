/* What was answered, as the response file that `servicescan collect` takes. */

const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const CODE_LENGTH = 13;

/** A random code; nothing in it points at a person. */
function newCode() {
  const found = [];
  while (found.length < CODE_LENGTH) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0] & 31;
    if (byte < ALPHABET.length) found.push(ALPHABET[byte]);
  }
  return found.join("");
}

/** A typed code as it is kept; eight or nine bare digits may be a citizen number. */
const codeFrom = (typed) => typed.replace(/\s/g, "").toLowerCase();
const isUsableCode = (code) => /^[a-z0-9][a-z0-9-]{0,63}$/.test(code) && !/^\d{8,9}$/.test(code);

/** Words fit to keep: letters composed, one kind of line end, nothing that cannot be seen. */
function clean(words) {
  const whole = Array.from(words).filter((sign) => !/^[\ud800-\udfff]$/.test(sign)).join("");
  return whole
    .normalize("NFC")
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, "\n")
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g, "")
    .trim();
}

/** The remark beside an answer: only what was really said. */
function remarkOf(given, hasLevel) {
  const note = clean(given.note || "");
  const evidence = hasLevel && given.evidence ? given.evidence : "none";
  return {
    ...(note && { note }),
    ...(evidence !== "none" && { evidence }),
    ...(note && given.quote && { quote: true }),
  };
}

/** The answer to one question, or null while it is open; "not applicable" needs a reason. */
function answerOf(given, fingerprint) {
  const choice = given?.choice || "";
  const reason = clean(given?.reason || "");
  if (!choice || (choice === "na" && !reason)) return null;
  const rest = { ...remarkOf(given, choice >= "1" && choice <= "5"), fingerprint };
  if (choice === "dk") return { status: "dont_know", ...rest };
  if (choice === "na") return { status: "not_applicable", reason, ...rest };
  return { level: Number(choice), ...rest };
}

/** The response, ready to be written down. */
function responseOf(form, draft) {
  const answers = {};
  const waiting = {};
  for (const { id, fingerprint } of form.parts.flatMap((part) => part.questions)) {
    const given = draft.answers[id];
    const answer = answerOf(given, fingerprint);
    const remark = given && !answer ? remarkOf(given, false) : {};
    if (answer) answers[id] = answer;
    else if (remark.note) waiting[id] = remark;
  }
  return {
    format: 1,
    questionnaire: form.questionnaire,
    version: form.version,
    respondent: {
      code: draft.typed || draft.code,
      audience: form.audience,
      ...(draft.unit && { unit: draft.unit }),
    },
    day: draft.day,
    language: draft.language,
    mode: "self",
    kind: "individual",
    answers,
    ...(Object.keys(waiting).length && { waiting }),
  };
}

/** JSON with sorted keys and a blank after each comma and colon: what the control total is of. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}: ${canonical(value[key])}`);
  return `{${pairs.join(", ")}}`;
}

/** The response as a file: one answer a line, with its control total. */
function fileOf(response) {
  const { answers, waiting } = response;
  const said = waiting ? [answers, { waiting }] : answers;
  const check = { answers: Object.keys(answers).length, sum: sha256(canonical(said)).slice(0, 16) };
  const lines = Object.entries({ ...response, check }).map(([key, value]) => {
    const parts = key === "answers" || key === "waiting" ? Object.entries(value) : [];
    const body = parts.map(([id, each]) => `${JSON.stringify(id)}: ${canonical(each)}`).join(",\n");
    return `${JSON.stringify(key)}: ${parts.length ? `{\n${body}\n}` : canonical(value)}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

const fileName = (response) =>
  `${response.day}-${response.respondent.audience.replace(/_/g, "-")}-${response.respondent.code}.json`;

/** The file as letters that survive a mail, between two lines that mark it. */
function pastedOf(file) {
  const bytes = new TextEncoder().encode(file);
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const lines = letters.replace(/=+$/, "").match(/.{1,64}/g);
  return ["-----BEGIN SERVICESCAN-----", ...lines, "-----END SERVICESCAN-----", ""].join("\n");
}

/** SHA-256 (FIPS 180-4) in hexadecimal: browsers withhold their own from files. */
function sha256(words) {
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const constants = primes.map((p) => fraction(Math.cbrt(p)));
  const sum = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const turn = (x, by) => (x >>> by) | (x << (32 - by));

  const bytes = new TextEncoder().encode(words);
  const blocks = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  bytes.forEach((byte, at) => blocks.setUint8(at, byte));
  blocks.setUint8(bytes.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, bytes.length * 8);

  for (let start = 0; start < blocks.byteLength; start += 64) {
    const w = Array.from({ length: 16 }, (_, n) => blocks.getInt32(start + 4 * n));
    for (let n = 16; n < 64; n++) {
      const early = turn(w[n - 15], 7) ^ turn(w[n - 15], 18) ^ (w[n - 15] >>> 3);
      const late = turn(w[n - 2], 17) ^ turn(w[n - 2], 19) ^ (w[n - 2] >>> 10);
      w[n] = (w[n - 16] + early + w[n - 7] + late) | 0;
    }
    let [a, b, c, d, e, f, g, h] = sum;
    for (let n = 0; n < 64; n++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[n] + w[n]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((part, n) => (sum[n] = (sum[n] + part) | 0));
  }
  return sum.map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
