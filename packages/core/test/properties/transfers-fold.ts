import type { CompanyFileChecked } from '../../src/config/company-file.ts';
import { buildCompany } from '../../src/config/read-company.ts';
import type { Event, EventOf } from '../../src/kernel/event.ts';
import type { CallId, UserId } from '../../src/kernel/ids.ts';
import { breach } from './breach.ts';
import { type Books, type CallBook, newCallBook, newUserBook, userAt } from './transfers-books.ts';

const callOf = (books: Books, id: CallId): CallBook => books.calls.get(id) ?? breach('law 1', `${id} is not live`);

/** Writes one event into the books. */
export function book(books: Books, event: Event): void {
  bookCall(books, event);
  bookLine(books, event);
  bookOffer(books, event);
  bookTransfer(books, event);
  bookConsultation(books, event);
  bookUser(books, event);
}

function bookCall(books: Books, event: Event): void {
  switch (event.type) {
    case 'callArrived':
      books.calls.set(event.call, newCallBook(event.call, event.leg, event.at));
      callOf(books, event.call).hasNeeds = event.needs.length > 0;
      if (event.from.kind === 'external' && !event.from.isWithheld && event.from.number !== undefined) {
        books.shownNumbers.set(event.call, event.from.number);
      }
      books.legs.set(event.leg, { id: event.leg, party: event.party, call: event.call, isUp: false, offer: undefined });
      return;
    case 'callPlaced': {
      const { to, call, leg, at } = event;
      const user = to.kind === 'device' ? books.company.userOfDevice.get(to.device) : undefined;
      const party = to.kind === 'device' ? ({ kind: 'device', device: to.device, user: user as UserId } as const) : to;
      books.calls.set(call, newCallBook(call, leg, at));
      if (event.purpose.kind === 'callback') callOf(books, call).callback = event.purpose.callback;
      callOf(books, call).isOther = event.purpose.kind !== 'callback' && event.purpose.kind !== 'conference';
      books.legs.set(leg, { id: leg, party, call, isUp: false, offer: undefined });
      return;
    }
    case 'legAnswered': {
      const leg = books.legs.get(event.leg);
      if (leg !== undefined) leg.isUp = true;
      return;
    }
    case 'legEnded': {
      const offer = books.legs.get(event.leg)?.offer;
      if (offer !== undefined) books.offers.get(offer)?.legs.delete(event.leg);
      books.legs.delete(event.leg);
      return;
    }
    case 'flowAdvanced':
      if (event.place !== undefined && event.place.cursor.waiting.phase !== 'away')
        callOf(books, event.call).place = 'message';
      return;
    case 'messageStarted':
    case 'greetingStarted':
      callOf(books, event.call).place = 'message';
      return;
    case 'callParted': {
      const parted = newCallBook(event.parted, event.leg, event.at);
      books.calls.set(event.parted, Object.assign(parted, { answeredAt: event.at }));
      const leg = books.legs.get(event.leg);
      if (leg !== undefined) leg.call = event.parted;
      callOf(books, event.call).party = undefined;
      return;
    }
    case 'participantJoined': {
      const call = callOf(books, event.call);
      Object.assign(call, { place: 'talks', party: undefined, answeredAt: call.answeredAt ?? event.at });
      return;
    }
    case 'callConnected':
      connect(books, event);
      return;
    case 'callEnded':
      if (books.calls.get(event.call)?.park !== undefined)
        books.slots.delete(callOf(books, event.call).park?.slot ?? 0);
      books.calls.delete(event.call);
  }
}

function connect(books: Books, { call: id, leg, talk, at }: EventOf<'callConnected'>): void {
  const call = callOf(books, id);
  const isFirst = call.answeredAt === undefined;
  Object.assign(call, {
    place: 'talks',
    party: leg,
    remindAt: undefined,
    breaksIn: false,
    answeredAt: call.answeredAt ?? at,
    answeredBy: isFirst ? talk.user : call.answeredBy,
    lastTalker: talk.user,
  });
}

