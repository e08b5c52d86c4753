// Everything works without this file; with it, components wake up.
const here = document.querySelector("script[data-components]");

document.documentElement.classList.add("gt-js");
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

const { initAll } = await import(here.dataset.components);
initAll();

// A choice in a list of filters is applied at once; the button stays for those without JavaScript.
for (const form of document.querySelectorAll("form[data-apply-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
