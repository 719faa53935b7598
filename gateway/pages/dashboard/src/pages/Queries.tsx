/** Who asks, why, and what is refused: by agency and purpose, never by person. */
import { Answered } from "../Answered";
import { CellsBoard } from "../CellsBoard";
import type { PageProps } from "../view";
import { IndicatorCard } from "../IndicatorCard";
import { useText } from "../language";
import { QUERIES } from "../operations";
import type { Cell, Indicator } from "../shapes";
import { useAnswer } from "../useAnswer";

interface Data {
  supervision: {
    queries: Indicator & { byAgency: Cell[]; byPurpose: Cell[]; byRight: Cell[] };
    denials: Indicator & { byAgency: Cell[] };
    clerks: Indicator & { byAgency: Cell[] };
    minimisation: Indicator;
    evidence: Indicator;
  };
}

export function Queries({ token, view: { period } }: PageProps) {
  const say = useText();
  const answer = useAnswer<Data>(token, QUERIES, { period });
  return (
    <Answered answer={answer}>
      {({ supervision: { queries, denials, clerks, minimisation, evidence } }) => (
        <>
          <div className="cards">
            {[queries, denials, clerks, minimisation, evidence].map((indicator) => (
              <IndicatorCard key={indicator.code} indicator={indicator} period={period} />
            ))}
          </div>
          <CellsBoard
            title={say("按机构的查询", "queries by agency")}
            cells={queries.byAgency}
            indicator={queries}
            period={period}
          />
          <CellsBoard
            title={say("按事由的查询", "queries by purpose")}
            cells={queries.byPurpose}
            indicator={queries}
            period={period}
          />
          <CellsBoard
            title={say("按授权方式的查询", "queries by right")}
            cells={queries.byRight}
            indicator={queries}
            period={period}
          />
          <CellsBoard
            title={say("按机构的拒绝", "denials by agency")}
            cells={denials.byAgency}
            indicator={denials}
            period={period}
          />
          <CellsBoard
            title={say("异常经办人", "outlying clerks by agency")}
            cells={clerks.byAgency}
            indicator={clerks}
            period={period}
          />
        </>
      )}
    </Answered>
  );
}
