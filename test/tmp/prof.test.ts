import { tenYears } from "../../bench/supervision/tenYears";
import { openCube } from "../../subgraphs/platform/supervision/rollup/cube";
import { openBook } from "../../subgraphs/platform/supervision/indicator/book";
import { readPeriod } from "../../subgraphs/platform/supervision/indicator/period";
import { boardOf } from "../../subgraphs/platform/supervision/board/board";
import { standings } from "../../subgraphs/platform/supervision/board/league";
import { loadCatalogue } from "../../schema/catalogue/load";
it("profiles", () => {
  const catalogue = loadCatalogue(); const today = "2026-11-26";
  const counters = tenYears(10_000_000, today);
  console.log("counters", counters.length, counters.filter(c=>c.measure==="recordsCreated").reduce((s,c)=>s+c.n,0));
  const cube = openCube(); cube.put(counters);
  const board = boardOf({ notes: [], stewards: [], inspections: [], findings: [], cases: [] }, catalogue, today);
  const src = [...new Set(catalogue.items.map(i=>i.sector)), "audit"].map((name)=>({name, position:1,lastEventAt:null,readAt:"2026-11-26T00:00:00.000Z"}));
  const live = { cube, catalogue, today, since: "2016-12", board, sources: src, asOf: Date.parse("2026-11-26T00:00:00.000Z") };
  const years = { board, of: () => live };
  const time = (name: string, f: () => unknown) => { const t = performance.now(); f(); console.log(name, (performance.now() - t).toFixed(1)); };
  for (const code of ["2026", "2025", "2021-05", "2021-06"]) {
    const book = openBook(readPeriod(code, today) as any, years as any);
    for (const e of catalogue.indicators) {
      const t = performance.now(); book.figure(e); const d = performance.now() - t; if (d > 5) console.log(code, e.id, d.toFixed(1));
    }
    time(code + " figures", () => catalogue.indicators.map((e) => book.figure(e)));
    time(code + " trends", () => catalogue.indicators.map((e) => book.trend(e, 12)));
    time(code + " standings", () => standings(book, board));
    time(code + " K01 breakdown", () => book.breakdown(catalogue.indicators.find((i) => i.id === "K01")!, "ITEM"));
    time(code + " items", () => catalogue.items.map((i) => book.item(i.code)));
  }
}, 120000);
