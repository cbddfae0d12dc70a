// Options stand in the form of a custom field only while its type has some, or some are typed.

const type = document.querySelector("select[data-choosing]");
const group = document.getElementById("options-group");

function fit() {
  const chooses = type.dataset.choosing.split(" ").includes(type.value);
  const labels = [...group.querySelectorAll("input[name$=-label]")];
  group.classList.toggle("crm-away", !chooses && !labels.some((one) => one.value));
}

if (type && group) {
  type.addEventListener("change", fit);
  fit();
}
