import Button from 'react-bootstrap/Button';
import { Faults, Field, SelectField, TextField } from '@/components/forms';
import { LengthField } from '@/components/LengthField';
import { Panel } from '@/components/Panel';
import { even, Shares } from '@/components/Shares';
import { Switch } from '@/components/Switch';
import type { WinnerMeasure } from '@/lib/api/types';
import { formatPercent } from '@/lib/format';
import {
  measuresOf,
  takesWinner,
  variantKey,
  withoutVariant,
  withShares,
  withVariant,
  type CampaignForm,
} from './campaignForm';

const VARIANTS_AT_MOST = 10;
const HOLDOUT_AT_MOST = 90;

const measures: { value: WinnerMeasure; label: string }[] = [
  { value: 'OPENS', label: 'The most opened' },
  { value: 'CLICKS', label: 'The most clicked' },
];

interface ExperimentSectionProps {
  form: CampaignForm;
  onForm: (form: CampaignForm) => void;
}

export function ExperimentSection({ form, onForm }: ExperimentSectionProps) {
  const change = (part: Partial<CampaignForm>) => onForm({ ...form, ...part });
  return (
    <Panel
      id="experiment"
      title="Experiment"
      note="Find out which message works best, and whether it works at all"
    >
      <Variants form={form} onForm={onForm} />
      {form.variants.length > 0 && <WinnerFields form={form} onForm={onForm} />}
      <div className="experiment-part">
        <h3>Holdout group</h3>
        <Field
          label="Held out"
          pointer="/holdout"
          hint={
            form.holdout === 0
              ? 'Everybody gets the message.'
              : `${form.holdout} of 100, chosen by chance, get nothing. What they buy shows what the campaign really brought.`
          }
        >
          {({ invalid, ...control }) => (
            <div className={`share-row share-row-single ${invalid ? 'is-invalid' : ''}`}>
              <input
                {...control}
                type="range"
                className="form-range"
                min={0}
                max={HOLDOUT_AT_MOST}
                value={form.holdout}
                aria-valuetext={`${form.holdout} percent`}
                onChange={({ target }) => change({ holdout: target.valueAsNumber })}
              />
              <output className="num" htmlFor={control.id}>
                {formatPercent(form.holdout)}
              </output>
            </div>
          )}
        </Field>
      </div>
    </Panel>
  );
}

function Variants({ form, onForm }: ExperimentSectionProps) {
  const { variants } = form;
  const add = (
    <Button
      variant="outline-secondary"
      size="sm"
      disabled={variants.length >= VARIANTS_AT_MOST}
      title={variants.length >= VARIANTS_AT_MOST ? `At most ${VARIANTS_AT_MOST} can be compared` : undefined}
      onClick={() => onForm(withVariant(form, even))}
    >
      <i className="bi bi-plus-lg me-1" aria-hidden="true" />
      {variants.length === 0 ? 'Compare variants' : 'Add variant'}
    </Button>
  );
  if (variants.length === 0) {
    return (
      <div className="experiment-part experiment-offer">
        <div>
          <h3>Variants</h3>
          <p className="form-text mb-0">
            Send several messages to parts of the audience, and see which does best.
          </p>
        </div>
        {add}
      </div>
    );
  }
  return (
    <div className="experiment-part">
      <h3>Variants</h3>
      <Shares
        label="Who gets which"
        shares={variants.map(({ name, share }, at) => ({
          key: variantKey(at),
          label: name.trim() ? `${variantKey(at)} ${name.trim()}` : variantKey(at),
          percent: share,
        }))}
        onChange={(shares) => onForm({ ...form, variants: withShares(variants, shares) })}
      />
      <Faults pointer="/variants" />
      <ul className="variant-names">
        {variants.map(({ name }, at) => (
          <li key={variantKey(at)}>
            <TextField
              label={`Name of ${variantKey(at)}`}
              pointer={`/variants/${at}/name`}
              placeholder="What is different about it"
              value={name}
              onChange={(text) =>
                onForm({
                  ...form,
                  variants: variants.map((variant, index) =>
                    index === at ? { ...variant, name: text } : variant,
                  ),
                })
              }
            />
            <Button
              variant="outline-secondary"
              size="sm"
              aria-label={`Remove variant ${variantKey(at)}`}
              onClick={() => onForm(withoutVariant(form, at, even))}
            >
              <i className="bi bi-x-lg" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {add}
    </div>
  );
}

function WinnerFields({ form, onForm }: ExperimentSectionProps) {
  const { winner } = form;
  const possible = takesWinner(form);
  const set = (part: Partial<NonNullable<CampaignForm['winner']>>) =>
    winner && onForm({ ...form, winner: { ...winner, ...part } });
  return (
    <div className="experiment-part">
      <Switch
        label="Find a winner first, and send it to the rest"
        note={
          possible
            ? undefined
            : 'Only where the whole audience is there at once: once now, or at one time for all.'
        }
        disabled={!possible}
        checked={possible && winner !== null}
        onChange={(on) =>
          onForm({
            ...form,
            winner: on
              ? { by: form.channel === 'SMS' ? 'CLICKS' : 'OPENS', testShare: 20, after: 'PT4H' }
              : null,
          })
        }
      />
      {possible && winner && (
        <div className="form-grid mt-3">
          <SelectField
            label="Winner"
            pointer="/winner/by"
            options={measures.filter(({ value }) => measuresOf(form.channel).includes(value))}
            value={form.channel === 'SMS' ? 'CLICKS' : winner.by}
            onChange={(by) => set({ by: by as WinnerMeasure })}
          />
          <LengthField
            label="Chosen after"
            pointer="/winner/after"
            units={['MIN', 'H', 'D']}
            value={winner.after}
            onChange={(after) => after && set({ after })}
          />
          <Field
            className="wide"
            label="Test group"
            pointer="/winner/testShare"
            hint={`${winner.testShare} of 100 get one of the variants; the other ${100 - winner.testShare} wait and get the winner.`}
          >
            {({ invalid, ...control }) => (
              <div className={`share-row share-row-single ${invalid ? 'is-invalid' : ''}`}>
                <input
                  {...control}
                  type="range"
                  className="form-range"
                  min={1}
                  max={90}
                  value={winner.testShare}
                  aria-valuetext={`${winner.testShare} percent`}
                  onChange={({ target }) => set({ testShare: target.valueAsNumber })}
                />
                <output className="num" htmlFor={control.id}>
                  {formatPercent(winner.testShare)}
                </output>
              </div>
            )}
          </Field>
        </div>
      )}
    </div>
  );
}
