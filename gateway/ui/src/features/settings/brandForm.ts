import type { BrandChange, BrandSettings } from '@/lib/api/types';

export const texts = [
  'name',
  'color',
  'textColor',
  'logoUrl',
  'websiteUrl',
  'postalAddress',
  'fromName',
  'fromAddress',
  'replyTo',
  'locale',
] as const;

type Text = (typeof texts)[number];

/** Empty where nothing is set. */
export type BrandForm = Record<Text, string> & { tracking: boolean };

const words: Record<Text, string> = {
  name: 'name',
  color: 'colour',
  textColor: 'colour of text on it',
  logoUrl: 'logo',
  websiteUrl: 'website',
  postalAddress: 'postal address',
  fromName: 'sender’s name',
  fromAddress: 'sender’s address',
  replyTo: 'reply-to',
  locale: 'language',
};

type Values = Partial<Omit<BrandSettings, 'changes' | 'version'>>;

export function formOf(brand: Values | undefined): BrandForm {
  return {
    ...(Object.fromEntries(texts.map((name) => [name, brand?.[name] ?? ''])) as Record<Text, string>),
    tracking: brand?.tracking ?? true,
  };
}

export function changeOf(form: BrandForm): BrandChange {
  return {
    ...Object.fromEntries(texts.flatMap((name) => (form[name].trim() ? [[name, form[name].trim()]] : []))),
    tracking: form.tracking,
  };
}

/** What one state of the brand has and the one before had not. */
export function differences(after: Values, before: Values): string[] {
  const [now, then] = [formOf(after), formOf(before)];
  return [
    ...texts.flatMap((name) => {
      if (now[name] === then[name]) return [];
      return [now[name] ? `${words[name]} is ${now[name].replaceAll('\n', ', ')}` : `no ${words[name]}`];
    }),
    ...(now.tracking === then.tracking
      ? []
      : [now.tracking ? 'opens and clicks are counted' : 'opens and clicks are not counted']),
  ];
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const rgb = Number.parseInt(color.slice(1), 16);
  const linear = (channel: number) => {
    const value = (channel & 0xff) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

export const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** How well a text can be read on a ground, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** White or black, whichever is easier to read. */
export const readableOn = (color: string) =>
  contrast('#ffffff', color) >= contrast('#000000', color) ? '#ffffff' : '#000000';
