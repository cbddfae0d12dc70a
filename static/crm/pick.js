// An input that finds records, or options of a long list, while one types.

const WAIT = 150;
let count = 0;

export function startPicks(within) {
  within.querySelectorAll(".crm-pick").forEach((pick) => {
    if (!pick.closest("template") && !pick.dataset.started) new Pick(pick);
  });
}

class Pick {
  constructor(root) {
    root.dataset.started = "1";
    this.root = root;
    this.isMany = "many" in root.dataset;
    this.input = root.querySelector("[role=combobox]");
    this.held = this.isMany ? null : root.querySelector("input[type=hidden]");
    this.shown = this.input.value;
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `crm-list-${++count}`;
    this.list.className = "crm-suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.list.hidden = true;
    root.append(this.list);
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.list.hidden && this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.leave(), WAIT));
    this.list.addEventListener("mousedown", (event) => this.point(event));
    root.addEventListener("click", (event) => this.drop(event));
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), WAIT);
  }

  async fetch() {
    const typed = this.input.value === this.shown ? "" : this.input.value.trim();
    const reply = await fetch(`${this.root.dataset.url}?${this.question(typed)}`);
    if (!reply.ok || document.activeElement !== this.input) return;
    const { results } = await reply.json();
    const taken = new Set(this.values());
    this.found = results.filter((one) => !this.isMany || !taken.has(String(one.id)));
    const known = this.found.some((one) => one.text.toLowerCase() === typed.toLowerCase());
    if ("creates" in this.root.dataset && typed && !known) {
      this.found.push({ id: `+${typed}`, text: typed, note: "new" });
    }
    this.draw();
  }

  // What is asked: the words, and what else in the form the found ones shall belong to.
  question(term) {
    const asked = new URLSearchParams({ term });
    const inputs = this.root.closest("form")?.elements;
    for (const name of (this.root.dataset.within ?? "").split(" ").filter(Boolean)) {
      const value = inputs?.namedItem(name)?.value;
      if (value) asked.set(name, value);
    }
    return asked;
  }

  draw() {
    const options = this.found.map((one, place) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const text = document.createElement("span");
      text.textContent = one.text;
      option.append(text);
      if (one.note) {
        const note = document.createElement("small");
        note.textContent = one.note;
        option.append(note);
      }
      return option;
    });
    if (!options.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = "Nothing found";
      options.push(none);
    }
    this.list.replaceChildren(...options);
    this.open(true);
    this.mark(this.found.length && this.input.value !== this.shown ? 0 : -1);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.input.removeAttribute("aria-activedescendant");
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === place));
      if (at === place) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  }

  key(event) {
    const size = this.found?.length ?? 0;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.fetch();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (size) this.mark((this.active + step + size) % size);
    } else if (event.key === "Enter" && !this.list.hidden && this.active >= 0) {
      event.preventDefault();
      this.choose(this.found[this.active]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.leave();
    } else if (event.key === "Backspace" && this.isMany && !this.input.value) {
      this.root.querySelector(".crm-picked li:last-child")?.remove();
      this.tell();
    }
  }

  point(event) {
    const option = event.target.closest("[role=option]");
    const place = [...this.list.children].indexOf(option);
    if (this.found?.[place]) {
      event.preventDefault();
      this.choose(this.found[place]);
    }
  }

  choose(one) {
    if (this.isMany) {
      this.root.querySelector(".crm-picked").append(this.chip(one));
      this.input.value = this.shown = "";
    } else {
      this.held.value = one.id;
      this.input.value = this.shown = one.text;
      this.root.querySelector(".go")?.remove();
    }
    this.open(false);
    this.tell();
  }

  chip(one) {
    const item = document.createElement("li");
    const held = document.createElement("input");
    held.type = "hidden";
    held.name = this.root.dataset.name;
    held.value = one.id;
    const text = document.createElement("span");
    text.textContent = one.text;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.drop = "";
    button.setAttribute("aria-label", `Remove ${one.text}`);
    button.textContent = "×";
    item.append(held, text, button);
    return item;
  }

  drop(event) {
    const button = event.target.closest("[data-drop]");
    if (!button) return;
    button.closest("li").remove();
    this.input.focus();
    this.tell();
  }

  // What was typed and not chosen says nothing; an emptied input means none.
  leave() {
    this.open(false);
    if (this.isMany) return;
    if (this.input.value.trim() === "" && this.held.value) {
      this.held.value = this.shown = "";
      this.root.querySelector(".go")?.remove();
      this.tell();
    }
    this.input.value = this.shown;
  }

  values() {
    const name = this.root.dataset.name;
    const inputs = this.root.querySelectorAll("input[type=hidden]");
    return [...inputs].filter((one) => one.name === name).map((one) => one.value);
  }

  tell() {
    this.root.dispatchEvent(new CustomEvent("crm:change", { bubbles: true }));
  }
}
