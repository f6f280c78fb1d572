import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import Dropdown from 'react-bootstrap/Dropdown';
import { Link, useLocation, useNavigate } from 'react-router';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import type { Campaign } from '@/lib/api/types';
import { useCan, useMe } from '@/lib/session';
import { useCampaignAction, useDeliverySettings, useDuplicateCampaign } from './api';
import { DecideDialog, LaunchDialog, SubmitDialog } from './LaunchDialog';
import { canBeChanged } from './states';

type Asked = 'launch' | 'submit' | 'approve' | 'reject' | 'stop' | 'unschedule';

interface CampaignActionsProps {
  campaign: Campaign;
  onProblem: (problem: unknown) => void;
}

/** What can be done with a campaign in its state, by who looks at it. */
export function CampaignActions({ campaign, onProblem }: CampaignActionsProps) {
  const canWrite = useCan('write');
  const canLaunch = useCan('launch');
  const settings = useDeliverySettings();
  const action = useCampaignAction(campaign.id);
  const asked = useAsked();
  const { state } = campaign;
  const needsApproval = settings.data?.approvalRequired ?? false;
  const isLaunchable = canLaunch && canBeChanged(state);
  const waitsForApproval = needsApproval && state !== 'APPROVED';
  const step = (name: 'pause' | 'resume') =>
    action.mutate({ action: name }, { onError: onProblem, onSuccess: () => onProblem(null) });

  return (
    <>
      {canWrite && <More campaign={campaign} onAsk={asked.ask} onProblem={onProblem} />}
      {canWrite && canBeChanged(state) && (
        <Link to={`/campaigns/${campaign.id}/edit`} className="btn btn-outline-secondary">
          <i className="bi bi-pencil me-1" aria-hidden="true" /> Edit
        </Link>
      )}
      {state === 'DRAFT' && canWrite && (!canLaunch || needsApproval) && (
        <Button onClick={() => asked.ask('submit')}>
          <i className="bi bi-person-check me-1" aria-hidden="true" /> Ask for approval
        </Button>
      )}
      {isLaunchable &&
        !(state === 'DRAFT' && needsApproval) &&
        !(state === 'IN_APPROVAL' && needsApproval) && (
          <Button
            variant={state === 'IN_APPROVAL' ? 'outline-secondary' : 'primary'}
            disabled={waitsForApproval}
            onClick={() => asked.ask('launch')}
          >
            <i className="bi bi-rocket-takeoff me-1" aria-hidden="true" />{' '}
            {campaign.mode === 'SCHEDULED' ? 'Schedule' : 'Launch'}
          </Button>
        )}
      {state === 'IN_APPROVAL' && canLaunch && <Decide campaign={campaign} onAsk={asked.ask} />}
      {(state === 'RUNNING' || state === 'SCHEDULED') && canLaunch && (
        <Button variant="outline-secondary" disabled={action.isPending} onClick={() => step('pause')}>
          <i className="bi bi-pause-fill me-1" aria-hidden="true" /> Pause
        </Button>
      )}
      {state === 'PAUSED' && canLaunch && (
        <Button disabled={action.isPending} onClick={() => step('resume')}>
          <i className="bi bi-play-fill me-1" aria-hidden="true" /> Resume
        </Button>
      )}
      {(state === 'RUNNING' || state === 'PAUSED' || state === 'SCHEDULED') && canLaunch && (
        <Button variant="outline-danger" disabled={action.isPending} onClick={() => asked.ask('stop')}>
          <i className="bi bi-stop-fill me-1" aria-hidden="true" /> Stop
        </Button>
      )}
      {asked.what && <Dialog what={asked.what} campaign={campaign} onClose={() => asked.ask(null)} />}
    </>
  );
}

/** What is asked; the editor may have asked already, by how it led here. */
function useAsked() {
  const location = useLocation();
  const navigate = useNavigate();
  const wanted = (location.state as { ask?: string } | null)?.ask;
  const canLaunch = useCan('launch');
  const settings = useDeliverySettings();
  const [what, setWhat] = useState<Asked | null | undefined>(undefined);
  if (what === undefined && wanted === 'launch' && !settings.isPending) {
    setWhat(canLaunch && !settings.data?.approvalRequired ? 'launch' : 'submit');
  }

  function ask(next: Asked | null) {
    setWhat(next);
    // Whoever comes back to this page is not asked again.
    if (wanted) void navigate(location.pathname + location.search, { replace: true, state: null });
  }
  return { what: what ?? null, ask };
}

