/** Finds types, fields, purposes and items as one types. The list is read once, when the field is first used. */
(() => {
  const MOST = 40;
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  let entries;

  const load = () => (entries ??= fetch("/docs/search.json").then((answer) => answer.json()));

  /** Lower is better: the name begins with it, holds it, or a description does. */
  const rank = ([name, zh, en], wanted) => {
    const own = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    if (own === wanted) return 0;
    if (own.startsWith(wanted)) return 1;
    if (name.toLowerCase().includes(wanted)) return 2;
    if (zh.includes(wanted)) return 3;
    return en.toLowerCase().includes(wanted) ? 4 : Infinity;
  };

  const line = ([name, zh, en, href]) => {
    const link = Object.assign(document.createElement("a"), { href });
    link.append(Object.assign(document.createElement("code"), { textContent: name }), ` ${zh} `);
    link.append(Object.assign(document.createElement("span"), { lang: "en", textContent: en }));
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", async () => {
    const wanted = field.value.trim().toLowerCase();
    const all = await load();
    if (wanted !== field.value.trim().toLowerCase()) return;
    const hits = wanted === "" ? [] : all.map((entry) => [rank(entry, wanted), entry]).filter(([place]) => place < Infinity);
    hits.sort(([one], [other]) => one - other);
    found.hidden = wanted === "";
    found.replaceChildren(...hits.slice(0, MOST).map(([, entry]) => line(entry)));
    if (wanted !== "" && hits.length === 0)
      found.append(Object.assign(document.createElement("li"), { textContent: "没有找到 / nothing found" }));
  });
})();
