// Keeps the portal usable without network: its files, the forms that the reader uses, and the names of colleagues. Filings are
// queued by the page itself (src/offline). Every request goes to the server first; the stored response is used only if the server
// does not answer. Logging out removes the stored responses.
const FILES = {files};
const RELEASE = "guiju-{release}";
const SAID = "guiju-said";
const KEPT = /^\/api\/(session|people|forms|forms\/[^/]+\/[^/]+)$/;
const FORMS = 8;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(RELEASE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name !== RELEASE && name !== SAID;
  const forget = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(forget.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { method, mode } = event.request;
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  if (method === "DELETE" && pathname === "/api/session") event.waitUntil(caches.delete(SAID));
  if (method !== "GET") return;
  if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match("/")));
  else if (pathname.startsWith("/assets/"))
    event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
  else if (KEPT.test(pathname)) event.respondWith(ask(event, pathname));
  else if (pathname.endsWith("/draft")) event.respondWith(fetch(event.request).catch(() => unreached()));
});

async function ask(event, pathname) {
  const said = await caches.open(SAID);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) {
      await said.put(event.request, answer.clone());
      if (pathname === "/api/forms") event.waitUntil(usual(said, await answer.clone().json()));
    } else if (answer.status === 401) await caches.delete(SAID);
    return answer;
  } catch (gone) {
    const kept = await said.match(event.request);
    if (kept) return kept;
    throw gone;
  }
}

// The forms that the reader files most often are stored before they are needed.
async function usual(said, forms) {
  const most = forms.sort((one, other) => other.filed - one.filed).slice(0, FORMS);
  for (const form of most) {
    const address = `/api/forms/${form.regulation}/${form.form}`;
    if (!(await said.match(address))) await said.add(address);
  }
}

// A missing draft differs from a server that cannot be reached.
function unreached() {
  return new Response('{"unreached":true}', { headers: { "content-type": "application/json" } });
}
