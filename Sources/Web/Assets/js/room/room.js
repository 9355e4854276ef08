// The auction room: connects the stream of the auction with the lots on the page.
import { Announcer } from "./announcer.js";
import { follow } from "./feed.js";
import { Lot } from "./lot.js";
import { Notices } from "./notices.js";
import { Participants } from "./participants.js";
import { ServerClock } from "./server-clock.js";
import { Sound } from "./sound.js";
import { Tabs } from "./tabs.js";
import { say } from "./words.js";

const root = document.querySelector("[data-room]");
const banner = root.querySelector("[data-connection]");
const clock = new ServerClock();
const room = {
  auction: root.dataset.auction,
  currency: root.dataset.currency,
  format: root.dataset.format,
  hasLevels: ["japanese", "dutch"].includes(root.dataset.format),
  direction: root.dataset.direction,
  isWeighed: root.dataset.weighed !== undefined,
  pauseRule: root.dataset.pause,
  announcer: new Announcer(root.querySelector("[data-announcer]")),
  sound: new Sound(root),
  tabs: new Tabs(root, document.body.classList.contains("wall")),
  clock,
};
const participants = new Participants(root);
const notices = new Notices(root, room.announcer);
const lots = new Map();
for (const console of root.querySelectorAll(".console[data-lot]")) {
  const board = root.querySelector(`.board[data-lot="${CSS.escape(console.dataset.lot)}"]`);
  lots.set(console.dataset.lot, new Lot(console, board, room));
}

function take(message, isWhole) {
  clock.hear(message.serverTime);
  if (root.dataset.phase !== message.phase) showPhase(message.phase);
  for (const lot of message.lots) lots.get(lot.id)?.take(lot, isWhole, message);
  participants.show(message.participants);
  notices.take(message);
}

function showPhase(phase) {
  root.dataset.phase = phase;
  const badge = document.createElement("span");
  const tones = { scheduled: "info", open: "live", closed: "neutral", cancelled: "bad" };
  badge.className = `badge tone-${tones[phase] ?? "neutral"}`;
  badge.textContent = say(`phase_${phase}`);
  root.querySelector("[data-phase-badge]").replaceChildren(badge);
}

follow(`/api/auctions/${encodeURIComponent(room.auction)}/events`, {
  message(kind, data) {
    if (kind === "heartbeat") clock.hear(data.serverTime);
    else if (kind === "presence") participants.show(data.participants);
    else take(data, kind === "snapshot");
  },
  connected(isConnected) {
    banner.hidden = isConnected;
    for (const lot of lots.values()) lot.connected(isConnected);
  },
});

setInterval(() => { for (const lot of lots.values()) lot.tick(); }, 100);
setInterval(() => { for (const lot of lots.values()) lot.draw(); }, 1000);
addEventListener("resize", () => { for (const lot of lots.values()) lot.draw(); });
