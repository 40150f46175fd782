/** Amounts in the unit that a schema names: `{"unit": {"symbol": "DUSK", "decimals": 9}}` beside an integer. */

/** A unit, and how many of an amount's last digits stand behind its point. */
export interface Unit {
  symbol: string;
  decimals: number;
}

/** More digits than 256 bits have are no unit's. */
const MOST_DECIMALS = 77;
const MOST_SYMBOL = 16;

/** The unit that a schema says, if it is one. A stranger wrote it. */
export function unitOf(schema: object): Unit | undefined {
  const { symbol, decimals } = ((schema as { unit?: unknown }).unit ?? {}) as Partial<Record<keyof Unit, unknown>>;
  if (typeof symbol !== "string" || !symbol.trim() || symbol.length > MOST_SYMBOL) return undefined;
  if (!Number.isInteger(decimals) || (decimals as number) < 0 || (decimals as number) > MOST_DECIMALS) return undefined;
  return { symbol: symbol.trim(), decimals: decimals as number };
}

/** `4,014.086097495 DUSK`, or nothing where the text is no integer. */
export function inUnit(amount: string, { symbol, decimals }: Unit): string | undefined {
  const [, sign, all] = /^(-?)(\d+)$/.exec(amount) ?? [];
  if (all === undefined) return undefined;
  const digits = all.padStart(decimals + 1, "0");
  const whole = grouped(digits.slice(0, digits.length - decimals));
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${sign}${whole}${rest && `.${rest}`} ${symbol}`;
}

/** An integer's digits in groups of three. */
export function grouped(digits: string): string {
  return BigInt(digits).toLocaleString("en");
}
