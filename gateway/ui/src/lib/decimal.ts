/** Exact arithmetic on decimal strings, with four places: prices are never binary fractions. */
const PLACES = 4;
const DECIMAL = /^-?\d+(\.\d{0,4})?$/;

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text.trim());
}

function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.trim().replace('-', '').split('.');
  const amount = BigInt(whole + fraction.padEnd(PLACES, '0'));
  return text.trim().startsWith('-') ? -amount : amount;
}

function text(amount: bigint, places = 2): string {
  const step = 10n ** BigInt(PLACES - places);
  const rounded = (amount < 0n ? amount - step / 2n : amount + step / 2n) / step;
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
  const sign = rounded < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Sum of quantity × unit price; lines that are not numbers yet count nothing. */
export function totalOf(lines: { quantity: number; unitPrice: string }[]): string {
  const sum = lines
    .filter((line) => Number.isInteger(line.quantity) && isDecimal(line.unitPrice))
    .reduce((total, line) => total + BigInt(line.quantity) * scaled(line.unitPrice), 0n);
  return text(sum);
}
