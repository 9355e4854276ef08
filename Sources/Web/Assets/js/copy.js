// Copies the text beside a button with data-copy.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("[data-copy-text]").textContent);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
