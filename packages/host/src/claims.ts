import { type Company, ConfigurationError, type Problem } from '@sentralbord/core';

/** A number or a phone, and where in the company file it stands. */
interface Claimed {
  readonly value: string;
  readonly path: string;
}

/** What one company alone has: its public numbers (E.164) and the ids of its phones; and whom it may always call. */
export interface Claim {
  readonly company: string;
  readonly numbers: readonly Claimed[];
  readonly devices: readonly Claimed[];
  readonly emergencyNumbers: ReadonlySet<string>;
}

/** What a company has that no other may have. */
export const claimOf = (id: string, company: Company): Claim => ({
  company: id,
  numbers: [...company.numbers.keys()].map((value, at) => ({ value, path: `numbers[${at}].number` })),
  devices: [...company.users.values()].flatMap(({ devices }, user) =>
    devices.map((value, at) => ({ value, path: `users[${user}].devices[${at}]` })),
  ),
  emergencyNumbers: company.emergencyNumbers,
});

/** Which public number and which phone is whose. */
export class Claims {
  private readonly numbers = new Map<string, string>();
  private readonly devices = new Map<string, string>();

  companyOfNumber(number: string): string | undefined {
    return this.numbers.get(number);
  }

  companyOfDevice(device: string): string | undefined {
    return this.devices.get(device);
  }

  /** What of a claim another company has already, as mistakes in the company file. */
  conflicts({ company, numbers, devices }: Claim): readonly Problem[] {
    return [
      ...taken(this.numbers, numbers, { kind: 'number', company }),
      ...taken(this.devices, devices, { kind: 'device', company }),
    ];
  }

  /** Throws a {@link ConfigurationError} with everything that another company has already. */
  requireFree(claim: Claim): void {
    const problems = this.conflicts(claim);
    if (problems.length > 0) throw new ConfigurationError(`company ${claim.company}`, problems);
  }

  /** Gives the company what is free of what it claims. */
  add({ company, numbers, devices }: Claim): void {
    for (const { value } of numbers) if (!this.numbers.has(value)) this.numbers.set(value, company);
    for (const { value } of devices) if (!this.devices.has(value)) this.devices.set(value, company);
  }

  /** Takes back what the company was given. */
  delete({ company, numbers, devices }: Claim): void {
    for (const { value } of numbers) if (this.numbers.get(value) === company) this.numbers.delete(value);
    for (const { value } of devices) if (this.devices.get(value) === company) this.devices.delete(value);
  }
}

function taken(
  owners: ReadonlyMap<string, string>,
  wanted: readonly Claimed[],
  by: { readonly kind: 'number' | 'device'; readonly company: string },
): readonly Problem[] {
  return wanted.flatMap(({ value, path }) => {
    const owner = owners.get(value);
    const expected = `a ${by.kind} that no other company has: this one belongs to the company ${owner}`;
    return owner === undefined || owner === by.company ? [] : [{ path, found: value, expected }];
  });
}
