import type { SipFile } from '@sentralbord/adapter-sip';
import type { CompanyFile } from '@sentralbord/core';
import { SWITCHBOARD } from './sipp.ts';

export const NUMBER = '57828600';
export const TRUNK_HOST = '127.0.0.2';
export const TRUNK_PORT = 15080;

export const password = (device: string): string => `secret-${device}`;

/** A company whose users are named after their devices, with one group. */
export function companyOf(
  tiers: readonly (readonly string[])[],
  ring: NonNullable<CompanyFile['groups']>[number]['ring'],
): CompanyFile {
  const users = tiers
    .flat()
    .map((id, at) => ({ id, name: id, shortNumber: String(101 + at), devices: [`${id}-desk`] }));
  const members = tiers.flatMap((tier, number) => tier.map((user) => ({ user, tier: number })));
  return {
    name: 'Fjord Bygg',
    numbers: [{ number: `+47${NUMBER}`, to: { group: 'sal' } }],
    users,
    groups: [{ id: 'sal', name: 'Sal', members, ...(ring === undefined ? {} : { ring }) }],
  };
}

/** The SIP file for those users. SIPp knows no digest but MD5. */
export function sipOf(users: readonly string[], more: Partial<SipFile> = {}): SipFile {
  return {
    listen: [{ transport: 'udp', ...SWITCHBOARD }],
    realm: 'interop.test',
    devices: users.map((id) => ({ id: `${id}-desk`, password: password(`${id}-desk`) })),
    digestAlgorithms: ['MD5'],
    trunks: [{ id: 'carrier', host: TRUNK_HOST, port: TRUNK_PORT, allowedSources: [TRUNK_HOST] }],
    media: { hosts: ['127.0.0.1'], portMin: 25_000, portMax: 29_999 },
    ...more,
  };
}

/** Phones at ports from 15101 on. */
export const phonesOf = (users: readonly string[]) =>
  users.map((id, at) => ({ device: `${id}-desk`, password: password(`${id}-desk`), port: 15_101 + at }));
