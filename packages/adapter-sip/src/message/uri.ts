/** Parameters of a URI or header: lower-case name to value, or `true` for a flag without a value. */
export type Params = ReadonlyMap<string, string | true>;

/** A SIP, SIPS or tel URI in parts (RFC 3261 section 19.1, RFC 3966). */
export interface SipUri {
  readonly scheme: 'sip' | 'sips' | 'tel';
  /** Unescaped user part; for `tel` the number. */
  readonly user: string | undefined;
  /** Lower-case; an IPv6 address stands in brackets, as on the wire. Empty for `tel`. */
  readonly host: string;
  readonly port: number | undefined;
  readonly params: Params;
  /** What stands after `?`, raw. */
  readonly headers: string | undefined;
}
