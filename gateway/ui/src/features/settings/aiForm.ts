import type { AiSettings, AiSettingsDraft } from '@/lib/api/types';

export interface AiForm {
  enabled: boolean;
  /** Empty for the environment's. */
  model: string;
  dailyBudget: string;
  inputPrice: string;
  outputPrice: string;
  brandVoice: string;
  forbiddenWords: string[];
}

export function formOf(settings: AiSettings | undefined): AiForm {
  return {
    enabled: settings?.enabled ?? true,
    // The environment's is not written down, so that it is followed when it changes.
    model: settings && settings.model !== settings.defaultModel ? settings.model : '',
    dailyBudget: settings?.dailyBudget ?? '',
    inputPrice: settings?.inputPrice ?? '',
    outputPrice: settings?.outputPrice ?? '',
    brandVoice: settings?.brandVoice ?? '',
    forbiddenWords: settings?.forbiddenWords ?? [],
  };
}

/** What is empty goes back to what the environment says. */
export function changeOf({ enabled, forbiddenWords, ...texts }: AiForm): AiSettingsDraft {
  const given = Object.entries(texts)
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return { enabled, forbiddenWords, ...Object.fromEntries(given) };
}
