/** Up to where events of another subgraph were followed; one row a source. */
import { Table, type MigrationInterface, type QueryRunner } from "typeorm";
import { BIG, code, columns } from "../../../kit/store/columnForms";
import type { Database } from "../../../kit/store/database";

const SELECT = "SELECT position FROM followed WHERE source = ?";
const MOVE = "UPDATE followed SET position = ? WHERE source = ? AND position < ?";
const FIRST =
  "INSERT INTO followed (source, position) SELECT ?, ? FROM (SELECT 1 AS one) single WHERE NOT EXISTS (SELECT 1 FROM followed WHERE source = ?)";

export async function followedTo({ reader }: Database, source: string): Promise<number> {
  const [row] = await reader.all(SELECT, [source]);
  return Number(row?.["position"] ?? 0);
}

export function noteFollowed(database: Database, source: string, position: number): Promise<void> {
  return database.write(async (manager) => {
    await manager.query(FIRST, [source, position, source]);
    await manager.query(MOVE, [position, source, position]);
  });
}

export class Followed1700000000004 implements MigrationInterface {
  name = "Followed1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    const forms = { source: code(32), position: BIG };
    await runner.createTable(new Table({ name: "followed", columns: columns(runner, forms, ["source"]) }), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("followed", true);
  }
}
