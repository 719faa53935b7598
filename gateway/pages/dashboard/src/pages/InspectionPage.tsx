/** The January pack: how each unit stood in the year before, what was found, what was mended. Prints on A4, a unit a page. */
import { useContext } from "react";
import { Answered } from "../Answered";
import type { PageProps } from "../view";
import { DataTable } from "../DataTable";
import { written } from "../figure";
import { IndicatorCard } from "../IndicatorCard";
import { LanguageContext, useText } from "../language";
import { INSPECTION } from "../operations";
import type { Indicator, Inspection, InspectionResult, Member, Standing } from "../shapes";
import { useAnswer } from "../useAnswer";
import { day } from "./Overview";

interface Data {
  supervision: {
    inspection: Inspection | null;
    followUp: Indicator;
    indicators: Pick<Indicator, "code" | "unit">[];
    members: Member[];
  };
}

export function InspectionPage({ token, view }: PageProps) {
  const say = useText();
  const year = Number(view.period.slice(0, 4));
  const answer = useAnswer<Data>(token, INSPECTION, { period: view.period, year });
  return (
    <Answered answer={answer}>
      {({ supervision: { inspection, followUp, indicators, members } }) => (
        <>
          <div className="cards">
            <IndicatorCard indicator={followUp} period={view.period} />
          </div>
          {inspection === null ? (
            <p>
              {say(
                `${year} 年的专项督查尚未启动。办公室以 openInspection(year: ${year}) 启动，检查 ${year - 1} 年度。`,
                `The inspection of ${year} has not been opened. The office opens it with openInspection(year: ${year}), over ${year - 1}.`,
              )}
            </p>
          ) : (
            <Pack inspection={inspection} indicators={indicators} members={members} />
          )}
        </>
      )}
    </Answered>
  );
}

type Units = Data["supervision"]["indicators"];

function Pack({ inspection, indicators, members }: { inspection: Inspection; indicators: Units; members: Member[] }) {
  const { year, about, openedAt, closedAt, results } = inspection;
  const say = useText();
  const findings = results.flatMap((result) => result.findings.map((finding) => ({ ...finding, unit: result.member.zh })));
  return (
    <>
      <header className="pack">
        <h2>{say(`${year} 年个人诚信体系建设专项督查（${about} 年度）`, `Inspection of ${year}, over ${about}`)}</h2>
        <p>
          {say("启动", "opened")} {day(openedAt)}
          {closedAt && ` · ${say("结束", "closed")} ${day(closedAt)}`}{" "}
          <button type="button" className="print" onClick={() => window.print()}>
            {say("打印督查材料", "print the pack")}
          </button>
        </p>
      </header>
      <DataTable
        caption={say("发现的问题与整改", "findings and what was mended")}
        file={`inspection-${year}-findings`}
        rows={findings}
        keyOf={({ id }) => id}
        columns={[
          { title: say("单位", "unit"), value: ({ unit }) => unit },
          { title: say("问题", "finding"), value: ({ text }) => text },
          { title: say("整改期限", "due"), value: ({ due }) => due },
          { title: say("办结", "closed"), value: ({ closedOn }) => closedOn },
          { title: say("整改情况", "mended"), value: ({ rectification }) => rectification },
          { title: say("逾期", "late"), value: ({ late }) => (late ? say("逾期", "late") : "") },
        ]}
      />
      {results.map((result) => (
        <Unit
          key={result.member.code}
          result={result}
          about={about}
          units={indicators}
          standing={members.find(({ code }) => code === result.member.code)?.standing}
        />
      ))}
    </>
  );
}

interface UnitParts {
  result: InspectionResult;
  about: number;
  units: Units;
  standing: Standing | null | undefined;
}

function Unit({ result, about, units, standing }: UnitParts) {
  const { member, indicators, findings } = result;
  const language = useContext(LanguageContext);
  const say = useText();
  return (
    <section className="unit" aria-label={member.zh}>
      <h3>{say(`${member.zh}：${about} 年度督查结果`, `${member.en}, ${about}`)}</h3>
      <dl className="figures">
        {indicators.map((cell) => (
          <div key={cell.key}>
            <dt>
              {cell.key} {say(cell.zh, cell.en)}
            </dt>
            <dd>{written(cell, units.find(({ code }) => code === cell.key)!.unit, language)}</dd>
          </div>
        ))}
      </dl>
      {standing && (
        <p className={standing.tasksLate > 0 ? "unmet" : undefined}>
          {say(
            `承担任务 ${standing.tasksDue} 项，逾期或沉默 ${standing.tasksLate} 项。`,
            `${standing.tasksDue} tasks, of which ${standing.tasksLate} overdue or silent.`,
          )}
        </p>
      )}
      {findings.length === 0 ? (
        <p>{say("未发现问题。", "Nothing was found.")}</p>
      ) : (
        <ol>
          {findings.map(({ id, text, due, closedOn, rectification, late }) => (
            <li key={id}>
              {text}（{say("限", "by")} {due}
              {closedOn && `，${closedOn} ${say("办结", "closed")}`}
              {late && `，${say("逾期", "late")}`}）{rectification}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
