/** The 27 members beside each other, and one of them closely: its items, tasks and stewards; never a person. */
import { Answered } from "../Answered";
import { DataTable, type Column } from "../DataTable";
import type { PageProps } from "../view";
import { WITHHELD, written } from "../figure";
import { useText } from "../language";
import { Light } from "../Light";
import { MEMBER, MEMBERS } from "../operations";
import type { Member, Standing } from "../shapes";
import { useAnswer } from "../useAnswer";

export function Members(props: PageProps) {
  return props.view.member === undefined ? <League {...props} /> : <Closely {...props} member={props.view.member} />;
}

function League({ token, view, go }: PageProps) {
  const say = useText();
  const answer = useAnswer<{ supervision: { members: Member[] } }>(token, MEMBERS, { period: view.period });
  const ratio = (value: number | null) => written({ value, suppressed: false }, "RATIO", view.language);
  const ofStanding = (title: string, key: keyof Standing, shown?: (value: number | null) => string): Column<Member> => ({
    title,
    numeric: true,
    value: ({ standing }) => standing?.[key] ?? null,
    ...(shown && { show: ({ standing }: Member) => shown(standing?.[key] ?? null) }),
  });
  return (
    <Answered answer={answer}>
      {({ supervision: { members } }) => (
        <DataTable
          caption={say("成员单位情况", "how the members stand")}
          file={`members-${view.period}`}
          rows={[...members].sort((one, other) => (one.standing?.rank ?? 99) - (other.standing?.rank ?? 99))}
          keyOf={({ code }) => code}
          columns={[
            {
              title: say("单位", "member"),
              value: ({ zh, en }) => (view.language === "en" ? en : zh),
              show: ({ code, zh, en }) => (
                <button type="button" className="link" onClick={() => go({ member: code })}>
                  {view.language === "en" ? en : zh}
                </button>
              ),
            },
            ofStanding(say("名次", "place"), "rank"),
            ofStanding(say("归集覆盖率", "coverage"), "coverage", ratio),
            ofStanding(say("数据质量", "quality"), "quality", ratio),
            ofStanding(say("审核及时", "timeliness"), "timeliness", ratio),
            ofStanding(say("任务", "tasks due"), "tasksDue"),
            ofStanding(say("逾期", "late"), "tasksLate"),
          ]}
        />
      )}
    </Answered>
  );
}

function Closely({ token, view, go, member: code }: PageProps & { member: string }) {
  const say = useText();
  const answer = useAnswer<{ supervision: { member: Member | null } }>(token, MEMBER, { period: view.period, code });
  return (
    <Answered answer={answer}>
      {({ supervision: { member } }) =>
        member === null ? (
          <p role="alert">{say("没有这个成员单位", "there is no such member")}</p>
        ) : (
          <>
            <p>
              <button type="button" className="link" onClick={() => go({ member: undefined })}>
                ← {say("全部成员单位", "all members")}
              </button>
            </p>
            <h2>
              {view.language === "en" ? member.en : member.zh}{" "}
              {member.nowZh && <small>{say(`现为${member.nowZh}`, member.nowZh)}</small>}
            </h2>
            <DataTable
              caption={say("负责的目录事项", "its catalogue items")}
              file={`${code}-items-${view.period}`}
              rows={member.items!}
              keyOf={(item) => item.code}
              columns={[
                { title: say("编码", "code"), value: (item) => item.code },
                { title: say("事项", "item"), value: (item) => (view.language === "en" ? item.en : item.zh) },
                {
                  title: say("在册记录", "records"),
                  numeric: true,
                  value: ({ records }) => records,
                  show: ({ records, suppressed }) => (suppressed ? WITHHELD[view.language] : records),
                },
                {
                  title: say("本期报送", "reported"),
                  value: ({ reported, nilReturn }) =>
                    nilReturn ? say("零报告", "nil return") : reported ? say("有", "yes") : say("无", "nothing"),
                },
              ]}
            />
            <DataTable
              caption={say("承担的任务", "its tasks")}
              file={`${code}-tasks`}
              rows={member.tasks!}
              keyOf={({ id }) => id}
              columns={[
                { title: say("编号", "number"), value: ({ id }) => id },
                { title: say("任务", "task"), value: ({ titleZh, titleEn }) => (view.language === "en" ? titleEn : titleZh) },
                { title: say("时限", "deadline"), value: ({ due, deadline }) => due ?? deadline },
                { title: say("状态", "state"), value: ({ light }) => light, show: (task) => <Light task={task} /> },
              ]}
            />
            <DataTable
              caption={say("数据专员", "its data stewards")}
              file={`${code}-stewards`}
              rows={member.stewards!}
              keyOf={({ sector, officer }) => `${sector}/${officer}`}
              columns={[
                { title: say("部门子图", "sector"), value: ({ sector }) => sector },
                { title: say("经办人代码", "officer"), value: ({ officer }) => officer },
                { title: say("指定日期", "named on"), value: ({ named }) => named },
                { title: say("最近培训", "last trained"), value: ({ trainedOn }) => trainedOn },
              ]}
            />
          </>
        )
      }
    </Answered>
  );
}
