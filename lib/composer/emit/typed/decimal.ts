/** A number as Go, Java and C# read a floating one, however large: `3` as `3.0`, `1e+21` as it is. */
export function decimal(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The same beside another floating number, which makes one of it: `3` where that fits an int. */
export function compared(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? String(value) : decimal(value);
}
