import { useState } from 'react';
import { HtmlFrame } from '@/components/HtmlFrame';
import { Panel } from '@/components/Panel';
import { Segmented } from '@/components/Segmented';
import { EmptyState } from '@/components/states';
import type { Campaign, CampaignContent } from '@/lib/api/types';
import { lengthWords } from '@/lib/length';
import { useCan } from '@/lib/session';
import { formatPercent } from '@/lib/format';
import { useContentPreview } from './api';
import {
  contentAt,
  contentDraftOf,
  formOf,
  partsOf,
  partWords,
  pointerOf,
  type CampaignForm,
  type Part,
} from './editor/campaignForm';
import { PreviewPane, usePreviewedCustomer } from './editor/PreviewPane';
import { SmsBubble } from './SmsBubble';
import { conditionWord } from './words';

/** What a campaign says: as somebody of its segment gets it, or as it is written to who may not see that. */
export function Contents({ campaign }: { campaign: Campaign }) {
  const canPreview = useCan('write');
  const form = formOf(campaign);
  const parts = partsOf(form);
  const [wanted, setWanted] = useState('');
  const part = parts.find((one) => pointerOf(one) === wanted) ?? parts[0] ?? { kind: 'message' };
  return (
    <Panel title="Message" note="Variables are filled in for each customer">
      {parts.length > 1 && (
        <div className="mb-3">
          <Segmented
            label="Which message"
            options={parts.map((one) => ({
              value: pointerOf(one),
              label: one.kind === 'message' ? 'Message' : partWords(one),
            }))}
            value={pointerOf(part)}
            onChange={setWanted}
          />
        </div>
      )}
      <Which campaign={campaign} part={part} />
      {canPreview && !isEmpty(contentAt(form, part)) ? (
        <Previewed campaign={campaign} form={form} part={part} />
      ) : (
        <Written channel={campaign.channel} content={contentAt(form, part)} />
      )}
    </Panel>
  );
}

function Which({ campaign, part }: { campaign: Campaign; part: Part }) {
  if (part.kind === 'message') return null;
  if (part.kind === 'variant') {
    const { name, share } = campaign.variants[part.at] ?? {};
    return (
      <p className="form-text">{[name, `for ${formatPercent(share ?? 0)}`].filter(Boolean).join(', ')}</p>
    );
  }
  const { after = '', when = 'ALWAYS' } = campaign.followUps[part.at] ?? {};
  return (
    <p className="form-text">
      {lengthWords(after)} after the one before, {conditionWord[when]}
    </p>
  );
}

const isEmpty = ({ subject, html, text }: CampaignContent) => !subject && !html && !text;

interface PreviewedProps {
  campaign: Campaign;
  form: CampaignForm;
  part: Part;
}

function Previewed({ campaign, form, part }: PreviewedProps) {
  const [customer, setCustomer] = usePreviewedCustomer(campaign.segmentId);
  const preview = useContentPreview({
    channel: campaign.channel,
    campaignName: campaign.name,
    content: contentDraftOf(contentAt(form, part), form),
    customerId: customer?.id,
  });
  return (
    <PreviewPane
      channel={campaign.channel}
      preview={preview}
      customer={customer}
      onCustomer={setCustomer}
      test={{ campaign, part, form }}
    />
  );
}

interface WrittenProps {
  channel: Campaign['channel'];
  content: CampaignContent;
}

function Written({ channel, content }: WrittenProps) {
  const { subject, preheader, html, text } = content;
  if (isEmpty(content)) return <EmptyState icon="pencil" title="Nothing is written yet" />;
  if (channel === 'SMS') return <SmsBubble text={text ?? ''} />;
  return (
    <div className="rendered">
      <p className="rendered-subject">
        {subject}
        {preheader && <small> – {preheader}</small>}
      </p>
      {html ? (
        <HtmlFrame html={html} title="The message as it is written" pictures />
      ) : (
        <pre className="message-text">{text}</pre>
      )}
    </div>
  );
}
