// Rows of the auction form come and go in place; without scripts the same button asks the server for one more, and
// rows that are left empty do not count.
const form = document.querySelector("[data-auction-form]");

if (form) {
  const show = () => {
    for (const button of form.querySelectorAll("[data-remove-row]")) button.hidden = false;
  };
  show();
  form.addEventListener("rows", show);
  form.addEventListener("click", (event) => {
    const rows = event.target.closest("[data-rows]");
    if (event.target.closest("[data-add-row]")) {
      event.preventDefault();
      add(rows);
    } else if (event.target.closest("[data-remove-row]")) {
      remove(rows, event.target.closest("[data-row]"));
    }
  });
}

function add(rows) {
  const blank = rows.querySelector("template[data-blank-row]");
  const row = blank.content.firstElementChild.cloneNode(true);
  row.querySelector("[data-remove-row]").hidden = false;
  blank.before(row);
  number(rows);
  row.querySelector("input").focus();
}

/** One row always stays to write in. */
function remove(rows, row) {
  if (rows.querySelectorAll(":scope > [data-row]").length > 1) row.remove();
  else for (const input of row.querySelectorAll("input")) input.value = "";
  number(rows);
  rows.querySelector("input").focus();
  rows.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Rows know their place only by the names of their inputs. */
function number(rows) {
  const list = rows.dataset.rows;
  for (const [index, row] of rows.querySelectorAll(":scope > [data-row]").entries()) {
    for (const element of row.querySelectorAll("*")) {
      for (const attribute of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(attribute);
        const [start, open, close] = attribute === "name" ? [list, "[", "]"] : [rows.id, "-", "-"];
        if (!value?.startsWith(start + open)) continue;
        const rest = value.slice(start.length + 1);
        element.setAttribute(attribute, `${start}${open}${index}${rest.slice(rest.indexOf(close))}`);
      }
    }
  }
}
