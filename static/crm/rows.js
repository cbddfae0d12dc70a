// Rows that are added and taken away: e-mail addresses, links, an opportunity's lines.

import { startPicks } from "./pick.js";

export function startRows(within) {
  within.querySelectorAll(".crm-rows").forEach((set) => start(set, set.querySelector(".list"), ""));
  within.querySelectorAll("[data-parts]").forEach((set) => {
    start(set, set.querySelector(".crm-partlist"), "new");
  });
}

function start(set, list, word) {
  const blank = set.querySelector(":scope > template");
  const add = set.querySelector(":scope > [data-add]");
  const taken = word ? list.querySelectorAll(`[name^="${set.dataset.parts}-new"]`).length : 0;
  let next = Number(set.dataset.next ?? taken);
  add?.addEventListener("click", () => {
    const holder = document.createElement("template");
    holder.innerHTML = blank.innerHTML.replaceAll("__n__", String(next++));
    const row = holder.content.firstElementChild;
    list.append(row);
    const radio = row.querySelector("input[type=radio]");
    if (radio && !list.querySelector("input[type=radio]:checked")) radio.checked = true;
    startPicks(row);
    startRows(row);
    row.querySelector("input:not([type=hidden]), select")?.focus();
    tell(set);
  });
  set.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button || button.closest(".crm-rows, [data-parts]") !== set) return;
    const row = button.closest(".row");
    const wasPrimary = row.querySelector("input[type=radio]:checked");
    row.remove();
    const first = list.querySelector("input[type=radio]");
    if (wasPrimary && first) first.checked = true;
    add?.focus();
    tell(set);
  });
  // A row that was never stored has nothing to be removed from but this page.
  set.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.name?.endsWith("-gone")) return;
    const row = box.closest(".crm-part");
    if (box.name.startsWith(`${set.dataset.parts}-new`)) row.remove();
    else row.classList.toggle("leaving", box.checked);
  });
}

function tell(set) {
  set.dispatchEvent(new CustomEvent("crm:change", { bubbles: true }));
}