function bookLine(books: Books, event: Event): void {
  switch (event.type) {
    case 'entryJoined': {
      const { entry: id, group, holder, isReturned, arrivedAt, number, callerClass, hearsWelcome } = event;
      const call = holder.kind === 'call' ? holder.call : undefined;
      const callback = holder.kind === 'callback' ? holder.callback : undefined;
      const sets = { tried: new Set<UserId>(), refusedBy: new Set<UserId>() };
      const entry = { id, group, isReturned, arrivedAt, number, callerClass, hearsWelcome, call, callback, ...sets };
      books.entries.set(id, { ...entry, isPickedUp: false });
      if (call !== undefined) enter(callOf(books, call), event);
      return;
    }
    case 'placeTaken': {
      const entry = books.entries.get(event.entry) ?? breach('law 6', `${event.entry} is gone`);
      Object.assign(entry, { call: event.call, callback: undefined });
      enter(callOf(books, event.call), entry);
      return;
    }
    case 'entryLeft': {
      const call = books.entries.get(event.entry)?.call;
      books.entries.delete(event.entry);
      if (call !== undefined) Object.assign(callOf(books, call), { entry: undefined });
      return;
    }
    case 'roundBegan':
      books.entries.get(event.entry)?.tried.clear();
      return;
    case 'welcomeHeard':
      Object.assign(books.entries.get(event.entry) ?? {}, { hearsWelcome: false });
      return;
    case 'memberTried':
      books.entries.get(event.entry)?.tried.add(event.user);
      if (event.isFinal) books.entries.get(event.entry)?.refusedBy.add(event.user);
      return;
    case 'entryReclassed':
      Object.assign(books.entries.get(event.entry) ?? {}, { callerClass: event.callerClass });
      return;
    case 'callbackJoinerCame':
      Object.assign(callOf(books, event.call), { isJoining: true });
  }
}

function enter(
  call: CallBook,
  line: { readonly group: CallBook['firstGroup']; readonly entry?: unknown; readonly id?: unknown },
): void {
  const entry = line.entry ?? line.id;
  Object.assign(call, { entry, place: 'waits', isJoining: false, firstGroup: call.firstGroup ?? line.group });
}

function bookOffer(books: Books, event: Event): void {
  switch (event.type) {
    case 'offerMade': {
      const { offer: id, call, to, at } = event;
      books.offers.set(id, { id, to, madeAt: at, call, legs: new Set() });
      const found = callOf(books, call);
      found.offers.add(id);
      if (to.kind !== 'recall') found.place = 'waits';
      if (to.kind === 'pickUp') Object.assign(books.entries.get(to.entry) ?? {}, { isPickedUp: true });
      return;
    }
    case 'legStarted': {
      const { leg, call, offer, party } = event;
      books.legs.set(leg, { id: leg, party, call, isUp: false, offer });
      books.offers.get(offer)?.legs.add(leg);
      return;
    }
    case 'offerEnded': {
      const offer = books.offers.get(event.offer) ?? breach('law 6', `${event.offer} ends twice`);
      for (const leg of offer.legs) Object.assign(books.legs.get(leg) ?? {}, { offer: undefined });
      books.calls.get(offer.call)?.offers.delete(offer.id);
      books.offers.delete(offer.id);
      if (offer.to.kind === 'pickUp') Object.assign(books.entries.get(offer.to.entry) ?? {}, { isPickedUp: false });
      return;
    }
    case 'offerRebound': {
      const from = books.offers.get(event.from) ?? breach('X6', `${event.from} is gone`);
      const { group } = books.entries.get(event.entry) ?? breach('X6', `${event.entry} is gone`);
      callOf(books, from.call).offers.delete(from.id);
      books.offers.delete(from.id);
      const to = { kind: 'tier', entry: event.entry, group, tier: event.tier } as const;
      books.offers.set(event.offer, { id: event.offer, to, madeAt: event.at, call: event.call, legs: from.legs });
      for (const leg of from.legs) Object.assign(books.legs.get(leg) ?? {}, { call: event.call, offer: event.offer });
      callOf(books, event.call).offers.add(event.offer);
      return;
    }
    case 'offerMoved': {
      const offer = books.offers.get(event.offer) ?? breach('L16', `${event.offer} is gone`);
      callOf(books, offer.call).offers.delete(offer.id);
      offer.call = event.to;
      for (const leg of offer.legs) Object.assign(books.legs.get(leg) ?? {}, { call: event.to });
      Object.assign(callOf(books, event.to), { place: 'waits' }).offers.add(offer.id);
    }
  }
}

