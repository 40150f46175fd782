const decoder = new TextDecoder();

/** How many bytes of memory the driver's file states to need, and how many more for each byte of input: no bound where it states none. */
export function statedMemory(module: WebAssembly.Module): [base: number, perByte: number] {
  try {
    const [section] = WebAssembly.Module.customSections(module, "data-driver");
    const { base, perByte } = JSON.parse(decoder.decode(section)).memory;
    if ([base, perByte].every((count) => Number.isInteger(count) && count >= 0)) return [base, perByte];
  } catch {
    // The host's own limits hold.
  }
  return [Infinity, 0];
}
