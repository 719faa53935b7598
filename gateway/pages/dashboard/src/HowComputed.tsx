/** "How is this computed": the definition of an indicator, its parts, its sources, and the operation to copy into the Playground. */
import { useContext, useRef, useState } from "react";
import { parts } from "./figure";
import { LanguageContext, useHalf, useText } from "./language";
import type { Indicator } from "./shapes";

export function HowComputed({ indicator, period }: { indicator: Indicator; period: string }) {
  const say = useText();
  const half = useHalf();
  const language = useContext(LanguageContext);
  const dialog = useRef<HTMLDialogElement>(null);
  const [copied, setCopied] = useState(false);
  const { code, zh, en, definition, target, notMeasuredBecause, staleSources } = indicator;
  const operation = `{
  supervision(period: "${period}") {
    indicator(code: "${code}") {
      value numerator denominator target met
      definition { numerator denominator period source computedFrom }
      trend(months: 12) { period value }
    }
  }
}`;
  const facts: [string, string | undefined][] = [
    [say("分子", "numerator"), half(definition.numerator)],
    [say("分母", "denominator"), half(definition.denominator)],
    [say("本期", "in this period"), parts(indicator)],
    [say("目标", "target"), target === null ? say("只公布，不设目标", "shown without one") : half(target)],
    [say("来源", "source"), half(definition.source)],
    [say("依据", "counted"), definition.computedFrom.map(half).join(say("、", ", "))],
    [say("未计量的原因", "why there is no number"), notMeasuredBecause === null ? undefined : half(notMeasuredBecause)],
    [say("陈旧的来源", "sources not heard of"), staleSources.join(", ")],
    [
      say("不公布的数", "numbers withheld"),
      say(
        "不足 10 的人数不公布，由其他数可推出它时一并不公布；人数四舍五入到 5",
        "a count of persons under 10 is withheld, and with it what would tell it; others are rounded to 5",
      ),
    ],
  ];
  return (
    <>
      <button
        type="button"
        className="how"
        onClick={() => dialog.current?.showModal()}
        aria-label={say(`${zh}：如何计算`, `${en}: how is this computed`)}
      >
        ?
      </button>
      <dialog ref={dialog} aria-label={say(`${zh}如何计算`, `How ${en} is computed`)} onClose={() => setCopied(false)}>
        <h2>
          {code} {language === "en" ? en : zh}
        </h2>
        <dl>
          {facts
            .filter(([, says]) => says)
            .map(([name, says]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{says}</dd>
              </div>
            ))}
        </dl>
        <pre tabIndex={0}>{operation}</pre>
        <form method="dialog">
          <button type="button" onClick={() => void navigator.clipboard.writeText(operation).then(() => setCopied(true))}>
            {copied ? say("已复制", "copied") : say("复制查询", "copy the query")}
          </button>
          <button>{say("关闭", "close")}</button>
        </form>
      </dialog>
    </>
  );
}
