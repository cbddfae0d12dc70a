// A colour's text and its swatch follow each other.

const CODE = /^#[0-9a-f]{6}$/i;

document.addEventListener("input", (event) => {
  const pair = event.target.closest?.(".crm-color");
  if (!pair) return;
  const swatch = pair.querySelector("[data-swatch]");
  const text = pair.querySelector("input:not([data-swatch])");
  if (event.target === swatch) text.value = swatch.value;
  else if (CODE.test(text.value.trim())) swatch.value = text.value.trim();
});
