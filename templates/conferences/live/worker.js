{% load static %}// An empty shell for a reload without a network. Never case content (design.md, section 5).
const SHELL = "{% url "conferences:live_shell" %}";
const KEPT = [SHELL, "{% static "build/app.css" %}", "{% static "build/live_shell.js" %}"];
const CACHE = "chairside-live-shell";
const LIVE_ROOM = /^\/conferences\/\d+\/live\/$/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(KEPT.map((url) => new Request(url, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && LIVE_ROOM.test(url.pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(SHELL)));
  } else if (KEPT.includes(url.pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(url.pathname)));
  }
});
