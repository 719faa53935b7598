/** Coverage of the 16 fields and 16 populations, and the quality of what is reported. */
import { Answered } from "../Answered";
import { CellsBoard } from "../CellsBoard";
import type { PageProps } from "../view";
import { IndicatorCard } from "../IndicatorCard";
import { useText } from "../language";
import { RECORDS } from "../operations";
import type { Cell, Indicator } from "../shapes";
import { useAnswer } from "../useAnswer";

interface Data {
  supervision: {
    coverage: Indicator & { byMember: Cell[] };
    fields: Indicator & { byField: Cell[] };
    populations: { byPopulation: Cell[] };
    quality: Indicator & { byMember: Cell[] };
    reviews: Indicator;
    corrections: Indicator;
  };
}

export function Records({ token, view: { period } }: PageProps) {
  const say = useText();
  const answer = useAnswer<Data>(token, RECORDS, { period });
  return (
    <Answered answer={answer}>
      {({ supervision: { coverage, fields, populations, quality, reviews, corrections } }) => (
        <>
          <div className="cards">
            {[coverage, fields, quality, reviews, corrections].map((indicator) => (
              <IndicatorCard key={indicator.code} indicator={indicator} period={period} />
            ))}
          </div>
          <CellsBoard
            title={say("重点领域覆盖", "coverage of the key fields")}
            cells={fields.byField}
            indicator={fields}
            period={period}
          />
          <CellsBoard
            title={say("重点人群归集", "collection by key population")}
            cells={populations.byPopulation}
            indicator={coverage}
            period={period}
          />
          <CellsBoard
            title={say("各单位归集覆盖率", "coverage by member")}
            cells={coverage.byMember}
            indicator={coverage}
            period={period}
          />
          <CellsBoard
            title={say("各单位数据质量", "quality by member")}
            cells={quality.byMember}
            indicator={quality}
            period={period}
          />
        </>
      )}
    </Answered>
  );
}
