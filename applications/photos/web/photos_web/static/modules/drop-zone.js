/** Takes files that are chosen, dropped anywhere on the page, or pasted. */
export function acceptFiles(zone, input, take) {
  input.addEventListener("change", () => {
    take([...input.files]);
    // So that choosing the same file again is a change again.
    input.value = "";
  });

  // Entering a child leaves its parent: the page is left when as many were left as entered.
  let entered = 0;
  const mark = () => zone.classList.toggle("over", entered > 0);
  document.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    entered++;
    mark();
  });
  document.addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return;
    entered = Math.max(0, entered - 1);
    mark();
  });
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    entered = 0;
    mark();
    take([...event.dataTransfer.files]);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) take(files);
  });
}

function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
