import type { Company } from '../../src/config/company.ts';
import type { EntryId, OfferId } from '../../src/kernel/ids.ts';
import { Office } from './groups-office.ts';
import { Owed } from './groups-owed.ts';
import { type Place, Places } from './groups-places.ts';

/** What all parts of the oracle of groups keep together. */
export class Books {
  readonly company: Company;
  readonly office: Office;
  readonly places: Places;
  readonly owed = new Owed();
  readonly entryOfOffer = new Map<OfferId, EntryId>();

  constructor(company: Company) {
    this.company = company;
    this.office = new Office(company);
    this.places = new Places(company, this.office);
  }

  /** The place that an offer of a group is for. */
  placeOfOffer(offer: OfferId | undefined): Place | undefined {
    const entry = offer === undefined ? undefined : this.entryOfOffer.get(offer);
    return entry === undefined ? undefined : this.places.all.get(entry);
  }
}
