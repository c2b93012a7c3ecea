/** The part of sdp-transform in use. It ships no types, and its shapes follow the input, so they are narrowed by us. */
declare module 'sdp-transform' {
  /** Parses a session description; a value may have another type than the grammar suggests. */
  export const parse: (sdp: string) => unknown;
}
