import { useRef, type ComponentProps, type RefObject } from 'react';
import Dropdown from 'react-bootstrap/Dropdown';
import { Field } from '@/components/forms';
import type { CampaignForm } from './campaignDraft';
import { VARIABLES } from './words';

type Part = 'subject' | 'html' | 'text';
type Control = HTMLInputElement | HTMLTextAreaElement;

interface ContentFieldsProps {
  form: CampaignForm;
  onChange: (change: Partial<CampaignForm>) => void;
}

export function ContentFields({ form, onChange }: ContentFieldsProps) {
  return form.channel === 'EMAIL' ? (
    <>
      <ContentField
        part="subject"
        label="Subject"
        placeholder="Thank you, {{ customer.firstName }}"
        value={form.subject}
        onChange={onChange}
        required
      />
      <ContentField
        part="html"
        label="Message (HTML)"
        rows={10}
        placeholder={'<p>Dear {{ customer.firstName }},</p>'}
        value={form.html}
        onChange={onChange}
      />
      <ContentField
        part="text"
        label="Message (plain text)"
        rows={5}
        hint="For readers that show no HTML."
        value={form.text}
        onChange={onChange}
      />
    </>
  ) : (
    <ContentField
      part="text"
      label="Text message"
      rows={4}
      hint={smsHint(form.text)}
      placeholder="Hi {{ customer.firstName }}, …"
      value={form.text}
      onChange={onChange}
      required
    />
  );
}

/** Outside of the GSM alphabet a message holds 70 characters, and the price follows the parts. */
function smsHint(text: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = /^[\u0000-\u007f£¥èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà€]*$/.test(text);
  const single = plain ? 160 : 70;
  const parts = text.length <= single ? 1 : Math.ceil(text.length / (plain ? 153 : 67));
  return `${text.length} characters before filling in, about ${parts} message${parts === 1 ? '' : 's'}.`;
}

interface ContentFieldProps {
  part: Part;
  label: string;
  value: string;
  onChange: (change: Partial<CampaignForm>) => void;
  rows?: number;
  hint?: string;
  placeholder?: string;
  required?: boolean;
}

function ContentField({
  part,
  label,
  value,
  onChange,
  rows,
  hint,
  placeholder,
  required,
}: ContentFieldProps) {
  const control = useRef<Control>(null);
  const set = (text: string) => onChange({ [part]: text });

  function insert(variable: string) {
    const input = control.current;
    const from = input?.selectionStart ?? value.length;
    const to = input?.selectionEnd ?? value.length;
    const inserted = `{{ ${variable} }}`;
    set(value.slice(0, from) + inserted + value.slice(to));
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(from + inserted.length, from + inserted.length);
    });
  }

  return (
    <div className="content-field">
      <VariableMenu label={label} onInsert={insert} />
      <Field label={label} pointer={`/content/${part}`} hint={hint} required={required}>
        {({ invalid, ...attributes }) => {
          const common: ComponentProps<'input'> & ComponentProps<'textarea'> = {
            ...attributes,
            className: `form-control ${invalid ? 'is-invalid' : ''} ${part === 'html' ? 'font-monospace' : ''}`,
            value,
            placeholder,
          };
          return rows === undefined ? (
            <input
              {...common}
              ref={control as RefObject<HTMLInputElement>}
              onChange={(event) => set(event.target.value)}
            />
          ) : (
            <textarea
              {...common}
              ref={control as RefObject<HTMLTextAreaElement>}
              rows={rows}
              spellCheck={part !== 'html'}
              onChange={(event) => set(event.target.value)}
            />
          );
        }}
      </Field>
    </div>
  );
}

function VariableMenu({ label, onInsert }: { label: string; onInsert: (variable: string) => void }) {
  return (
    <Dropdown align="end" className="variable-menu">
      <Dropdown.Toggle variant="link" size="sm" aria-label={`Insert variable into ${label}`}>
        <i className="bi bi-braces" aria-hidden="true" /> Insert variable
      </Dropdown.Toggle>
      <Dropdown.Menu>
        {VARIABLES.map((variable) => (
          <Dropdown.Item
            key={variable.name}
            as="button"
            type="button"
            onClick={() => onInsert(variable.name)}
          >
            {variable.label} <code>{variable.name}</code>
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </Dropdown>
  );
}
