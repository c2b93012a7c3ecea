import { type CompanyFile, readCompany } from '../packages/core/src/config/read-company.ts';
