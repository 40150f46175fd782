import { byId } from "./dom.ts";

/** How long a button says what it did, in milliseconds. */
const SAID = 1_400;

/** Makes the button copy a text, and say so. */
export function copies(button: HTMLButtonElement, text: () => string): void {
  const label = button.textContent;
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", async () => {
    const done = await copy(text());
    clearTimeout(timer);
    // The width stays, so that nothing moves.
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = done ? "Copied" : "Failed";
    byId("said").textContent = done ? "Copied" : "The browser does not let the page copy";
    timer = setTimeout(() => {
      button.textContent = label;
      byId("said").textContent = "";
    }, SAID);
  });
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
