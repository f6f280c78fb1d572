/** Regions that `Intl` has names for and ISO 3166-1 assigns no code to. */
const UNASSIGNED = 'AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' ');
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The countries of ISO 3166-1, by their names in the reader's language. */
export function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'none' });
  return (
    LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
      // `Intl` also names what countries were called before: DD is DE.
      .filter(
        (code) => !UNASSIGNED.includes(code) && Intl.getCanonicalLocales(`und-${code}`)[0]?.endsWith(code),
      )
      .flatMap((value) => {
        const label = names.of(value);
        return label ? [{ value, label }] : [];
      })
      .sort((a, b) => a.label.localeCompare(b.label))
  );
}
