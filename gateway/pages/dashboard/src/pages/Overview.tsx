/** The district at a glance: the indicators by group, what is late, which sources have gone quiet. */
import { Answered } from "../Answered";
import { IndicatorCard } from "../IndicatorCard";
import { useText } from "../language";
import { OVERVIEW } from "../operations";
import type { Indicator, Member, Source, Task } from "../shapes";
import { useAnswer } from "../useAnswer";
import type { PageProps } from "../view";

const GROUPS: readonly [code: string, zh: string, en: string][] = [
  ["COLLECTION", "归集", "Collection"],
  ["QUALITY", "质量", "Quality"],
  ["RIGHTS", "权益", "Rights of the person"],
  ["QUERIES", "查询", "Queries"],
  ["LISTS", "名单与奖惩", "Lists and measures"],
  ["TASKS", "任务", "Tasks"],
  ["SECURITY", "安全", "Security"],
];

interface Data {
  supervision: {
    from: string;
    to: string;
    frozenAt: string | null;
    computedAt: string;
    sources: Source[];
    indicators: Indicator[];
    tasks: Task[];
    members: Member[];
  };
}

export function Overview({ token, view }: PageProps) {
  const say = useText();
  const answer = useAnswer<Data>(token, OVERVIEW, { period: view.period });
  return (
    <Answered answer={answer}>
      {({ supervision: { indicators, tasks, sources, computedAt, frozenAt, from, to } }) => (
        <>
          <Headline indicators={indicators} tasks={tasks} sources={sources} />
          <p className="small">
            {from} – {to} ·{" "}
            {frozenAt
              ? say(`年终快照 ${day(frozenAt)}`, `frozen ${day(frozenAt)}`)
              : say(`截至 ${time(computedAt)}`, `as of ${time(computedAt)}`)}
          </p>
          {GROUPS.map(([code, zh, en]) => (
            <section key={code} aria-label={say(zh, en)}>
              <h2>{say(zh, en)}</h2>
              <div className="cards">
                {indicators
                  .filter(({ group }) => group === code)
                  .map((indicator) => (
                    <IndicatorCard key={indicator.code} indicator={indicator} period={view.period} />
                  ))}
              </div>
            </section>
          ))}
        </>
      )}
    </Answered>
  );
}

function Headline({ indicators, tasks, sources }: { indicators: Indicator[]; tasks: Task[]; sources: Source[] }) {
  const say = useText();
  const measured = indicators.filter(({ status }) => status === "MEASURED");
  const unmet = measured.filter(({ met }) => met === false).length;
  const red = tasks.filter(({ light }) => light === "RED").length;
  const stale = sources.filter((source) => source.stale).length;
  const tiles: [number | string, string, boolean][] = [
    [`${measured.length}/${indicators.length}`, say("已计量指标", "indicators measured"), false],
    [unmet, say("未达标", "targets not met"), unmet > 0],
    [red, say("逾期或沉默的任务", "tasks overdue or silent"), red > 0],
    [stale, say("未更新的来源", "sources not heard of"), stale > 0],
  ];
  return (
    <ul className="tiles">
      {tiles.map(([number, label, bad]) => (
        <li key={label} className={bad ? "bad" : undefined}>
          <strong>{number}</strong> {label}
        </li>
      ))}
    </ul>
  );
}

export function day(instant: string): string {
  return new Date(instant).toLocaleDateString("zh-CN", { timeZone: "Asia/Shanghai" });
}

export function time(instant: string): string {
  return new Date(instant).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
}
