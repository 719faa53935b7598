/** Shows what was answered, says that it is being asked, or says why it was refused; an empty board is never mistaken for zero. */
import type { ReactNode } from "react";
import { useText } from "./language";
import type { Answering } from "./useAnswer";

export function Answered<Data>({ answer, children }: { answer: Answering<Data>; children: (data: Data) => ReactNode }) {
  const say = useText();
  const { data, refusal, again } = answer;
  if (data !== undefined) return <>{children(data)}</>;
  if (refusal === undefined) return <p role="status">{say("正在查询…", "asking…")}</p>;
  return (
    <div role="alert" className="refusal">
      <p>
        {say("没有得到答复：", "There was no answer: ")}
        {refusal.message} <code>{refusal.code}</code>
      </p>
      <button type="button" onClick={again}>
        {say("重试", "try again")}
      </button>
    </div>
  );
}
