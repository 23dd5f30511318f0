// The form of a ticket's code, as in docs/reference/ticket-code.md.
export const PREFIX = "KT1:";
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_BYTES = 17;
const ID_LETTERS = 26;
const SIGNATURE_BYTES = 64;
const SALE_LENGTH_AT = 1 + ID_BYTES + 2;
const FIXED_BYTES = SALE_LENGTH_AT + 1 + 1 + ID_BYTES + SIGNATURE_BYTES;
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

/** Whether a code could have these characters. */
export function fits(text) {
  return [...text].every((letter) => BASE45.includes(letter));
}

/** The text up to where a code ends that begins like this; as it is if it is shorter. */
export function cut(text) {
  const body = text.slice(PREFIX.length);
  const sale = byteAt(body, SALE_LENGTH_AT);
  const offer = sale === null ? null : byteAt(body, SALE_LENGTH_AT + 1 + sale);
  if (offer === null) return text;
  const bytes = FIXED_BYTES + sale + offer;
  return text.slice(0, PREFIX.length + Math.floor(bytes / 2) * 3 + (bytes % 2) * 2);
}

function byteAt(text, index) {
  const from = Math.floor(index / 2) * 3;
  const pair = text.length < from + 3 ? null : base45(text.slice(from, from + 3));
  return pair ? pair[index % 2] : null;
}

/** What is to be checked before anything of it is believed; null if the text is no code. */
export function open(text) {
  if (text.length > LENGTH_MAX || !text.startsWith(PREFIX)) return null;
  const bytes = base45(text.slice(PREFIX.length));
  if (!bytes || bytes.length <= SIGNATURE_BYTES) return null;
  const content = bytes.slice(0, -SIGNATURE_BYTES);
  if (bytes.length !== FIXED_BYTES + content[SALE_LENGTH_AT] + (content[SALE_LENGTH_AT + 1 + content[SALE_LENGTH_AT]] ?? NaN)) return null;
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
