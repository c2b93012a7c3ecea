import type { E164 } from '../directory/numbers.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { Destination, Group, Mailbox, Member, QueueExit, Tier } from './company.ts';
import type { GroupFile } from './company-file.ts';
import type { DestinationFile } from './destination-file.ts';

/** A group as the engine looks it up, from the checked file. */
export function buildGroup(file: GroupFile, companyMessage: string | null): Group {
  const { ring, queue, sounds } = file;
  return {
    id: file.id as GroupId,
    name: file.name,
    shortNumber: file.shortNumber,
    tiers: tiersOf(file),
    members: new Map(
      file.members.map(({ user, tier }, place): [UserId, Member] => [
        user as UserId,
        { user: user as UserId, tier, place },
      ]),
    ),
    startsLoggedIn: file.startsLoggedIn,
    order: ring.order,
    widths: widthsOf(file),
    rounds: ring.rounds,
    roundPauseMs: ring.roundPauseSeconds * 1000,
    keepRinging: ring.keepRinging,
    refusalCountsFor: ring.refusalCountsFor,
    wrapUpMs: file.wrapUpSeconds * 1000,
    autoPauseAfter: file.autoPauseAfter,
    maxWaiting: queue.maxWaiting,
    maxWaitMs: queue.maxWaitSeconds === undefined ? undefined : queue.maxWaitSeconds * 1000,
    graceMs: queue.graceSeconds * 1000,
    schedule: file.schedule,
    atClose: file.atClose,
    heir: file.heir as GroupId | undefined,
    exits: exitsOf(queue.exits),
    exitKeys: new Map(Object.entries(queue.exitKeys).map(([key, to]) => [key, destinationOf(to)])),
    callbackKey: queue.callbackKey,
    answerOn: file.answerOn,
    sounds: {
      welcome: sounds.welcome,
      isWelcomeInterruptible: sounds.welcomeInterruptible,
      music: sounds.music,
      messages: sounds.messages,
      announceMs: sounds.everySeconds * 1000,
      tellsPosition: sounds.tellPosition,
      tellsWait: sounds.tellWait,
    },
    vip: { preempt: file.vip.preempt, maxOvertakes: file.vip.maxOvertakes },
    unansweredSound: (file.unanswered === undefined ? companyMessage : file.unanswered.message) ?? undefined,
  };
}

function tiersOf({ members, ring }: GroupFile): readonly Tier[] {
  const numbers = [...new Set(members.map((member) => member.tier))].sort((a, b) => a - b);
  return numbers.map((number, place) => ({
    number,
    ringMs: ringSecondsOf(ring.seconds, place) * 1000,
    members: members.filter((member) => member.tier === number).map((member) => member.user as UserId),
  }));
}

function ringSecondsOf(seconds: number | readonly number[], place: number): number {
  if (typeof seconds === 'number') return seconds;
  return seconds[Math.min(place, seconds.length - 1)] ?? 20;
}

/** Everyone at once needs no width; the other orders ring one at a time, unless told otherwise. */
function widthsOf({ ring: { order, width } }: GroupFile): readonly number[] | undefined {
  if (width === undefined) return order === 'allAtOnce' ? undefined : [1];
  return typeof width === 'number' ? [width] : width;
}

function exitsOf(file: GroupFile['queue']['exits']): Group['exits'] {
  const exits: Partial<Record<QueueExit, Destination>> = {};
  for (const [exit, to] of Object.entries(file)) {
    if (to !== undefined) exits[exit as QueueExit] = destinationOf(to);
  }
  return exits;
}

/** A destination as the engine looks it up, from the checked file. */
export function destinationOf(to: DestinationFile): Destination {
  if ('group' in to) return { kind: 'group', group: to.group as GroupId };
  if ('user' in to) return { kind: 'user', user: to.user as UserId };
  if ('flow' in to) return { kind: 'flow', flow: to.flow };
  if ('external' in to) return { kind: 'external', number: to.external as E164 };
  if ('voicemail' in to) return { kind: 'voicemail', mailbox: mailboxOf(to.voicemail) };
  return 'message' in to ? { kind: 'message', sound: to.message } : { kind: 'release' };
}

function mailboxOf(of: Extract<DestinationFile, { voicemail: unknown }>['voicemail']): Mailbox {
  if (of === 'company') return { kind: 'company' };
  return 'user' in of ? { kind: 'user', user: of.user as UserId } : { kind: 'group', group: of.group as GroupId };
}
