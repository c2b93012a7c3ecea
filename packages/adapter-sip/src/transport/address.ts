import { BlockList, isIP } from 'node:net';

/** One address on which SIP is listened to. */
export interface Listen {
  readonly transport: 'udp' | 'tcp';
  /** IP literal, `0.0.0.0` or `::`. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** `::ffff:127.0.0.1` → `127.0.0.1`: an IPv4 peer on an IPv6 socket is the same peer. */
export function plainAddress(host: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(host);
  return mapped?.[1] ?? host;
}

/** The family of an IP literal; undefined for a name. */
export function familyOf(host: string): 4 | 6 | undefined {
  const family = isIP(host);
  return family === 0 ? undefined : family === 4 ? 4 : 6;
}

/** Whether an entry of an allowed list can be read: an address, or a range such as `192.0.2.0/24`. */
export function isSourcePattern(pattern: string): boolean {
  const [address = '', bits, ...more] = pattern.split('/');
  const family = familyOf(address);
  if (family === undefined || more.length > 0) return false;
  return bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** The addresses and ranges from which something is taken. */
export class AllowedSources {
  private readonly list = new BlockList();

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns.filter(isSourcePattern)) {
      const [address = '', bits] = pattern.split('/');
      const type = familyOf(address) === 6 ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.list.addAddress(address, type);
      else this.list.addSubnet(address, Number(bits), type);
    }
  }

  has(host: string): boolean {
    const address = plainAddress(host);
    const family = familyOf(address);
    return family !== undefined && this.list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  }
}
