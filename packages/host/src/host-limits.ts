/** Every bound of the host in one place, each with its reason. */
export const hostLimits = {
  /** Inputs of one company in one turn, unless told otherwise: about a millisecond of work. */
  inputsPerTurn: 64,
  /** Inputs of one company that wait, unless told otherwise: some seconds of work; who calls later is better told so. */
  waitingInputs: 10_000,
  /** Ended arrivals that are remembered, so that a late copy of one makes no new call. */
  endedArrivals: 65_536,
  /** Phones whose reachability is remembered for a company that is added later: more than one adapter serves. */
  reachableDevices: 1_000_000,
} as const;
