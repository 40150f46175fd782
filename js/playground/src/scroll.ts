/** Brings an element into view inside of what scrolls around it, and moves nothing else. */
export function scrollInside(box: HTMLElement, element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  const around = box.getBoundingClientRect();
  if (top < around.top || bottom > around.bottom) box.scrollTop += top - around.top - around.height / 3;
}