function bookTransfer(books: Books, event: Event): void {
  const rules = books.company.transfer;
  switch (event.type) {
    case 'transferBegan': {
      const dueAt = event.transfer.isReturning ? event.at + rules.returnMs : Number.POSITIVE_INFINITY;
      const pending = { ...event.transfer, dueAt };
      Object.assign(callOf(books, event.call), { pending, place: 'waits', party: undefined, remindAt: undefined });
      return;
    }
    case 'transferEnded': {
      const call = callOf(books, event.call);
      call.transfers.push(event.record);
      const isReturned = typeof event.record.result === 'object';
      Object.assign(call, { pending: undefined, returns: call.returns + Number(isReturned) });
      return;
    }
    case 'recallBegan': {
      const recall = { user: event.user, dueAt: event.at + rules.recallMs, isRinging: false };
      Object.assign(callOf(books, event.call), { place: 'returned', recall, party: undefined, remindAt: undefined });
      books.users.get(event.user)?.recalls.push(event.call);
      return;
    }
    case 'recallOver': {
      callOf(books, event.call).recall = undefined;
      const recalls = books.users.get(event.user)?.recalls ?? [];
      recalls.splice(recalls.indexOf(event.call), 1);
      return;
    }
    case 'vipWaits':
      callOf(books, event.call).breaksIn = true;
      return;
    case 'callHeld':
      Object.assign(callOf(books, event.call), { place: 'held', remindAt: event.at + rules.holdReminderMs });
      return;
    case 'holdReminded':
      callOf(books, event.call).remindAt = event.at + rules.holdReminderMs;
      return;
    case 'callParked': {
      const park = { slot: event.slot, by: event.by, dueAt: event.at + rules.parkMs };
      Object.assign(callOf(books, event.call), { place: 'parked', park, party: undefined, remindAt: undefined });
      books.slots.set(event.slot, event.call);
      return;
    }
    case 'slotLeft':
      callOf(books, event.call).park = undefined;
      books.slots.delete(event.slot);
      return;
    case 'callerReplaced': {
      const call = callOf(books, event.call);
      Object.assign(call, { caller: event.leg, party: call.place === 'talks' ? event.own : call.party });
    }
  }
}

function bookConsultation(books: Books, event: Event): void {
  switch (event.type) {
    case 'consultationBegan': {
      const { call, consultation, leg, at } = event;
      Object.assign(callOf(books, call), { place: 'consults', consultation, party: leg, isSwapped: false });
      const other = Object.assign(newCallBook(consultation, leg, at), { consultationFor: call });
      books.calls.set(consultation, other);
      Object.assign(books.legs.get(leg) ?? {}, { call: consultation });
      return;
    }
    case 'consultationEnded':
      Object.assign(callOf(books, event.call), {
        place: callOf(books, event.call).isSwapped ? 'talks' : 'held',
        isSwapped: false,
        consultation: undefined,
      });
      Object.assign(books.calls.get(event.consultation) ?? {}, { consultationFor: undefined });
      return;
    case 'partiesSwapped':
      callOf(books, event.call).isSwapped = event.speaksWith === 'caller';
      return;
    case 'legMoved':
      Object.assign(books.legs.get(event.leg) ?? {}, { call: event.to });
  }
}

function bookUser(books: Books, event: Event): void {
  const user = 'user' in event && event.user !== undefined ? books.users.get(event.user) : undefined;
  switch (event.type) {
    case 'availabilityChanged':
      Object.assign(user ?? {}, { availability: event.availability });
      return;
    case 'userPaused':
    case 'userResumed':
      Object.assign(user ?? {}, { isPaused: event.type === 'userPaused' });
      return;
    case 'absenceBegan':
    case 'absenceEnded':
      Object.assign(user ?? {}, { isAbsent: event.type === 'absenceBegan' });
      return;
    case 'memberLoggedIn':
      books.loggedIn.get(event.group)?.add(event.user);
      return;
    case 'memberLoggedOut':
      books.loggedIn.get(event.group)?.delete(event.user);
      return;
    case 'membersSaved': {
      const { file } = books.company;
      const groups = file.groups.map((group) =>
        group.id === event.group ? { ...group, members: event.members.map((one) => ({ ...one })) } : group,
      );
      changeCompany(books, { ...file, groups });
      return;
    }
    case 'companyChanged':
      changeCompany(books, event.file);
  }
}

function changeCompany(books: Books, file: CompanyFileChecked): void {
  const before = books.company;
  const after = buildCompany(file);
  books.company = after;
  for (const id of after.users.keys()) {
    const known = books.users.get(id);
    const hasLegs = [...books.legs.keys()].some((leg) => userAt(books, leg) === id);
    const isForgotten = !before.users.has(id) && !hasLegs && (known?.recalls.length ?? 0) === 0;
    if (known === undefined || isForgotten) books.users.set(id, newUserBook());
  }
  for (const id of [...books.loggedIn.keys()]) if (!after.groups.has(id)) books.loggedIn.delete(id);
  for (const { id, members, startsLoggedIn } of after.groups.values()) {
    const held = books.loggedIn.get(id) ?? new Set<UserId>();
    books.loggedIn.set(id, held);
    const was = before.groups.get(id)?.members;
    for (const user of [...held]) if (!members.has(user)) held.delete(user);
    for (const user of members.keys()) if (startsLoggedIn && was?.has(user) !== true) held.add(user);
  }
}
