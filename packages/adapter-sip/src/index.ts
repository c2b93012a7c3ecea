export { readSipFile, type SipFileReading } from './config/read-sip-file.ts';
export { type SipConfig, type SipFile, sipFileSchema } from './config/sip-file.ts';
export { bundledSoundsFolder, type LoadedSounds, loadSounds } from './media/sounds.ts';
export { type SipFigures, SipTelephony, type SipTelephonyOptions } from './sip-telephony.ts';
export { SystemClock } from './system-clock.ts';
export { ListenError } from './transport/transports.ts';
