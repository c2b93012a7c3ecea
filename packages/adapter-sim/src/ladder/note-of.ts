import type { CallbackId, CallId, EntryId, Event, TransferTarget } from '@sentralbord/core';

/** What a note is about: a call, or what leads to one. */
export type NoteSubject = { readonly call: CallId } | { readonly entry: EntryId } | { readonly callback: CallbackId };

/** A note of a ladder: something that no arrow shows. */
export type Note = NoteSubject & { readonly text: string };

/** What an event gives to note, in words; undefined for one that arrows show, or that no ladder needs. */
export function noteOf(event: Event): Note | undefined {
  return lineNote(event) ?? moveNote(event) ?? serviceNote(event) ?? oversightNote(event) ?? flowNote(event);
}

function lineNote(event: Event): Note | undefined {
  switch (event.type) {
    case 'entryJoined':
      return { entry: event.entry, text: `has a place in ${event.group}${event.isReturned ? ', returned' : ''}` };
    case 'roundBegan':
      return { entry: event.entry, text: `round ${event.round}` };
    case 'roundPaused':
      return { entry: event.entry, text: 'pauses before the next round' };
    case 'memberAwaited':
      return { entry: event.entry, text: 'waits for a free phone' };
    case 'vipPassed':
      return { entry: event.entry, text: 'passes the line as VIP' };
    case 'callerTold':
      return toldNote(event);
    case 'placeTaken':
      return { call: event.call, text: 'has the place that was kept' };
    case 'entryLeft':
      return event.outcome === 'answered' || event.outcome === 'abandoned'
        ? undefined
        : { entry: event.entry, text: `leaves ${event.group}: ${words(event.outcome)}` };
    default:
      return undefined;
  }
}

function toldNote({ entry, position, waitMinutes }: Extract<Event, { type: 'callerTold' }>): Note | undefined {
  const place = position === undefined ? [] : [`place ${position}`];
  const wait = waitMinutes === undefined ? [] : [`${waitMinutes} min`];
  const told = [...place, ...wait];
  return told.length === 0 ? undefined : { entry, text: `is told: ${told.join(', ')}` };
}

function moveNote(event: Event): Note | undefined {
  switch (event.type) {
    case 'transferBegan': {
      const { by, target, isReturning } = event.transfer;
      return { call: event.call, text: `${by} sends it to ${targetText(target)}${isReturning ? ', with return' : ''}` };
    }
    case 'transferEnded': {
      const { target, result } = event.record;
      if (typeof result === 'string') return { call: event.call, text: `the transfer is over: ${result}` };
      return { call: event.call, text: `returned from ${targetText(target)}: ${words(result.returned)}` };
    }
    case 'vipWaits':
      return { call: event.call, text: `is VIP, and waits for ${event.user}` };
    case 'recallBegan':
      return { call: event.call, text: `comes back to ${event.user}` };
    case 'recallOver':
      return { call: event.call, text: `the return to ${event.user} is over` };
    case 'callHeld':
      return { call: event.call, text: 'is on hold' };
    case 'callParked':
      return { call: event.call, text: `is parked in ${event.slot} by ${event.by}` };
    case 'slotLeft':
      return { call: event.call, text: `is fetched from ${event.slot}` };
    case 'consultationBegan':
      return { call: event.call, text: `waits: a colleague is asked in ${event.consultation}` };
    case 'consultationEnded':
      return { call: event.call, text: `${event.consultation} is over` };
    case 'partiesSwapped':
      return { call: event.call, text: `swapped: now with the ${event.speaksWith}` };
    case 'callerReplaced':
      return { call: event.call, text: 'the other party is the caller from now on' };
    case 'callForwarded':
      return { call: event.call, text: `${event.user} is away: forwarded` };
    default:
      return undefined;
  }
}

function serviceNote(event: Event): Note | undefined {
  switch (event.type) {
    case 'callbackPromised':
      return event.entry === undefined
        ? { callback: event.callback, text: `${event.number} is to be called back by hand` }
        : { entry: event.entry, text: `${event.number} is promised a callback` };
    case 'callbackDialled':
      return { call: event.call, text: `the callback’s turn: ${event.user} is reserved` };
    case 'callbackRests':
      return { callback: event.callback, text: 'the callback waits for its next attempt' };
    case 'callbackJoinerCame':
      return { call: event.call, text: 'waits for the callback that is dialled' };
    case 'callbackEnded':
      return { callback: event.callback, text: `the callback is over: ${event.result}` };
    case 'recordingStarted':
      return { call: event.call, text: 'is recorded after the tone' };
    case 'messageLeft':
      return { call: event.call, text: `has left a message of ${event.durationMs} ms` };
    case 'participantJoined':
      return { call: event.call, text: `joins meeting ${event.conference}` };
    case 'participantMuted':
      return { call: event.call, text: event.isMuted ? 'is muted' : 'is heard again' };
    case 'participantLeft':
      return { call: event.call, text: `leaves meeting ${event.conference}` };
    default:
      return undefined;
  }
}

function oversightNote(event: Event): Note | undefined {
  switch (event.type) {
    case 'supervisionBegan':
      return { call: event.call, text: `${event.by} is called, who ${event.as}` };
    case 'supervisorJoined':
      return { call: event.call, text: 'the supervisor is there' };
    case 'supervisionChanged':
      return { call: event.call, text: `the supervisor ${event.as}` };
    case 'supervisionEnded':
      return { call: event.call, text: 'the supervisor is gone' };
    case 'recordingAnnounced':
      return { call: event.call, text: 'knows that the talk will be recorded' };
    case 'talkRecordingBegan':
      return { call: event.call, text: `is recorded: ${event.recording}` };
    case 'recordingPaused':
      return { call: event.call, text: 'nothing is recorded for a while' };
    case 'recordingKept':
      return { call: event.call, text: `${event.recording} is kept: ${event.durationMs} ms` };
    default:
      return undefined;
  }
}

function flowNote(event: Event): Note | undefined {
  switch (event.type) {
    case 'flowAdvanced':
      return event.place === undefined
        ? undefined
        : { call: event.call, text: `is at ${event.place.cursor.element} of ${event.place.cursor.flow}` };
    case 'flowFaulted':
      return { call: event.call, text: `fault in ${event.flow}: ${event.what}` };
    case 'dialBarred':
      return { call: event.call, text: `not dialled: ${event.rule} (${event.where})` };
    case 'classChanged':
      return { call: event.call, text: `is ${event.callerClass} from now on` };
    default:
      return undefined;
  }
}

const targetText = (target: TransferTarget): string =>
  target.kind === 'user' ? target.user : target.kind === 'group' ? target.group : target.number;

/** `answeredElsewhere` → `answered elsewhere`. */
export const words = (text: string): string => text.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
