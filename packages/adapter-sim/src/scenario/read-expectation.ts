import type { ExpectationFile } from './expectation-file.ts';
import type { Counts, Expectation, Probe } from './scenario.ts';

/** What a line of `expect` says that the schema has accepted. */
export function expectationOf(line: ExpectationFile): Expectation {
  return ofCallOrPhone(line) ?? ofCompany(line) ?? probeOf(line) ?? { kind: 'empty' };
}

function ofCallOrPhone(line: ExpectationFile): Expectation | undefined {
  const { call, rings, neverRings, shows, fromMs, untilMs, number, name } = line;
  if (call !== undefined) return { kind: 'call', call, fields: callFields(line) };
  if (rings !== undefined) return { kind: 'rings', phone: rings, fromMs: fromMs ?? 0, untilMs };
  if (neverRings !== undefined) return { kind: 'neverRings', phone: neverRings, fromMs, untilMs };
  return shows === undefined ? undefined : { kind: 'shows', phone: shows, number, name, fromMs };
}

function callFields({ call: _, ...fields }: ExpectationFile) {
  const {
    outcome,
    answeredBy,
    endedBy,
    told,
    class: callerClass,
    talkedWith,
    transfers,
    toldPlaces,
    waitingMs,
    ringingMs,
    messageMs,
    talkingMs,
    heldMs,
  } = fields;
  const times = { waitingMs, ringingMs, messageMs, talkingMs, heldMs };
  return { outcome, answeredBy, endedBy, told, class: callerClass, talkedWith, transfers, toldPlaces, ...times };
}

function ofCompany(line: ExpectationFile): Expectation | undefined {
  if (line.counts !== undefined) {
    const { counts: group, ...counts } = line;
    // Beside "counts" the schema lets nothing through but outcomes.
    return { kind: 'counts', group, counts: counts as Counts };
  }
  const { mailbox, messages = 0, lengthsMs } = line;
  return mailbox === undefined ? undefined : { kind: 'mailbox', of: mailbox, messages, lengthsMs };
}

function probeOf(line: ExpectationFile): Probe | undefined {
  const { hears, what = '', fromMs = 0, untilMs, inLine, calls = [], atMs = 0 } = line;
  if (hears !== undefined) return { kind: 'hears', who: hears, what, fromMs, untilMs };
  if (inLine !== undefined) return { kind: 'inLine', group: inLine, atMs, calls };
  const { user, is = '', slot, holds = null, meetingOf, participants = [], callbacks, numbers = [] } = line;
  if (user !== undefined) return { kind: 'user', user, atMs, is };
  if (slot !== undefined) return { kind: 'slot', slot, atMs, holds };
  if (meetingOf !== undefined) return { kind: 'meeting', of: meetingOf, atMs, participants };
  return callbacks === undefined ? undefined : { kind: 'callbacks', group: callbacks, atMs, numbers };
}
