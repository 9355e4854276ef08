// Sends one request until there is an answer: however often it is retried, its key makes it one request.
const TRIES = 8;

/**
 * @param {string} method
 * @param {string} address
 * @param {object} body
 * @param {(key: "busy" | "unreachable") => void} waiting told before each further try
 * @returns {Promise<{accepted?: object, problem?: object, signedOut?: boolean}>}
 */
export async function send(method, address, body, waiting) {
  const key = newKey();
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const response = await request(method, address, body, key);
    if (response !== null && response.status !== 503) return outcome(response);
    if (tries === TRIES) return response === null ? {} : outcome(response);
    waiting(response === null ? "unreachable" : "busy");
    await pause(response, tries);
  }
  return {};
}

async function request(method, address, body, key) {
  try {
    return await fetch(address, {
      method,
      headers: {
        "Content-Type": "application/json",
        "Accept": "application/json, application/problem+json",
        "Idempotency-Key": key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    return null;
  }
}

async function outcome(response) {
  if (response.status === 401) return { signedOut: true };
  const body = await response.json().catch(() => ({}));
  return response.ok ? { accepted: body } : { problem: body };
}

function pause(response, tries) {
  const asked = Number(response?.headers.get("Retry-After"));
  const milliseconds = asked > 0 ? Math.min(asked, 10) * 1000 : Math.min(4000, 400 * 2 ** (tries - 1));
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** crypto.randomUUID exists only where the page is secure; a house network without TLS still has random numbers. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
