// Seals an offer where it is made, so that not even the server sees the price. WebCrypto and nothing else.
//
//   import { seal } from "./seal-offer.mjs";
//   const sealed = await seal({ auction, round: 1, lot: 1, bidder, publicKey, price: "1234.50" });
//   // lot, round, commitment and envelope go to POST /api/auctions/{id}/sealed-offers; keep receipt and salt.
//
// With Node: node seal-offer.mjs AUCTION ROUND LOT BIDDER PUBLIC_KEY PRICE. The formats are in sealed-offers.md.

const text = new TextEncoder();
const named = (name, ...parts) => concat(text.encode(name), new Uint8Array(1), ...parts);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const uuid = (id) => bytes(id.replaceAll("-", ""));
const sha256 = async (content) => new Uint8Array(await crypto.subtle.digest("SHA-256", content));

function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((place, part) => (whole.set(part, place), place + part.length), 0);
  return whole;
}

function number(value, length = 4) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt(value));
  return new Uint8Array(view.buffer).slice(8 - length);
}

// "1234.50" is 12345000 ten-thousandths.
function tenThousandths(price) {
  const [, sign, whole, decimals = ""] = price.match(/^(-?)(\d+)(?:\.(\d{1,4}))?$/) ?? [];
  if (whole === undefined) throw new RangeError("a price such as 1234.50");
  return BigInt(sign + whole + decimals.padEnd(4, "0"));
}

// HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
const KEM = concat(text.encode("KEM"), Uint8Array.of(0, 0x20));
const HPKE = concat(text.encode("HPKE"), Uint8Array.of(0, 0x20, 0, 1, 0, 2));

async function hmac(key, content) {
  const usable = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", usable, content));
}

const extract = (suite, salt, label, input) =>
  hmac(salt.length ? salt : new Uint8Array(32), concat(text.encode("HPKE-v1"), suite, text.encode(label), input));

async function expand(suite, key, label, info, length) {
  const about = concat(number(length, 2), text.encode("HPKE-v1"), suite, text.encode(label), info, Uint8Array.of(1));
  return (await hmac(key, about)).slice(0, length);
}

async function encrypt(plaintext, publicKey, info, place) {
  const recipient = await crypto.subtle.importKey("raw", publicKey, "X25519", true, []);
  const own = await crypto.subtle.generateKey("X25519", true, ["deriveBits"]);
  const encapsulated = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const agreed = { name: "X25519", public: recipient };
  const shared = new Uint8Array(await crypto.subtle.deriveBits(agreed, own.privateKey, 256));
  if (shared.every((byte) => byte === 0)) throw new RangeError("this public key keeps nothing secret");
  const none = new Uint8Array();
  const first = await extract(KEM, none, "eae_prk", shared);
  const secret = await expand(KEM, first, "shared_secret", concat(encapsulated, publicKey), 32);
  const context = concat(
    Uint8Array.of(0), await extract(HPKE, none, "psk_id_hash", none), await extract(HPKE, none, "info_hash", info));
  const root = await extract(HPKE, secret, "secret", none);
  const raw = await expand(HPKE, root, "key", context, 32);
  const iv = await expand(HPKE, root, "base_nonce", context, 12);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: place }, key, plaintext);
  return concat(encapsulated, new Uint8Array(ciphertext));
}

export async function seal({ auction, round, lot, bidder, publicKey, price }) {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const content = concat(number(tenThousandths(price), 8), salt);
  const lotPlace = concat(uuid(auction), number(round), number(lot));
  const place = concat(lotPlace, uuid(bidder));
  const commitment = await sha256(named("kontor-offer-commitment/1", lotPlace, content));
  const info = named("kontor-sealed-offer/1", uuid(auction));
  const envelope = await encrypt(concat(content, new Uint8Array(24)), bytes(publicKey), info, place);
  const receipt = await sha256(named("kontor-offer-receipt/1", place, commitment, envelope));
  return {
    lot: String(lot), round: Number(round), commitment: hex(commitment), envelope: hex(envelope),
    receipt: hex(receipt), salt: hex(salt),
  };
}

if (globalThis.process?.argv[1]?.endsWith("seal-offer.mjs")) {
  const [auction, round, lot, bidder, publicKey, price] = process.argv.slice(2);
  console.log(JSON.stringify(await seal({ auction, round, lot, bidder, publicKey, price }), null, 2));
}
