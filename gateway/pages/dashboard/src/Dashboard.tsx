/** The frame: what is looked at (in the address), by whom (in memory), in which language and light. */
import { useEffect, useState, type ReactNode } from "react";
import { LanguageContext } from "./language";
import { InspectionPage } from "./pages/InspectionPage";
import { Members } from "./pages/Members";
import { Overview } from "./pages/Overview";
import { Queries } from "./pages/Queries";
import { Records } from "./pages/Records";
import { Rights } from "./pages/Rights";
import { Tasks } from "./pages/Tasks";
import type { Persona } from "./personas";
import { TokenDesk } from "./TokenDesk";
import { useTheme } from "./useTheme";
import { addressOf, PAGES, periods, readView, type PageName, type PageProps, type View } from "./view";

const CONTENT: Record<PageName, (props: PageProps) => ReactNode> = {
  overview: (props) => <Overview {...props} />,
  members: (props) => <Members {...props} />,
  records: (props) => <Records {...props} />,
  queries: (props) => <Queries {...props} />,
  rights: (props) => <Rights {...props} />,
  tasks: (props) => <Tasks {...props} />,
  inspection: (props) => <InspectionPage {...props} />,
};

export function Dashboard({ personas }: { personas: readonly Persona[] }) {
  const [view, setView] = useState(() => readView(location.search, new Date()));
  const [token, setToken] = useState(personas[0]?.token ?? "");
  const [theme, nextTheme] = useTheme();
  useEffect(() => {
    const moved = () => setView(readView(location.search, new Date()));
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const go = (change: Partial<View>) => {
    const next = { ...view, ...change };
    history.pushState(null, "", addressOf(next));
    setView(next);
  };
  const say = (zh: string, en: string) => (view.language === "en" ? en : zh);
  const page = PAGES.find(({ name }) => name === view.page)!;
  useEffect(() => {
    document.documentElement.lang = view.language === "en" ? "en" : "zh-CN";
    document.title = `${say(page.zh, page.en)} · ${say("监督看板", "Supervision")} · 个人诚信图谱`;
  });
  return (
    <LanguageContext value={view.language}>
      <a className="skip" href="#content">
        {say("跳到正文", "skip to content")}
      </a>
      <header className="top">
        <p className="title">
          <a href="/">个人诚信图谱</a> <strong>{say("监督看板", "Supervision")}</strong>
        </p>
        <div className="controls">
          <PeriodChoice view={view} go={go} say={say} />
          <button
            type="button"
            onClick={() => go({ language: view.language === "en" ? "zh" : "en" })}
            lang={view.language === "en" ? "zh-CN" : "en"}
          >
            {view.language === "en" ? "中文" : "English"}
          </button>
          <button type="button" onClick={nextTheme}>
            {{ system: say("跟随系统", "system"), light: say("浅色", "light"), dark: say("深色", "dark") }[theme]}
          </button>
          <TokenDesk personas={personas} onToken={setToken} />
        </div>
        <nav aria-label={say("看板", "boards")}>
          {PAGES.map(({ name, zh, en }) => (
            <a
              key={name}
              href={addressOf({ ...view, page: name, member: undefined })}
              aria-current={name === view.page ? "page" : undefined}
              onClick={(event) => {
                event.preventDefault();
                go({ page: name, member: undefined });
              }}
            >
              {say(zh, en)}
            </a>
          ))}
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <h1>{say(page.zh, page.en)}</h1>
        {token === "" ? (
          <p>{say("请先填入访问令牌。", "Enter an access token first.")}</p>
        ) : (
          <div key={token}>{CONTENT[view.page]({ token, view, go })}</div>
        )}
      </main>
    </LanguageContext>
  );
}

function PeriodChoice({ view, go, say }: { view: View; go: PageProps["go"]; say: (zh: string, en: string) => string }) {
  return (
    <label>
      {say("期间", "period")}{" "}
      <select value={view.period} onChange={(event) => go({ period: event.target.value })}>
        {periods(new Date()).map(({ year, months }) => (
          <optgroup key={year} label={year}>
            <option value={year}>{say(`${year} 年`, year)}</option>
            {[...months].reverse().map((month) => (
              <option key={month} value={month}>
                {month}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
