import type { Command } from '../command/command.ts';
import type { GroupId, UserId } from '../kernel/ids.ts';
import type { Input } from '../kernel/input.ts';
import type { Instant } from '../kernel/time.ts';
import { reasons } from './account.ts';
import { FIRST } from './agenda.ts';
import type { AbsoluteDeed } from './book.ts';
import type { WhatIfChange } from './change.ts';
import { commandAgain } from './command-again.ts';
import type { Scene } from './scene.ts';

/** Plans what comes at its instant, whatever calls there are: arrivals, phones that are reached, log-ins, pauses. */
export function planAbsolute(scene: Scene, change: WhatIfChange): void {
  for (const deed of scene.book.absolute) planOne(scene, deed, change);
  for (const { at, user, group, type } of change.staffing ?? []) {
    const command: Command = { type, user: user as UserId, group: group as GroupId };
    scene.agenda.plan({ at, order: FIRST, make: () => ({ type: 'command', at, command }) });
  }
}

/** Devices that the stream cannot tell of can be reached from the beginning. */
export function planNewDevices(scene: Scene, before: ReadonlyMap<string, unknown>, at: Instant): void {
  for (const device of scene.story.state.company.userOfDevice.keys()) {
    if (before.has(device)) continue;
    scene.account.estimated('new device');
    const make = (): Input => ({ type: 'signal', at, signal: { type: 'deviceState', device, isReachable: true } });
    scene.agenda.plan({ at, order: FIRST, make });
  }
}

function planOne(scene: Scene, deed: AbsoluteDeed, change: WhatIfChange): void {
  const { agenda, account } = scene;
  const { at, order } = deed;
  switch (deed.type) {
    case 'signal':
      agenda.plan({ at, order, make: () => ({ type: 'signal', at, signal: deed.signal }) });
      return;
    case 'dial':
      agenda.plan({ at, order, make: () => dialAgain(scene, deed) });
      return;
    case 'restart':
      agenda.plan({ at, order, make: () => restartAgain(scene, deed) });
      return;
    case 'command':
      if (isReplaced(deed.booked.command, change)) account.drop(order, reasons.changed);
      else agenda.plan(commandAgain(scene, deed.booked, { at, order, obstacle: () => undefined }));
  }
}

function isReplaced(command: Command, { company, staffing = [] }: WhatIfChange): boolean {
  if (command.type === 'configure' || command.type === 'saveMembers') return company !== undefined;
  if (command.type !== 'logIn' && command.type !== 'logOut') return false;
  return staffing.some(({ user, group }) => user === command.user && group === command.group);
}

/** Nobody makes a call who is in another one then, and was not. */
function dialAgain(
  { story: { state }, account }: Scene,
  { at, order, signal, device, hadCall }: Extract<AbsoluteDeed, { type: 'dial' }>,
): Input | undefined {
  const user = state.company.userOfDevice.get(device);
  const hasCall = user !== undefined && state.users.get(user)?.availability === 'busy';
  if (hasCall && !hadCall) {
    account.drop(order, reasons.talking);
    return undefined;
  }
  account.reused(order);
  return { type: 'signal', at, signal };
}

function restartAgain(
  { story: { state, names } }: Scene,
  { at, lost, unknown }: Extract<AbsoluteDeed, { type: 'restart' }>,
): Input {
  const live = [...state.legs.keys()].filter((leg) => !lost.has(names.legs.nameOf(leg)));
  return { type: 'signal', at, signal: { type: 'networkRestarted', liveLegs: [...live, ...unknown] } };
}
