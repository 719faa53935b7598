/** The 19 tasks against their deadlines, what was reported on them, and the occasions of publicity. */
import { Answered } from "../Answered";
import { DataTable } from "../DataTable";
import type { PageProps } from "../view";
import { IndicatorCard } from "../IndicatorCard";
import { useText } from "../language";
import { Light } from "../Light";
import { TASKS } from "../operations";
import type { Indicator, Task } from "../shapes";
import { useAnswer } from "../useAnswer";
import { day } from "./Overview";

interface Data {
  supervision: {
    tasks: Task[];
    dated: Indicator;
    continuous: Indicator;
    campaigns: { id: string; zh: string; en: string; date: string | null; note: string }[];
  };
}

const DEADLINES: Record<string, [zh: string, en: string]> = {
  continuous: ["持续推进", "continuous"],
  yearly: ["每年年初", "every January"],
  none: ["未定", "none stated"],
};

export function Tasks({ token, view }: PageProps) {
  const say = useText();
  const english = view.language === "en";
  const answer = useAnswer<Data>(token, TASKS, { period: view.period });
  return (
    <Answered answer={answer}>
      {({ supervision: { tasks, dated, continuous, campaigns } }) => (
        <>
          <div className="cards">
            {[dated, continuous].map((indicator) => (
              <IndicatorCard key={indicator.code} indicator={indicator} period={view.period} />
            ))}
          </div>
          <DataTable
            caption={say("实施方案的 19 项任务", "the 19 tasks of the plan")}
            file="tasks"
            rows={tasks}
            keyOf={({ id }) => id}
            columns={[
              { title: say("编号", "number"), value: ({ id }) => id },
              { title: say("任务", "task"), short: !english, value: ({ titleZh, titleEn }) => (english ? titleEn : titleZh) },
              { title: say("责任单位", "units"), value: ({ unitsText }) => unitsText },
              {
                title: say("时限", "deadline"),
                short: true,
                value: ({ due, deadline }) => due ?? say(...(DEADLINES[deadline] ?? [deadline, deadline])),
              },
              { title: say("状态", "state"), short: true, value: ({ light }) => light, show: (task) => <Light task={task} /> },
              { title: say("最近进展", "last note"), value: ({ notes }) => lastNote(notes) },
            ]}
          />
          <DataTable
            caption={say("诚信宣传的时间节点", "occasions of publicity")}
            file={`campaigns-${view.period}`}
            rows={campaigns}
            keyOf={({ id }) => id}
            columns={[
              { title: say("节点", "occasion"), value: ({ zh, en }) => (english ? en : zh) },
              { title: say("日期", "day"), value: ({ date }) => date ?? say("按当年通知", "by the year's notice") },
            ]}
          />
        </>
      )}
    </Answered>
  );
}

function lastNote(notes: Task["notes"]): string | null {
  const [last] = notes ?? [];
  return last === undefined
    ? null
    : `${day(last.at)} ${last.member.zh}：${last.text}${last.percent === null ? "" : `（${last.percent}%）`}`;
}
