/** A CSeq value (RFC 3261 section 20.16). */
export interface CSeq {
  /** Below 2^31 (section 8.1.1.5). */
  readonly number: number;
  readonly method: string;
}

/** Reads `314159 INVITE`; undefined when it is none or the number is too large. */
export function parseCSeq(text: string): CSeq | undefined {
  const match = /^\s*(0*[0-9]{1,10})\s+([!%'*+\-.0-9A-Z_`a-z~]{1,64})\s*$/.exec(text);
  const number = Number(match?.[1]);
  return match === null || number >= 2 ** 31 ? undefined : { number, method: match[2] ?? '' };
}

/** Writes a CSeq value. */
export const formatCSeq = ({ number, method }: CSeq): string => `${number} ${method}`;
