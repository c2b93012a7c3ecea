import type { DeviceId } from '../kernel/ids.ts';
import type { Cause } from '../port/cause.ts';
import type { Shown, Sound, TelephonyPort } from '../port/telephony.ts';

/**
 * What a party at the far end of the network is doing.
 * - `idle`: on the hook.
 * - `calling`: has dialled and hears nothing yet.
 * - `hearsRinging`: has dialled and is told that it rings.
 * - `ringing`: is being rung.
 * - `up`: answered, or was answered.
 */
export type FarPhase = 'idle' | 'calling' | 'hearsRinging' | 'ringing' | 'up';

/** What is played to a party just now. Whether it hears people is asked with {@link FarSide.hears}. */
export type FarHears = 'nothing' | 'ringing' | `sound ${Sound}`;

/** What a bench's parties need not be able to do. */
export type FarAbility = 'hold' | 'requestTransfer';

/** A telephone at the far end and the hand on it: one of the company's phones, or somebody outside. */
export interface FarParty {
  readonly phase: FarPhase;
  /** How the last call or ring ended, as this party was told; undefined before the first. */
  readonly lastCause: Cause | undefined;
  /** Who calls, as the screen shows it. */
  readonly shown: Shown | undefined;
  /** The keys that were sent to this party, in order. */
  readonly keysHeard: string;
  /** Dials. */
  call(to: string, options?: { readonly isWithheld?: boolean }): void;
  /** Takes the call that rings. */
  answer(): void;
  /** Turns away the call that rings. */
  reject(cause: 'busy' | 'rejected'): void;
  /** Ends what there is: a call, or a call being made. */
  hangUp(): void;
  /** What is played to this party just now. */
  hears(): Promise<FarHears>;
  /** Presses one key: 0–9, *, #, A–D. */
  pressKey(key: string): void;
  /** Speaks from now on for so long, in ms of the bench's time. */
  speak(ms: number): void;
  /** Puts the other side on hold. */
  hold(): void;
  /** Takes the other side back. */
  resume(): void;
  /** Asks that the other side be transferred to that number. */
  requestTransfer(to: string): void;
}

/** The world behind an adapter. */
export interface FarSide {
  /** Three phones of the company that are reachable from the start. */
  readonly devices: readonly [DeviceId, DeviceId, DeviceId];
  /** A device of the company that can never be reached. */
  readonly unreachableDevice: DeviceId;
  /** A number outside that nobody answers, and whose voicemail takes the call 1 to 4 s after it began to ring. */
  readonly machine: string;
  /** Two sounds that the adapter knows, of 300 to 500 ms each. */
  readonly sounds: readonly [Sound, Sound];
  /** What the parties of this bench cannot do, with the reason; the cases that need it are skipped. */
  readonly cannot?: Readonly<Partial<Record<FarAbility, string>>>;
  phone(device: DeviceId): FarParty;
  /** Somebody outside, behind the trunk; `number` is E.164. The same party for the same number. */
  outsider(number: string): FarParty;
  /** Whether what `speaker` says now reaches `listener`. */
  hears(listener: FarParty, speaker: FarParty): Promise<boolean>;
}

/** An adapter under test with the world behind it. */
export interface AdapterBench {
  /** Not started yet. */
  readonly port: TelephonyPort;
  readonly far: FarSide;
  /** Lets time pass until the condition holds; rejects, naming `what`, when it does not within 10 s of the bench's time. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Lets time pass, in ms of the bench's time. */
  pass(ms: number): Promise<void>;
  /** Stops everything; the network is gone afterwards. */
  close(): Promise<void>;
}
