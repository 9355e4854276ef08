// Adds and removes lots and items of the requirement form in place; without scripts the same buttons ask the server.
const form = document.querySelector("form[data-rows]");
const status = form.querySelector("[data-rows-status]");
const blank = (name) => document.querySelector(`template[data-blank-${name}]`).content.firstElementChild;

/** Rows know their position only by the names of their fields: after every change all are numbered again. */
function renumber() {
  for (const [lotIndex, lot] of form.querySelectorAll("[data-lot-row]").entries()) {
    lot.querySelector("[data-lot-number]").textContent = lotIndex + 1;
    for (const element of lot.querySelectorAll("*")) rename(element, lotIndex, null);
    for (const [itemIndex, item] of lot.querySelectorAll("[data-item-row]").entries()) {
      item.setAttribute("aria-label", item.getAttribute("aria-label").replace(/\s*\d*$/, ` ${itemIndex + 1}`));
      for (const element of item.querySelectorAll("*")) rename(element, lotIndex, itemIndex);
    }
  }
  const lots = form.querySelectorAll("[data-lot-row]");
  for (const lot of lots) {
    lot.querySelector("[data-remove-lot]").hidden = lots.length === 1;
    const items = lot.querySelectorAll("[data-item-row]");
    for (const item of items) item.querySelector("[data-remove-item]").hidden = items.length === 1;
  }
}

function rename(element, lot, item) {
  const change = (attribute, pattern, replacement) => {
    const value = element.getAttribute(attribute);
    if (value) element.setAttribute(attribute, value.replace(pattern, replacement));
  };
  change("name", /^lots\[[^\]]*\]/, `lots[${lot}]`);
  for (const attribute of ["id", "for", "aria-describedby"]) change(attribute, /^lots-[^-]+/, `lots-${lot}`);
  if (item === null) return;
  change("name", /\[items\]\[[^\]]*\]/, `[items][${item}]`);
  for (const attribute of ["id", "for", "aria-describedby"]) change(attribute, /-items-[^-]+/, `-items-${item}`);
}

function add(list, row) {
  list.append(row);
  renumber();
  row.querySelector("input").focus();
  status.textContent = status.dataset.textAdded;
}

function remove(row, neighbour) {
  row.remove();
  renumber();
  neighbour?.querySelector("input").focus();
  status.textContent = status.dataset.textRemoved;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=submit]");
  if (!button) return;
  const lot = button.closest("[data-lot-row]");
  const item = button.closest("[data-item-row]");
  if (button.matches("[data-add-lot]")) add(form.querySelector("[data-lots]"), blank("lot").cloneNode(true));
  else if (button.matches("[data-add-item]")) add(lot.querySelector("[data-items]"), blank("item").cloneNode(true));
  else if (button.matches("[data-remove-lot]")) remove(lot, lot.previousElementSibling ?? lot.nextElementSibling);
  else if (button.matches("[data-remove-item]")) remove(item, item.previousElementSibling ?? item.nextElementSibling);
  else return;
  event.preventDefault();
});

renumber();
