"use strict";
// Keyboard of the desk: Ctrl+K palette, J/K through the rows of a list, ? for help. Everything also works without it.
(() => {
  const OFF = "xiezhi-keys-off";
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]") !== null;
  const composing = (event) => event.isComposing || event.keyCode === 229;

  // The Enter that confirms an input-method candidate does not send the form.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && composing(event)) event.stopImmediatePropagation();
  }, true);
  let confirming = false;
  document.addEventListener("compositionstart", () => { confirming = true; });
  document.addEventListener("compositionend", () => { setTimeout(() => { confirming = false; }, 60); });
  document.addEventListener("submit", (event) => { if (confirming) event.preventDefault(); }, true);

  const palette = document.getElementById("palette");
  const filter = palette && palette.querySelector("input");
  const seek = document.getElementById("seek");
  const lines = () => Array.from(palette.querySelectorAll("li"));

  const open = () => {
    if (!palette || palette.open || !palette.showModal) return;
    filter.value = "";
    narrow();
    palette.showModal();
    filter.focus();
  };
  const narrow = () => lines().forEach((li) => { li.hidden = !li.textContent.includes(filter.value.trim()); });
  const step = (links, by) => {
    const at = links.indexOf(document.activeElement);
    const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) next.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
      return;
    }
    if (palette && palette.open) {
      const shown = lines().filter((li) => !li.hidden).map((li) => li.firstElementChild);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(shown, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && document.activeElement === filter) {
        event.preventDefault();
        if (shown[0]) shown[0].click();
        else if (seek && filter.value.trim()) { seek.value = filter.value; seek.form.submit(); }
      }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || localStorage.getItem(OFF)) return;
    const rows = Array.from(document.querySelectorAll("main [data-row] a, main .table tbody th a"));
    if (event.key === "j") step(rows, 1);
    else if (event.key === "k") step(rows, -1);
    else if (event.key === "?") open();
  });
  if (filter) filter.addEventListener("input", narrow);

  document.querySelectorAll("[data-keys-switch]").forEach((button) => {
    const say = () => { button.textContent = localStorage.getItem(OFF) ? "打开字母快捷键" : "关闭字母快捷键"; };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      if (localStorage.getItem(OFF)) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1");
      say();
    });
  });

  // The summary of errors takes the focus.
  const wrong = document.getElementById("errors");
  if (wrong) wrong.focus();
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
