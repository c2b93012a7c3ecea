import type { ArrivedFrom, Cause, LegId, Problem } from '@sentralbord/core';

/** Why a call was turned away before any company's engine saw it, and what the caller's network is told. */
export const refusalCauses = {
  /** The dialled number is no company's. */
  unknownNumber: 'notFound',
  /** The calling phone is no company's. */
  unknownDevice: 'forbidden',
  /** The company has as many calls as it may have. */
  tooManyCalls: 'congestion',
  /** More inputs of the company wait than may. */
  tooManyInputs: 'congestion',
  /** The company has been stopped by a broken rule. */
  halted: 'failed',
} as const satisfies Record<string, Cause>;

/** One of the reasons in {@link refusalCauses}. */
export type RefusalReason = keyof typeof refusalCauses;

/** A call that was turned away by the host. */
export interface RefusedCall {
  /** Undefined when no company is called. */
  readonly company: string | undefined;
  readonly reason: RefusalReason;
  /** In the network's name. */
  readonly leg: LegId;
  readonly from: ArrivedFrom;
  /** As dialled. */
  readonly to: string;
}

/** What one can listen to. A listener that throws is reported and breaks nothing. */
export interface HostEvents {
  /** A company takes no more inputs; its calls stay as they are in the network. The others go on. */
  companyHalted: [halt: { readonly company: string; readonly error: unknown }];
  callRefused: [call: RefusedCall];
  /**
   * A company was given a new file past the host, with numbers or phones of
   * another company: those stay with the other one.
   */
  claimsRefused: [refused: { readonly company: string; readonly problems: readonly Problem[] }];
  listenerFailed: [failure: { readonly type: string; readonly error: unknown }];
}

/** How much the host does; the counts are since its start. */
export interface HostFigures {
  readonly companies: number;
  readonly halted: number;
  /** Arrived legs that live. */
  readonly arrivedLegs: number;
  /** Companies that want to be woken at some time. */
  readonly alarms: number;
  readonly refusedCalls: Readonly<Record<RefusalReason, number>>;
  /** Signals that no company heard: about legs, phones or plays that are nobody's, doubled arrivals. */
  readonly ignoredSignals: number;
}

/** How busy one company is; the counts are since it was added. */
export interface CompanyFigures {
  readonly isHalted: boolean;
  /** Inputs that wait for the company's turn. */
  readonly waitingInputs: number;
  /** Legs to numbers outside. */
  readonly externalLegs: number;
  readonly refusedCalls: number;
  /** Keys, holds and transfer requests that were dropped because too much waited. */
  readonly droppedInputs: number;
}
