import type { Channel } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { smsLength } from '@/lib/sms';
import type { ContentForm } from './campaignForm';
import { TemplateField } from './TemplateField';

interface ContentFieldsProps {
  channel: Channel;
  /** JSON pointer of the content. */
  pointer: string;
  content: ContentForm;
  onChange: (change: Partial<ContentForm>) => void;
}

/** What one message says. */
export function ContentFields({ channel, pointer, content, onChange }: ContentFieldsProps) {
  const field = (part: keyof ContentForm) => ({
    pointer: `${pointer}/${part}`,
    value: content[part],
    onChange: (text: string) => onChange({ [part]: text }),
  });
  return channel === 'EMAIL' ? (
    <>
      <TemplateField
        {...field('subject')}
        label="Subject"
        placeholder="Thank you, {{ customer.firstName }}"
        required
      />
      <TemplateField
        {...field('preheader')}
        label="Preheader"
        hint="Shown beside the subject in most inboxes."
        placeholder="A small thing for you inside"
      />
      <TemplateField
        {...field('html')}
        label="Message (HTML)"
        rows={14}
        code
        placeholder={'<p>Dear {{ customer.firstName }},</p>'}
      />
      <TemplateField
        {...field('text')}
        label="Message (plain text)"
        rows={4}
        hint="For readers that show no HTML. Made from the HTML where this is empty."
      />
    </>
  ) : (
    <TemplateField
      {...field('text')}
      label="Text message"
      rows={5}
      hint={smsHint(content.text)}
      placeholder="Hi {{ customer.firstName }}, …"
      required
    />
  );
}

function smsHint(text: string): string {
  const { units, segments, outside } = smsLength(text);
  const length = `${plural(units, 'character')} before filling in, about ${plural(segments, 'message')}.`;
  return outside.length === 0
    ? length
    : `${length} ${outside.slice(0, 5).join(' ')} ${outside.length === 1 ? 'is' : 'are'} outside of the short alphabet, so a message holds 70 characters in place of 160.`;
}
