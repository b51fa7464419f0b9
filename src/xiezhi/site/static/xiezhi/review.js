"use strict";
// Keyboard of the legal review: J/K between questions, a letter answers the one in focus, E opens the evidence in turn.
// Nothing is answered beforehand, and everything also works without it.
(() => {
  const form = document.querySelector("form[data-review]");
  if (!form) return;
  const questions = Array.from(form.querySelectorAll("[data-question]"));
  const evidence = Array.from(document.querySelectorAll("[data-evidence]"));
  const writes = (el) => el.closest("textarea, select, input:not([type=radio]), [contenteditable]") !== null;
  let opened = -1;

  const here = () => questions.findIndex((each) => each.contains(document.activeElement));
  const move = (by) => {
    const next = questions[Math.min(Math.max(here() + by, 0), questions.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const answer = (letter, event) => {
    const question = questions[here()];
    const choice = question && question.querySelector(`[data-letter="${letter}"]`);
    if (!choice) return;
    choice.checked = true;
    const note = question.querySelector("input[maxlength]");
    if (letter !== "n" || !note) return;
    event.preventDefault();
    note.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && here() >= 0) { questions[here()].focus(); return; }
    if (writes(event.target) || document.querySelector("dialog[open]") || localStorage.getItem("xiezhi-keys-off")) return;
    const letter = event.key.toLowerCase();
    if (letter === "j") move(1);
    else if (letter === "k") move(-1);
    else if (letter === "e" && evidence.length) {
      opened = (opened + 1) % evidence.length;
      evidence[opened].focus();
      evidence[opened].click();
    } else answer(letter, event);
  });
})();
