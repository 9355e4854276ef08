// The stream of the auction: EventSource reconnects by itself and says which message it saw last.
const SILENCE_MILLISECONDS = 25_000;

/**
 * @param {string} address
 * @param {{message: (kind: string, data: object) => void, connected: (isConnected: boolean) => void}} listener
 */
export function follow(address, listener) {
  let source;
  let heardAt = 0;
  let attempts = 0;

  function open() {
    heardAt = performance.now();
    source = new EventSource(address);
    source.onopen = () => { attempts = 0; heard(); };
    source.onerror = () => {
      listener.connected(false);
      // The browser gives up when the answer was an error (503, a session that ended): try again, more slowly.
      if (source.readyState === EventSource.CLOSED) again();
    };
    for (const kind of ["snapshot", "change", "presence", "heartbeat"]) {
      source.addEventListener(kind, (event) => {
        heard();
        listener.message(kind, JSON.parse(event.data));
      });
    }
  }

  function heard() {
    heardAt = performance.now();
    listener.connected(true);
  }

  function again() {
    source.close();
    heardAt = Infinity;
    attempts += 1;
    setTimeout(open, Math.min(30_000, 1000 * 2 ** attempts) * (0.75 + Math.random() / 2));
  }

  // A connection can die without a sign; the server sends a heartbeat every ten seconds.
  setInterval(() => {
    if (performance.now() - heardAt < SILENCE_MILLISECONDS) return;
    listener.connected(false);
    source.close();
    open();
  }, 5000);

  open();
}
