import type { ElementRules } from './element-rules.ts';
import { callbackOffer } from './elements/callback-offer.ts';
import { collectNumber } from './elements/collect-number.ts';
import { conference } from './elements/conference.ts';
import { goto } from './elements/goto.ts';
import { hangUp } from './elements/hang-up.ts';
import { hours } from './elements/hours.ts';
import { menu } from './elements/menu.ts';
import { personalVoicemail } from './elements/personal-voicemail.ts';
import { play } from './elements/play.ts';
import { queue } from './elements/queue.ts';
import { setLanguage } from './elements/set-language.ts';
import { transferExternal } from './elements/transfer-external.ts';
import { user } from './elements/user.ts';
import { vip } from './elements/vip.ts';
import { voicemail } from './elements/voicemail.ts';
import type { ElementKind, FlowElement } from './flow-file.ts';

/** A row for each kind of element: what it leads to, what it names, and a cell for each input. */
export const elementTable: {
  readonly [Kind in ElementKind]: ElementRules<Extract<FlowElement, { readonly kind: Kind }>>;
} = {
  menu,
  queue,
  play,
  hours,
  goto,
  transferExternal,
  callbackOffer,
  voicemail,
  personalVoicemail,
  vip,
  user,
  conference,
  collectNumber,
  setLanguage,
  hangUp,
};

/** The row of an element. The compiler cannot follow that the kind of the row is the kind of the element. */
export const rulesOf = (element: FlowElement): ElementRules<FlowElement> =>
  elementTable[element.kind] as ElementRules<FlowElement>;
