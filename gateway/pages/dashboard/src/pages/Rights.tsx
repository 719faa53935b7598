/** The rights of the person and the lists, as far as they are built; what is not says so. */
import { Answered } from "../Answered";
import { CellsBoard } from "../CellsBoard";
import type { PageProps } from "../view";
import { IndicatorCard } from "../IndicatorCard";
import { useText } from "../language";
import { RIGHTS } from "../operations";
import type { Cell, Indicator } from "../shapes";
import { useAnswer } from "../useAnswer";

interface Data {
  supervision: {
    views: Indicator;
    expired: Indicator;
    revocation: Indicator;
    red: Indicator & { byType: Cell[] };
    severe: Indicator & { byType: Cell[] };
    indicators: Indicator[];
    authorisations: Cell[];
  };
}

export function Rights({ token, view: { period } }: PageProps) {
  const say = useText();
  const answer = useAnswer<Data>(token, RIGHTS, { period });
  return (
    <Answered answer={answer}>
      {({ supervision: { views, expired, revocation, red, severe, indicators, authorisations } }) => {
        const others = indicators.filter(
          ({ group, code }) =>
            (group === "RIGHTS" || group === "LISTS") &&
            ![views, expired, revocation, red, severe].some((one) => one.code === code),
        );
        const listed = (cells: Cell[]) => cells.filter(({ value, suppressed }) => suppressed || value !== null);
        return (
          <>
            <div className="cards">
              {[views, expired, revocation, red, severe, ...others].map((indicator) => (
                <IndicatorCard key={indicator.code} indicator={indicator} period={period} />
              ))}
            </div>
            <CellsBoard
              title={say("授权书办理", "authorisations")}
              cells={authorisations}
              indicator={{ code: "authorisations", unit: "COUNT" }}
              period={period}
            />
            <CellsBoard
              title={say("红名单与荣誉，按类型", "honours, by type")}
              cells={listed(red.byType)}
              indicator={red}
              period={period}
            />
            <CellsBoard
              title={say("严重失信名单，按类型", "serious lists, by type")}
              cells={listed(severe.byType)}
              indicator={severe}
              period={period}
            />
          </>
        );
      }}
    </Answered>
  );
}
