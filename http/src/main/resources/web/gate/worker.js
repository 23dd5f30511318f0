// Keeps the page on the device, all files of one version together. The server fills in the braces.
const CACHE = "kuota-gate-{{version}}";
const FILES = {{files}};

self.addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(fresh))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("kuota-gate-") && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const isPage = address.pathname === "/gate" || address.pathname.startsWith("/gate/");
  if (event.request.method !== "GET" || address.origin !== location.origin || !isPage) return;
  event.respondWith(caches.match(address.pathname).then((kept) => kept ?? fetch(event.request)));
});
