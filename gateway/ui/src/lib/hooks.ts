import { useEffect, useEffectEvent, useState } from 'react';

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Mi-CMS`;
  }, [title]);
}

/** The value as it was once it has not changed for `millis`. */
export function useDebounced<T>(value: T, millis: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}

/**
 * The text of an input that is typed faster than its value is kept: `keep` gets it once it has not changed for 250 ms.
 * A value that comes from elsewhere (the way back, a button that clears) takes the place of what was typed.
 */
export function useSettledText(value: string, keep: (text: string) => void) {
  const [input, setInput] = useState({ text: value, kept: value, seen: value });
  if (input.seen !== value) {
    setInput({ text: value === input.kept ? input.text : value, kept: value, seen: value });
  }
  const { text, kept } = input;
  const settle = useEffectEvent(() => {
    setInput((current) => ({ ...current, kept: text.trim() }));
    keep(text.trim());
  });
  useEffect(() => {
    if (text.trim() === kept) return;
    const timer = setTimeout(settle, 250);
    return () => clearTimeout(timer);
  }, [text, kept]);
  return [text, (typed: string) => setInput((current) => ({ ...current, text: typed }))] as const;
}
