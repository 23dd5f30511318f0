// The form of a ticket's code, as in docs/reference/ticket-code.md.
const PREFIX = "KT1:";
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_BYTES = 17;
const ID_LETTERS = 26;
const SIGNATURE_BYTES = 64;
const LENGTH_MAX = 400;

/** The bytes of a text in Base45 (RFC 9285); null if it is none. */
export function base45(text) {
  if (text.length % 3 === 1) return null;
  const bytes = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((letter) => BASE45.indexOf(letter));
    if (digits.includes(-1)) return null;
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return null;
    if (digits.length === 3) bytes.push(value >>> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** What is to be checked before anything of it is believed; null if the text is no code. */
export function open(text) {
  if (text.length > LENGTH_MAX || !text.startsWith(PREFIX)) return null;
  const bytes = base45(text.slice(PREFIX.length));
  if (!bytes || bytes.length <= SIGNATURE_BYTES) return null;
  const content = bytes.slice(0, -SIGNATURE_BYTES);
  const signed = new Uint8Array([...new TextEncoder().encode(PREFIX), ...content]);
  return { key: content[0], content, signed, signature: bytes.slice(-SIGNATURE_BYTES) };
}

/** What a code says whose signature holds. */
export function claim(content) {
  const text = new TextDecoder();
  const saleAt = 1 + ID_BYTES + 2 + 1;
  const offerAt = saleAt + content[saleAt - 1] + 1;
  return {
    ticket: "tkt_" + letters(content.slice(1, 1 + ID_BYTES)),
    generation: (content[1 + ID_BYTES] << 8) | content[2 + ID_BYTES],
    sale: text.decode(content.slice(saleAt, offerAt - 1)),
    offer: text.decode(content.slice(offerAt, offerAt + content[offerAt - 1])),
  };
}

function letters(bytes) {
  let text = "";
  for (let i = 0; i < ID_LETTERS; i++) {
    const bit = i * 5;
    const pair = (bytes[bit >> 3] << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += CROCKFORD[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}
