import { createContext, useContext } from 'react';

/** How far a job has come, as `job.progressed.v1` has it. */
export interface JobProgress {
  id: string;
  /** Such as `import.customers`. */
  kind: string;
  state: string;
  percent: number;
  done: number;
  rejected: number;
  failure?: string;
}

/** What the gateway tells over `/api/stream`. */
export type StreamEvent =
  /** Anything may have changed since the last event. */
  | { name: 'hello' }
  | { name: 'job'; job: JobProgress }
  | { name: 'segment'; id: string }
  | { name: 'campaign'; id: string };

interface Listener {
  onEvent: (event: StreamEvent) => void;
  onConnected: (connected: boolean) => void;
}

const RECONNECT = { least: 5_000, most: 60_000 };

/**
 * One connection while this tab is looked at: browsers allow only a handful to one host, and a hidden tab has nobody to tell.
 * Returns what ends it.
 */
export function listen(listener: Listener): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let pause = RECONNECT.least;

  function close() {
    clearTimeout(again);
    source?.close();
    source = null;
    listener.onConnected(false);
  }

  function open() {
    close();
    if (document.hidden || typeof EventSource === 'undefined') return;
    const opened = new EventSource('/api/stream');
    source = opened;
    const on = (name: string, eventOf: (data: string) => StreamEvent) =>
      opened.addEventListener(name, (message: MessageEvent<string>) =>
        listener.onEvent(eventOf(message.data)),
      );
    opened.addEventListener('hello', () => {
      pause = RECONNECT.least;
      listener.onConnected(true);
      listener.onEvent({ name: 'hello' });
    });
    on('job', (data) => ({ name: 'job', job: JSON.parse(data) as JobProgress }));
    on('segment', (data) => ({ name: 'segment', ...(JSON.parse(data) as { id: string }) }));
    on('campaign', (data) => ({ name: 'campaign', ...(JSON.parse(data) as { id: string }) }));
    opened.onerror = () => {
      listener.onConnected(false);
      // It comes back by itself unless it was refused.
      if (opened.readyState === opened.CLOSED) {
        again = setTimeout(open, pause);
        pause = Math.min(2 * pause, RECONNECT.most);
      }
    };
  }

  document.addEventListener('visibilitychange', open);
  open();
  return () => {
    document.removeEventListener('visibilitychange', open);
    close();
  };
}

/** Whether the gateway tells what changes, so that asking every few seconds is not needed. */
export const ConnectedContext = createContext(false);

/** Even then it is asked now and then: what nobody could tell, such as while Kafka was away, shows in the end. */
const WHILE_TOLD = 30_000;

/** How often to ask, in milliseconds: as often as given only while nobody tells. */
export function usePolling(millis: number): number {
  return useContext(ConnectedContext) ? Math.max(millis, WHILE_TOLD) : millis;
}
