// After a refused form: the summary of errors takes the focus, so that it is heard and seen first.
document.querySelector("[data-problems]")?.focus();
