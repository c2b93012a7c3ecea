import { ignored } from '../kernel/machine.ts';

/** Why most inputs mean nothing to most elements: reasons that many rows share. */
export const none = {
  digit: ignored('no key is asked for'),
  /** Keys are told to whoever has the call. */
  digitAway: ignored('who has the call hears the keys'),
  played: ignored('no sound is waited for'),
  timeOver: ignored('no time runs'),
  queueLeft: ignored('no queue has the call'),
  userEnded: ignored('no user is rung'),
  externalEnded: ignored('no number outside is dialled'),
  messageLeft: ignored('no message is being left'),
  callbackSettled: ignored('no callback is asked for'),
  roomLeft: ignored('the call is in no room'),
} as const;
