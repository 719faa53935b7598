/** The migrations of every sector, in their order. */
import type { MigrationInterface } from "typeorm";
import { RecordLife1700000000014 } from "./recordLife";
import { SectorTables1700000000001 } from "./tables";

export const SECTOR_MIGRATIONS: readonly (new () => MigrationInterface)[] = [SectorTables1700000000001, RecordLife1700000000014];
