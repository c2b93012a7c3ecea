export {
  type CompanyFigures,
  type HostEvents,
  type HostFigures,
  type RefusalReason,
  type RefusedCall,
  refusalCauses,
} from './host-events.ts';
export { hostLimits } from './host-limits.ts';
export type { CompanyLimits, HostedCompanyOptions } from './hosted-company.ts';
export { SwitchboardHost, type SwitchboardHostOptions } from './switchboard-host.ts';
export type { Defer } from './turns.ts';
