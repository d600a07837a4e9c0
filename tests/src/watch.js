// Watches every page of a walk: a panic, an error in the console, a click on a link after which the address is not the link's,
// a page whose title is another page's. What it finds stays in the tab's storage, over reloads, until the walk asks for it.
(() => {
  if (window.top !== window || window.guijuWatched) return;
  window.guijuWatched = true;
  const FOUND = "guiju-walk-found";
  const TITLES = "guiju-walk-titles";
  const read = (name, empty) => {
    try { return JSON.parse(sessionStorage.getItem(name)) ?? empty; } catch { return empty; }
  };
  const note = (text) => {
    const found = read(FOUND, []);
    if (found.length < 20 && !found.includes(text)) sessionStorage.setItem(FOUND, JSON.stringify([...found, text]));
  };
  const said = console.error.bind(console);
  console.error = (...words) => { note(`${location.pathname}: console: ${words.join(" ").slice(0, 600)}`); said(...words); };
  addEventListener("error", (event) => event.message && note(`${location.pathname}: error: ${event.message}`));
  addEventListener("unhandledrejection", (event) => note(`${location.pathname}: rejection: ${event.reason}`));

  // What the page still waits for: the page has settled once nothing did for a while.
  let waiting = 0, since = performance.now();
  const asked = fetch;
  window.fetch = (...words) => {
    waiting += 1;
    return asked(...words).finally(() => { waiting -= 1; since = performance.now(); });
  };
  window.guijuSettled = () => waiting === 0 && performance.now() - since > 100 && !document.body.innerText.includes("正在载入");

  // The timers that the page has set and that have not run yet; one that repeats has run once it has.
  const pending = new Set();
  for (const [set, clear] of [["setTimeout", "clearTimeout"], ["setInterval", "clearInterval"]]) {
    const [setting, clearing] = [window[set], window[clear]];
    window[set] = (what, ...rest) => {
      const id = setting((...given) => { pending.delete(id); what(...given); }, ...rest);
      if (!(rest[0] > 60000)) pending.add(id);
      return id;
    };
    window[clear] = (id) => { pending.delete(id); clearing(id); };
  }
  window.guijuTimers = () => [...pending];

  // A click on a link of the portal leads to its address.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || link.target || link.download || link.rel.includes("external")) return;
    const wanted = new URL(link.href);
    if (wanted.origin !== location.origin || wanted.pathname.startsWith("/api/")) return;
    const address = wanted.pathname + wanted.search;
    const before = location.pathname + location.search;
    let went = false;
    const started = performance.now();
    const look = () => {
      const now = location.pathname + location.search;
      // Somewhere else by now: the walk went on.
      went ||= now === address || now !== before;
      if (went) return;
      if (performance.now() - started > 4000) note(`${before}: a click on ${address} left the address as it was`);
      else setTimeout(look, 50);
    };
    setTimeout(look, 50);
  });

  // A page that stands has a title that no page of another kind has.
  let steady = "", times = 0;
  setInterval(() => {
    const heading = document.querySelector("main#main h1");
    const kind = location.pathname.replace(/\/\d+(?=\/|$)/g, "/…");
    const now = `${location.pathname} ${document.title} ${heading?.textContent}`;
    times = now === steady ? times + 1 : 0;
    steady = now;
    if (!heading || times !== 3) return;
    if (!document.title.includes(" · ")) return note(`${location.pathname} has no title of its own: ${document.title}`);
    const titles = read(TITLES, {});
    const other = titles[document.title];
    if (other && other !== kind) note(`${kind} and ${other} have one title: ${document.title}`);
    titles[document.title] ??= kind;
    sessionStorage.setItem(TITLES, JSON.stringify(titles));
  }, 100);
})();
