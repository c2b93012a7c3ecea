import { configure } from '../config/configure.ts';
import { saveMembers } from '../config/save-members.ts';
import { must } from '../kernel/assert.ts';
import type { Context } from '../kernel/context.ts';
import type { Result } from '../kernel/result.ts';
import { overrideHours, setAbsences } from './away-commands.ts';
import { closeCallback } from './callback-commands.ts';
import type { Command, CommandOf } from './command.ts';
import { checkShape } from './command-problems.ts';
import { bringIn, endConference, inviteOne, mute, remove, startConference } from './conference-commands.ts';
import { endAllCalls, endOneCall } from './end-calls.ts';
import { hold, park, pickUp, resumeCall, retrieve } from './line-commands.ts';
import { logIn, logOut, pause, resume, wrapUpDone } from './member-commands.ts';
import { permission } from './permission.ts';
import { setRecording } from './recording-commands.ts';
import { stopSupervising, supervise } from './supervision-commands.ts';
import { cancelTransfer, completeTransfer, consult, swap, transfer } from './transfer-commands.ts';

type Obeyers = { readonly [Type in Command['type']]: (context: Context, command: CommandOf<Type>) => Result<void> };

/** One cell for each command. Each checks everything before it changes anything. */
const obeyers: Obeyers = {
  endCall: endOneCall,
  endAllCalls,
  configure,
  saveMembers,
  logIn,
  logOut,
  pause,
  resume,
  endWrapUp: wrapUpDone,
  setAbsences,
  overrideHours,
  transfer,
  consult,
  completeTransfer,
  cancelTransfer,
  swap,
  hold,
  resumeCall,
  park,
  retrieve,
  pickUp,
  listenIn: supervise,
  whisper: supervise,
  breakIn: supervise,
  stopSupervising,
  pauseRecording: setRecording,
  resumeRecording: setRecording,
  startConference,
  invite: inviteOne,
  bringIn,
  mute,
  remove,
  endConference,
  closeCallback,
};

/** Carries out a command, or refuses it and changes nothing. */
export function obey(context: Context, command: Command): Result<void> {
  const shaped = checkShape(command);
  const allowed = shaped.ok ? permission(context, command) : shaped;
  if (!allowed.ok) return allowed;
  const carryOut = must(obeyers[command.type], command.type) as (context: Context, command: Command) => Result<void>;
  return carryOut(context, command);
}
