import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { ProblemAlert } from '@/components/forms';
import type { Campaign } from '@/lib/api/types';
import { formatNumber, plural } from '@/lib/format';
import { useCampaignAction, useSegmentNow } from './api';
import { messageWord } from './words';

interface LaunchDialogProps {
  campaign: Campaign;
  onClose: () => void;
}

export function LaunchDialog({ campaign, onClose }: LaunchDialogProps) {
  const segment = useSegmentNow(campaign.segmentId);
  const action = useCampaignAction(campaign.id);
  const size = segment.data?.size;
  return (
    <Modal show onHide={onClose} centered aria-labelledby="launch-campaign">
      <Modal.Header closeButton>
        <Modal.Title id="launch-campaign" as="h2">
          Launch “{campaign.name}”?
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <ProblemAlert problem={action.error} />
        <div className="launch-figure" aria-live="polite">
          <strong>{size === undefined ? '…' : formatNumber(size)}</strong>
          <span>
            {size === 1 ? 'customer is' : 'customers are'} in “{segment.data?.name ?? campaign.segmentName}”
            now
          </span>
        </div>
        <p className="mb-0">
          {campaign.mode === 'LIVE'
            ? `They get this ${messageWord[campaign.channel]} right away, and so does everybody who joins later, until you stop it.`
            : `They get this ${messageWord[campaign.channel]} once. Whoever joins later does not.`}
          {size !== undefined && segment.data?.backfill
            ? ` The segment is still being worked out, so ${plural(size, 'customer')} may not be all.`
            : ''}{' '}
          Customers who did not agree to the channel are skipped.
        </p>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="outline-secondary" onClick={onClose}>
          Not yet
        </Button>
        <Button disabled={action.isPending} onClick={() => action.mutate('launch', { onSuccess: onClose })}>
          {action.isPending ? 'Launching…' : 'Launch now'}
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
