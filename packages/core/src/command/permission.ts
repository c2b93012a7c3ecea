import { permit } from '../access/permit.ts';
import type { Service } from '../access/services.ts';
import { placeOf } from '../call/place.ts';
import type { Context } from '../kernel/context.ts';
import { DONE, type Result } from '../kernel/result.ts';
import type { Command, CommandOf } from './command.ts';

type Needed<Type extends Command['type']> = (context: Context, command: CommandOf<Type>) => Service | undefined;

const none = (): undefined => undefined;
const always = (service: Service) => (): Service => service;

/** Members do it for themselves; for others, only who supervises. */
const ownOr =
  (own: Service) =>
  (_context: Context, { user, by }: { readonly user: string; readonly by?: string }): Service =>
    user === by ? own : 'logOthersInOut';

/** What each command needs of the one who gives it (law 12); where a command has no cell, it does not compile. */
const neededFor: { readonly [Type in Command['type']]: Needed<Type> } = {
  endCall: (context, { call, by }) => {
    const from = context.state.calls.get(call)?.from;
    return from?.kind === 'user' && from.user === by ? undefined : 'configure';
  },
  endAllCalls: none,
  configure: always('configure'),
  saveMembers: always('manageGroups'),
  logIn: ownOr('logInOut'),
  logOut: ownOr('logInOut'),
  pause: ownOr('pause'),
  resume: ownOr('pause'),
  endWrapUp: ownOr('pause'),
  setAbsences: (_context, { user, by }) => (user === by ? 'setOwnAbsence' : 'setAbsenceForOthers'),
  overrideHours: always('closeByHand'),
  transfer: always('transfer'),
  consult: always('attendedTransfer'),
  completeTransfer: none,
  cancelTransfer: none,
  swap: none,
  hold: always('hold'),
  resumeCall: none,
  park: always('park'),
  retrieve: always('retrieveParked'),
  pickUp: (context, { call }) => {
    const found = context.state.calls.get(call);
    return found !== undefined && placeOf(found) !== undefined ? 'answerForOthers' : 'pickUp';
  },
  listenIn: always('listenIn'),
  whisper: always('whisper'),
  breakIn: always('breakIn'),
  stopSupervising: none,
  pauseRecording: always('recordCalls'),
  resumeRecording: always('recordCalls'),
  startConference: always('conference'),
  invite: always('conference'),
  bringIn: always('conference'),
  mute: always('conference'),
  remove: always('conference'),
  endConference: always('conference'),
  closeCallback: always('setCallbackDone'),
};

/** Whether the one who gives a command may: without a name it is the program that embeds us, which may all. */
export function permission(context: Context, command: Command): Result<void> {
  const by = 'by' in command ? command.by : undefined;
  if (by === undefined) return DONE;
  const service = (neededFor[command.type] as Needed<Command['type']>)(context, command as never);
  return service === undefined ? DONE : permit(context.state.company.access, by, service);
}
