import type { Action, Signal } from '@sentralbord/core';

/** One kind of action. */
export type ActionOf<Type extends Action['type']> = Extract<Action, { readonly type: Type }>;
/** One kind of signal. */
export type SignalOf<Type extends Signal['type']> = Extract<Signal, { readonly type: Type }>;
/** One asking for sounds. */
export type PlayId = ActionOf<'play'>['play'];
/** One recording. */
export type RecordingId = ActionOf<'record'>['recording'];
/** One room. */
export type RoomId = ActionOf<'joinRoom'>['room'];
/** How a leg takes part in a room. */
export type RoomRole = ActionOf<'joinRoom'>['role'];
