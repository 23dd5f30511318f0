// Ed25519 (RFC 8032): by the browser where it can, else by a library that lies beside this file.
let byBrowser = true;

/** Whether the signature over the message is of the key `x`, which is in Base64 for URLs. */
export async function holds(x, signature, message) {
  const key = bytesOf(x);
  if (byBrowser) {
    try {
      const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
    } catch {
      byBrowser = false;
    }
  }
  return holdsByLibrary(key, signature, message);
}

export async function holdsByLibrary(key, signature, message) {
  const { verifyAsync } = await import("./noble-ed25519.js");
  try {
    return await verifyAsync(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

/** The bytes of a text in Base64 for URLs. */
export function bytesOf(base64) {
  const text = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
