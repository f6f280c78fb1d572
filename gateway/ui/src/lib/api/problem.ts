import type { FieldFault, ProblemBody } from './types';

/** An RFC 9457 problem that the API answered with, or status 0 when there was no answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly faults: FieldFault[];
  /** What this kind of problem says besides. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Partial<ProblemBody>) {
    // The name of a status tells a programmer something, and nobody else.
    const title = body.title && !STATUS_NAMES.has(body.title) ? body.title : defaultTitle(status);
    super(body.detail ?? title);
    this.status = status;
    this.title = title;
    this.detail = body.detail;
    this.members = { ...body };
    this.faults = (body.errors ?? []).map((fault) => ({
      pointer: normalised(fault.pointer),
      detail: fault.detail,
    }));
  }

  static async of(response: Response): Promise<Problem> {
    const type = response.headers.get('content-type') ?? '';
    if (!type.includes('json')) return new Problem(response.status, {});
    try {
      return new Problem(response.status, (await response.json()) as Partial<ProblemBody>);
    } catch {
      return new Problem(response.status, {});
    }
  }

  static unreachable(): Problem {
    return new Problem(0, {
      title: 'The server can’t be reached',
      detail: 'Check your connection; we keep trying in the background.',
    });
  }
}

/** RFC 9457 writes pointers as URI fragments (`#/email`), others plainly (`/email`). */
function normalised(pointer: string): string {
  return pointer.replace(/^#/, '');
}

/** What a problem is called that has no name of its own (RFC 9457, section 4.2.1). */
const STATUS_NAMES = new Set([
  'Bad Request',
  'Unauthorized',
  'Forbidden',
  'Not Found',
  'Conflict',
  'Gone',
  'Precondition Failed',
  'Unprocessable Entity',
  'Unprocessable Content',
  'Too Many Requests',
  'Internal Server Error',
  'Bad Gateway',
  'Service Unavailable',
  'Gateway Timeout',
]);

function defaultTitle(status: number): string {
  switch (status) {
    case 401:
      return 'Please sign in';
    case 403:
      return 'You may not do that';
    case 404:
      return 'Not found';
    case 409:
      return 'That is in conflict with what is there';
    case 410:
      return 'It was there, and is gone';
    case 412:
      return 'Someone else changed this meanwhile';
    case 422:
      return 'Some of it is not right yet';
    case 429:
      return 'Too many requests: please wait a moment';
    case 502:
    case 503:
    case 504:
      return 'This part of the platform does not answer at the moment';
    default:
      return status >= 500 ? 'Something went wrong on our side' : 'That did not work';
  }
}

export function faultsAt(problem: unknown, pointer: string): string[] {
  if (!(problem instanceof Problem)) return [];
  return problem.faults.filter((fault) => fault.pointer === pointer).map((fault) => fault.detail);
}

/** The faults that no input of the form shows, so that none is lost. */
export function faultsElsewhere(problem: unknown, pointers: readonly string[]): FieldFault[] {
  if (!(problem instanceof Problem)) return [];
  return problem.faults.filter((fault) => !pointers.includes(fault.pointer));
}

/** That something is not known, as what was made a moment ago is not yet to whoever hears of it through events. */
export function isUnknown(failure: unknown): boolean {
  return failure instanceof Problem && failure.status === 404;
}
