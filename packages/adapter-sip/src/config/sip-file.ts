import { z } from 'zod';
import { algorithms } from '../digest/algorithms.ts';
import { familyOf, isSourcePattern } from '../transport/address.ts';

const expecting = (expected: string): { readonly error: string } => ({ error: expected });
const id = z
  .string(expecting('an id, such as "anna-desk"'))
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, expecting('1 to 40 small letters, digits and hyphens, such as "anna-desk"'));
const ipLiteral = z
  .string(expecting('an IP address'))
  .refine((text) => familyOf(text) !== undefined, expecting('an IP address, such as "192.0.2.10" or "2001:db8::10"'));
const host = z
  .string(expecting('a host name or an IP address'))
  .regex(/^[A-Za-z0-9.:-]{1,253}$/, expecting('a host name or an IP address'));
const port = z
  .int(expecting('a port from 1 to 65535'))
  .min(1, expecting('a port from 1 to 65535'))
  .max(65_535, expecting('a port from 1 to 65535'));
const seconds = (least: number, most: number) => {
  const words = expecting(`whole seconds from ${least} to ${most}`);
  return z.int(words).min(least, words).max(most, words);
};
const transport = z.enum(['udp', 'tcp'], expecting('"udp" or "tcp"'));
const userName = z
  .string(expecting('a user name'))
  .regex(/^[^\s":@<>]{1,80}$/, expecting('1 to 80 characters without spaces, quotes, colons, @ and <>'));
const password = z
  .string(expecting('a password'))
  .min(8, expecting('at least 8 characters'))
  .max(200, expecting('at most 200 characters'));

const device = z.strictObject(
  {
    /** As in the company file; the user part of the phone's address. */
    id,
    password,
    /** What the phone logs in with; the id when absent. */
    username: userName.optional(),
  },
  expecting('a device: an object with "id" and "password"'),
);

const trunk = z.strictObject(
  {
    id,
    /** Where outgoing calls go. */
    host,
    port: port.default(5060),
    transport: transport.default('udp'),
    /** From where its calls are taken: addresses and ranges. */
    allowedSources: z
      .array(
        z
          .string(expecting('an address or a range'))
          .refine(isSourcePattern, expecting('an address or a range, such as "192.0.2.10" or "192.0.2.0/24"')),
        expecting('a list of addresses and ranges'),
      )
      .min(1, expecting('at least one address, or nobody could call in')),
    /** For providers that challenge our calls. */
    credentials: z
      .strictObject({ username: userName, password }, expecting('an object with "username" and "password"'))
      .optional(),
    /** For providers that we have to register with; with the credentials above. */
    register: z
      .strictObject(
        { registrar: host, expiresSeconds: seconds(60, 7_200).default(600) },
        expecting('an object with "registrar"'),
      )
      .optional(),
    /** Calls at once, both ways. */
    maxCalls: z
      .int(expecting('a whole number from 1 to 10000'))
      .min(1, expecting('a whole number from 1 to 10000'))
      .max(10_000, expecting('a whole number from 1 to 10000'))
      .optional(),
  },
  expecting('a trunk: an object with "id", "host" and "allowedSources"'),
);

/** The SIP file: where to listen, the phones' passwords, the trunks, and where media goes. */
export const sipFileSchema = z.strictObject(
  {
    listen: z
      .array(
        z.strictObject(
          { transport, host: ipLiteral, port },
          expecting('an object with "transport", "host" and "port"'),
        ),
        expecting('a list of addresses to listen on'),
      )
      .min(1, expecting('at least one address to listen on')),
    /** The address that others reach us at, where we listen on a wildcard or behind NAT. */
    advertise: z.strictObject({ host: ipLiteral }, expecting('an object with "host"')).optional(),
    /** What phones are told to log in to; part of their stored passwords. */
    realm: z
      .string(expecting('a realm'))
      .regex(/^[A-Za-z0-9.-]{1,80}$/, expecting('letters, digits, dots and hyphens, such as "sip.example.net"')),
    devices: z.array(device, expecting('a list of devices')).default([]),
    /** What phones may prove themselves with, the preferred first; old ones know nothing but MD5, and some stumble over others. */
    digestAlgorithms: z
      .array(z.enum(algorithms, expecting('"SHA-256" or "MD5"')))
      .min(1, expecting('at least one of "SHA-256" and "MD5"'))
      .default([...algorithms]),
    /** How long a phone may register for. */
    registration: z
      .strictObject(
        { minSeconds: seconds(10, 3_600).default(60), maxSeconds: seconds(60, 86_400).default(3_600) },
        expecting('an object with "minSeconds" and "maxSeconds"'),
      )
      .prefault({}),
    trunks: z.array(trunk, expecting('a list of trunks')).default([]),
    media: z.strictObject(
      {
        /** The addresses that phones send sound to: one, or one of each family. */
        hosts: z
          .array(ipLiteral, expecting('a list of IP addresses'))
          .min(1, expecting('at least one address'))
          .max(2, expecting('at most one IPv4 and one IPv6 address')),
        portMin: port.default(20_000),
        portMax: port.default(29_999),
      },
      expecting('an object with "hosts"'),
    ),
    /** Folder of WAV files that are played in place of those that come with the package. */
    sounds: z
      .string(expecting('the path of a folder'))
      .min(1, expecting('the path of a folder'))
      .max(1_000, expecting('at most 1000 characters'))
      .optional(),
  },
  expecting('an object with "listen", "realm" and "media"'),
);

/** The SIP file as one writes it. */
export type SipFile = z.input<typeof sipFileSchema>;
/** The SIP file with every default filled in. */
export type SipConfig = z.output<typeof sipFileSchema>;
/** One trunk of the SIP file. */
export type TrunkConfig = SipConfig['trunks'][number];
/** One phone of the SIP file. */
export type DeviceConfig = SipConfig['devices'][number];
