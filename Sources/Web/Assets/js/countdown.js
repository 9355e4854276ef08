// Small countdowns on cards: <time data-countdown>. The auction room has its own clock, which follows the server's.
const elements = [...document.querySelectorAll("time[data-countdown]")];

function tick() {
  for (const element of elements) {
    const left = Math.max(0, Math.floor((Date.parse(element.dateTime) - Date.now()) / 1000));
    const hours = Math.floor(left / 3600);
    const minutes = String(Math.floor(left / 60) % 60).padStart(hours ? 2 : 1, "0");
    const seconds = String(left % 60).padStart(2, "0");
    element.textContent = hours ? `${hours}:${minutes}:${seconds}` : `${minutes}:${seconds}`;
    element.classList.toggle("is-urgent", left < 60);
  }
}

if (elements.length > 0) {
  for (const element of elements) element.title = element.textContent;
  tick();
  setInterval(tick, 1000);
}