function Decide({ campaign, onAsk }: { campaign: Campaign; onAsk: (what: Asked) => void }) {
  const me = useMe();
  const isOwn = campaign.approval?.requestedBy.id === me.id;
  return (
    <>
      <Button variant="outline-danger" onClick={() => onAsk('reject')}>
        Send back
      </Button>
      <span title={isOwn ? 'You asked for it: somebody else has to approve it' : undefined}>
        <Button disabled={isOwn} onClick={() => onAsk('approve')}>
          <i className="bi bi-check-lg me-1" aria-hidden="true" /> Approve
        </Button>
      </span>
    </>
  );
}

interface MoreProps {
  campaign: Campaign;
  onAsk: (what: Asked) => void;
  onProblem: (problem: unknown) => void;
}

function More({ campaign, onAsk, onProblem }: MoreProps) {
  const navigate = useNavigate();
  const duplicate = useDuplicateCampaign();
  const canLaunch = useCan('launch');
  const canBeTakenBack = canLaunch && campaign.launchedAt !== undefined && campaign.startedAt === undefined;
  return (
    <Dropdown align="end">
      <Dropdown.Toggle variant="outline-secondary" aria-label="More">
        <i className="bi bi-three-dots" aria-hidden="true" />
      </Dropdown.Toggle>
      <Dropdown.Menu>
        <Dropdown.Item
          as="button"
          disabled={duplicate.isPending}
          onClick={() =>
            duplicate.mutate(campaign.id, {
              onSuccess: (copy) => void navigate(`/campaigns/${copy.id}`),
              onError: onProblem,
            })
          }
        >
          <i className="bi bi-copy me-2" aria-hidden="true" /> Duplicate
        </Dropdown.Item>
        {canBeTakenBack && (campaign.state === 'SCHEDULED' || campaign.state === 'PAUSED') && (
          <Dropdown.Item as="button" onClick={() => onAsk('unschedule')}>
            <i className="bi bi-arrow-counterclockwise me-2" aria-hidden="true" /> Take the launch back
          </Dropdown.Item>
        )}
        {canLaunch && campaign.state === 'APPROVED' && (
          <Dropdown.Item as="button" onClick={() => onAsk('reject')}>
            <i className="bi bi-x-lg me-2" aria-hidden="true" /> Take the approval back
          </Dropdown.Item>
        )}
      </Dropdown.Menu>
    </Dropdown>
  );
}

interface DialogProps {
  what: Asked;
  campaign: Campaign;
  onClose: () => void;
}

function Dialog({ what, campaign, onClose }: DialogProps) {
  const action = useCampaignAction(campaign.id);
  switch (what) {
    case 'launch':
      return <LaunchDialog campaign={campaign} onClose={onClose} />;
    case 'submit':
      return <SubmitDialog campaign={campaign} onClose={onClose} />;
    case 'approve':
    case 'reject':
      return <DecideDialog campaign={campaign} decision={what} onClose={onClose} />;
    case 'stop':
      return (
        <ConfirmDialog
          title={`Stop “${campaign.name}”?`}
          action="Stop for good"
          busy={action.isPending}
          problem={action.error}
          onConfirm={() => action.mutate({ action: 'stop' }, { onSuccess: onClose })}
          onClose={onClose}
        >
          Nothing more is sent, and it can’t be started again. To wait a while, pause it.
        </ConfirmDialog>
      );
    case 'unschedule':
      return (
        <ConfirmDialog
          title={`Take back the launch of “${campaign.name}”?`}
          action="Take it back"
          variant="primary"
          busy={action.isPending}
          problem={action.error}
          onConfirm={() => action.mutate({ action: 'unschedule' }, { onSuccess: onClose })}
          onClose={onClose}
        >
          Nothing was sent yet. It can be changed again, and launched later.
        </ConfirmDialog>
      );
  }
}
