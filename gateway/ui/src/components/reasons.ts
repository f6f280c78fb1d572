import { formatConstant } from '@/lib/format';

const reasons: Record<string, string> = {
  NO_CONSENT: 'Did not agree to this channel',
  NO_ADDRESS: 'No address for this channel',
  UNSUBSCRIBED: 'Unsubscribed',
  SUPPRESSED: 'Suppressed',
  LEFT_SEGMENT: 'Left the segment meanwhile',
  ALREADY_SENT: 'Got it before',
  FREQUENCY_CAP: 'Got enough messages lately',
  CONDITION_NOT_MET: 'The condition of the follow-up does not hold',
  QUIET_HOURS: 'It is night where they are',
  RECIPIENTS_TIME: 'The time has not come where they are',
  AWAITING_WINNER: 'Wait for the variant that does best',
  NOT_SENT: 'Somebody found that it did not go out',
  ERASED: 'Was erased',
  CAMPAIGN_STOPPED: 'The campaign was stopped',
  TEMPLATE_FAILED: 'The message could not be made',
  PROVIDER_BUSY: 'The provider was busy',
  PROVIDER_REFUSED: 'The provider refused it',
  BOUNCED: 'It bounced',
  COMPLAINED: 'Called a message spam before',
  NO_ANSWER: 'The provider did not answer',
  SENDER_VANISHED: 'We stopped while it was sent',
};

/** Why a message was not sent, waits, or came to nothing. */
export function messageReason(reason: string): string {
  return reasons[reason] ?? formatConstant(reason);
}
