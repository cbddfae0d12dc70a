// What the dashboard's pages do without a reload: inputs that find records, rows, filters, copying.

import "./color.js";
import { startPicks } from "./pick.js";
import { startRows } from "./rows.js";

function startFilter(form) {
  const asked = form.querySelector(".crm-asked");
  const fitOperands = () => {
    const word = form.elements.word;
    const count = Number(word?.selectedOptions[0]?.dataset.operands ?? 1);
    for (const one of asked.querySelectorAll(".crm-operand")) {
      one.hidden = Number(one.dataset.place) >= count;
      for (const input of one.querySelectorAll("input, select")) input.disabled = one.hidden;
    }
  };
  form.elements.field.addEventListener("change", async (event) => {
    const name = event.target.value;
    if (!name) return asked.replaceChildren();
    const address = `${form.dataset.filter}?field=${encodeURIComponent(name)}`;
    const reply = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (!reply.ok) return;
    asked.innerHTML = await reply.text();
    startPicks(asked);
    fitOperands();
    form.elements.word?.addEventListener("change", fitOperands);
  });
}

function startCopy(button) {
  const label = button.querySelector("span:last-child");
  button.addEventListener("click", async () => {
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = "Copied";
    } catch {
      window.prompt("Copy this line", button.dataset.copy);
    }
    setTimeout(() => (label.textContent = before), 2000);
  });
}

function startRecord(form) {
  const told = form.querySelector(".crm-unsaved");
  let isChanged = false;
  const change = () => {
    isChanged = true;
    if (told) told.hidden = false;
  };
  form.addEventListener("input", change);
  form.addEventListener("crm:change", change);
  form.addEventListener("submit", () => (isChanged = false));
  window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
  const first = form.dataset.firstError && document.getElementById(form.dataset.firstError);
  if (first) {
    const input = first.matches("input, select, textarea") ? first : first.querySelector("input");
    (input ?? first).focus();
  }
}

startPicks(document);
startRows(document);
document.querySelectorAll("form[data-filter]").forEach(startFilter);
document.querySelectorAll("[data-copy]").forEach(startCopy);
document.querySelectorAll("form[data-record]").forEach(startRecord);
