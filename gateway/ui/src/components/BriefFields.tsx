import { TEXT_LENGTHS, TONES, type TextLength, type Tone } from '@/lib/api/types';
import { formatConstant } from '@/lib/format';
import { SelectField } from './forms';

const optionsOf = (values: readonly string[]) =>
  values.map((value) => ({ value, label: formatConstant(value) }));
const tones = optionsOf(TONES);
const lengths = optionsOf(TEXT_LENGTHS);

interface BriefFieldsProps {
  tone: Tone;
  length: TextLength;
  onTone: (tone: Tone) => void;
  onLength: (length: TextLength) => void;
}

/** How a text that is to be drafted should sound. */
export function BriefFields({ tone, length, onTone, onLength }: BriefFieldsProps) {
  return (
    <>
      <SelectField
        label="Tone"
        pointer="/tone"
        value={tone}
        options={tones}
        onChange={(value) => onTone(value as Tone)}
      />
      <SelectField
        label="Length"
        pointer="/length"
        value={length}
        options={lengths}
        onChange={(value) => onLength(value as TextLength)}
      />
    </>
  );
}
