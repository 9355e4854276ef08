// How dates and numbers are written in the page's language; English days stand before months.
export const language = document.documentElement.lang || "en";
export const locale = { en: "en-GB" }[language] ?? language;
