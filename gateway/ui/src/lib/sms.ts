/** The default alphabet of GSM 03.38, in which a character takes one of 160 places. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension: each of these takes two places. */
const EXTENDED = new Set('\f^{}\\[~]|€');

const SIZES = { GSM_7: { single: 160, part: 153 }, UCS_2: { single: 70, part: 67 } };

export interface SmsLength {
  encoding: keyof typeof SIZES;
  /** Places taken: septets of GSM-7, UTF-16 units of UCS-2. */
  units: number;
  segments: number;
  /** Places left in the last segment. */
  left: number;
  /** Characters, each once, that keep the text out of the cheaper alphabet. */
  outside: string[];
}

/** How many messages a text becomes on its way, which is what it costs. */
export function smsLength(text: string): SmsLength {
  const characters = [...text];
  const outside = [...new Set(characters.filter((one) => !BASIC.has(one) && !EXTENDED.has(one)))];
  const encoding = outside.length > 0 ? 'UCS_2' : 'GSM_7';
  const widths = characters.map((one) => (encoding === 'UCS_2' ? one.length : EXTENDED.has(one) ? 2 : 1));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { single, part } = SIZES[encoding];
  if (units <= single) {
    return { encoding, units, segments: units === 0 ? 0 : 1, left: single - units, outside };
  }
  // A character of two places is never cut in half: it goes to the next segment whole.
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, left: part - used, outside };
}
