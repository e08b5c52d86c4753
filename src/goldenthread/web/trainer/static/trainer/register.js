// The register by keyboard: a letter marks the person in focus and moves to the next, arrows move between people.
const form = document.querySelector("[data-register]");
if (form) {
  const lines = [...form.querySelectorAll("[data-line]")];
  const keys = form.querySelector(".gt-register__keys");
  const count = form.querySelector("[data-count]");
  const marks = (line) => [...line.querySelectorAll("input[type=radio]")];
  const tell = () => {
    const done = lines.filter((line) => marks(line).some((one) => one.checked)).length;
    if (count) count.textContent = `${done} of ${lines.length} are marked.`;
  };
  const go = (line) => {
    if (!line) return form.querySelector("select")?.focus();
    const all = marks(line);
    (all.find((one) => one.checked) || all[0]).focus();
    line.scrollIntoView({ block: "nearest" });
  };
  let changed = false;
  form.addEventListener("change", () => { changed = true; tell(); });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (leaving) => { if (changed) leaving.preventDefault(); });
  form.addEventListener("keydown", (pressed) => {
    const line = pressed.target.closest("[data-line]");
    if (!line || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    const at = lines.indexOf(line);
    if (pressed.key === "ArrowDown" || pressed.key === "ArrowUp") {
      pressed.preventDefault();
      if (pressed.key === "ArrowDown") go(lines[at + 1]);
      else if (at > 0) go(lines[at - 1]);
      return;
    }
    if (pressed.target.type !== "radio") return;
    const key = pressed.key.toLowerCase();
    if (key === "0") {
      marks(line).forEach((one) => { one.checked = false; });
    } else {
      const mark = marks(line).find((one) => one.dataset.key === key);
      if (!mark) return;
      mark.checked = true;
      pressed.preventDefault();
      if (key === "p") line.querySelector(".gt-register__more--part input").focus();
      else go(lines[at + 1]);
    }
    changed = true;
    tell();
  });
  if (keys) keys.hidden = false;
  tell();
}
